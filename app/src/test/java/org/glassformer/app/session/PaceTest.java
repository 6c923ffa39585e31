package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MS = 1_000_000;

    private long clock;
    private long drawn;
    private final Pace pace = new Pace(Duration.ofMillis(80), 2, () -> clock, () -> drawn);

    private long waited(long drawing, long making) {
        pace.shown(making * MS);
        drawn += drawing * MS;
        long from = clock;
        while (!pace.due()) {
            clock += MS;
        }
        return (clock - from) / MS;
    }

    @Test
    void cheapPicturesComeAtTheLeastDistance() {
        assertThat(waited(0, 0)).isEqualTo(80);
        assertThat(waited(1, 0)).isEqualTo(80);
    }

    @Test
    void dearPicturesTakeASmallShareOfTheMachine() {
        assertThat(waited(15, 1)).isEqualTo(800);
        assertThat(waited(6, 2)).isEqualTo(400);
    }

    @Test
    void thereIsAPictureEverySecond() {
        assertThat(waited(500, 0)).isEqualTo(1000);
    }
}
