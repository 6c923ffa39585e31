package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.WindowSource;
import org.junit.jupiter.api.Test;

final class BaselinesTest {

    /// One target in four is the token 1, the others are 2; each second position does not count.
    private static final WindowSource QUARTERS =
            new WindowSource() {
                @Override
                public void next(int[] inputs, int[] targets, int at) {
                    for (int i = 0; i < 8; i++) {
                        targets[at + i] = i % 2 == 0 ? -1 : i == 1 ? 1 : 2;
                    }
                }

                @Override
                public DataPosition position() {
                    return new DataPosition(0, List.of());
                }

                @Override
                public void seek(DataPosition position) {
                    throw new UnsupportedOperationException();
                }
            };

    @Test
    void aUniformGuessAndTheSharesOfTheTargetsScoreTheirEntropy() {
        Baselines guesses = Baselines.of(QUARTERS, 8, 5);
        assertThat(guesses.uniform()).isCloseTo(Math.log(5), within(1e-12));
        assertThat(guesses.unigram())
                .isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), within(1e-12));
    }

    @Test
    void ofNothingNothingIsExpected() {
        WindowSource none =
                new WindowSource() {
                    @Override
                    public void next(int[] inputs, int[] targets, int at) {
                        targets[at] = -1;
                    }

                    @Override
                    public DataPosition position() {
                        return new DataPosition(0, List.of());
                    }

                    @Override
                    public void seek(DataPosition position) {
                        throw new UnsupportedOperationException();
                    }
                };
        assertThat(Baselines.of(none, 1, 3).unigram()).isZero();
    }
}
