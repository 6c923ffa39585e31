package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class StartUpTest {

    @AfterEach
    void end() {
        StartUp.end();
    }

    @Test
    @Timeout(10)
    void nobodyWaitsForAProgramThatSaysNothing() throws InterruptedException {
        StartUp.await();
    }

    @Test
    void workAheadOfTimeBeginsWhenTheProgramHasStarted() throws InterruptedException {
        StartUp.begin();
        Thread work = Thread.ofPlatform().daemon().start(StartUpTest::await);
        assertThat(work.join(Duration.ofMillis(100))).isFalse();
        StartUp.end();
        work.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(work.isAlive()).isFalse();
    }

    private static void await() {
        try {
            StartUp.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
