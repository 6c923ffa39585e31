package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.StartUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @AfterEach
    void end() {
        StartUp.end();
    }

    @Test
    void itEndsByItselfOnceStepsDoNotBecomeFaster() {
        try (Backend backend = Backends.open(1)) {
            assertThat(Rehearsal.run(backend, () -> true)).isBetween(100, 10_000);
        }
    }

    @Test
    void itEndsWithinOneStepWhenSomebodyWantsToTrain() {
        AtomicInteger asked = new AtomicInteger();
        try (Backend backend = Backends.open(1)) {
            assertThat(Rehearsal.run(backend, () -> asked.incrementAndGet() < 4)).isEqualTo(3);
        }
    }

    @Test
    void nothingIsDoneWhileAProgramStarts() {
        AtomicInteger asked = new AtomicInteger();
        StartUp.begin();
        try (Backend backend = Backends.open(1)) {
            assertThat(Rehearsal.run(backend, () -> asked.incrementAndGet() < 3)).isZero();
        }
        assertThat(asked).hasValue(3);
    }
}
