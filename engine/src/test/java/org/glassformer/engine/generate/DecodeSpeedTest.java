package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DecodeSpeedTest {

    private static final int[] TEXT = {3, 1, 2};

    private final Backend backend = Backends.open("scalar", 1);
    private int read;

    @AfterEach
    void close() {
        backend.close();
    }

    private double measure(int context) {
        try (Transformer model =
                Transformer.random(ModelConfig.gpt2(1, 2, 8, 11, context), backend, 1)) {
            return DecodeSpeed.measure(model, TEXT, () -> read++);
        }
    }

    @Test
    void speedIsAtLeastThatOfTheWholeRun() {
        long start = System.nanoTime();
        double speed = measure(20);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(read).isEqualTo(20);
        assertThat(speed).isFinite().isGreaterThanOrEqualTo(12 / seconds);
    }

    @Test
    void aLongContextIsNotReadToItsEnd() {
        assertThat(measure(1000)).isPositive();
        assertThat(read).isBetween(20, 104);
    }

    @Test
    void aContextWithoutRoomHasNoSpeed() {
        assertThat(measure(19)).isNaN();
        assertThat(read).isEqualTo(8);
    }

    @Test
    void whoeverWaitsMayGiveUpBeforeAnyToken() {
        try (Transformer model =
                Transformer.random(ModelConfig.gpt2(1, 2, 8, 11, 64), backend, 1)) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() ->
                            DecodeSpeed.measure(
                                    model,
                                    TEXT,
                                    () -> {
                                        if (++read == 11) {
                                            throw new CancellationException();
                                        }
                                    }));
            assertThat(read).isEqualTo(11);
        }
    }
}
