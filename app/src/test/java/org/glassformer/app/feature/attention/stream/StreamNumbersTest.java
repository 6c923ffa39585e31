package org.glassformer.app.feature.attention.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamNumbersTest {

    @TempDir Path folder;

    private static LensStretch stretch(int first, int count) {
        return new LensStretch(
                first,
                count,
                1,
                new int[count],
                new float[count],
                new int[count],
                new int[count],
                new float[count],
                new float[count]);
    }

    private Reading reading() {
        DirectTaskRunner runner = new DirectTaskRunner();
        LabSession session = new LabSession();
        try (EngineService engine = new EngineService()) {
            new PromptReader(session, engine, runner.newestWins());
            session.promptProperty().set("Once");
            new ModelOpening(session, engine, runner)
                    .open(TinyModels.write(folder.resolve("tiny"), 1));
            return Objects.requireNonNull(session.readingProperty().get());
        }
    }

    @Test
    void whatIsNearestToTheWantedPositionIsReadNext() {
        StreamNumbers none =
                new StreamNumbers(
                        reading(),
                        -1,
                        List.of(new Point(0, Point.Kind.EMBEDDING)),
                        new double[1][10],
                        List.of(),
                        4);
        assertThat(none.nextStretch(9)).isEqualTo(2);
        assertThat(none.lengthOf(2)).isEqualTo(2);
        assertThat(none.firstOf(2)).isEqualTo(8);
        StreamNumbers end = none.with(stretch(8, 2));
        assertThat(end.nextStretch(9)).isEqualTo(1);
        assertThat(end.nextStretch(0)).isZero();
        assertThat(end.read()).isEqualTo(2);
        assertThat(end.isComplete()).isFalse();
        assertThat(end.at(9)).isPresent();
        assertThat(end.at(3)).isEmpty();
        StreamNumbers all = end.with(stretch(0, 4)).with(stretch(4, 4));
        assertThat(all.isComplete()).isTrue();
        assertThat(all.nextStretch(5)).isEqualTo(-1);
        assertThat(none.read()).isZero();
    }
}
