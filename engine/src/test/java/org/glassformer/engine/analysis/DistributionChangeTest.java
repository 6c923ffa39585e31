package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DistributionChangeTest {
    private static float[] logits(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] logits = new float[size];
        for (int i = 0; i < size; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
        }
        return logits;
    }

    @Test
    void divergenceAndVariationFollowTheFormulas() {
        float[] before = logits(301, 1);
        float[] after = logits(301, 2);
        DistributionChange change = DistributionChange.of(before, after);
        double kl = 0;
        double moved = 0;
        double sum = 0;
        for (int id = 0; id < 301; id++) {
            kl += change.before(id) * Math.log(change.before(id) / change.after(id)) / Math.log(2);
            moved += Math.max(0, change.after(id) - change.before(id));
            sum += change.after(id);
        }
        assertThat(change.klBits()).isCloseTo(kl, within(1e-12)).isPositive();
        assertThat(change.totalVariation()).isCloseTo(moved, within(1e-12)).isBetween(0.0, 1.0);
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void nothingChangesFromALogitsShiftThatAllTokensShare() {
        float[] before = {1, 2, 3};
        float[] after = {101, 102, 103};
        DistributionChange change = DistributionChange.of(before, after);
        assertThat(change.klBits()).isCloseTo(0, within(1e-9));
        assertThat(change.totalVariation()).isCloseTo(0, within(1e-9));
        assertThat(DistributionChange.none(before).klBits()).isZero();
    }

    @Test
    void theLikeliestComeInOrderAndTheLowerIdFirst() {
        DistributionChange change =
                DistributionChange.of(new float[] {1, 3, 3, 0}, new float[] {2, 2, 5, 2});
        assertThat(change.likeliestBefore(3)).containsExactly(1, 2, 0);
        assertThat(change.likeliestAfter(9)).containsExactly(2, 0, 1, 3);
        assertThat(change.likeliestBefore()).isEqualTo(1);
        assertThat(change.likeliestAfter()).isEqualTo(2);
        assertThat(change.rankBefore(2)).isEqualTo(2);
        assertThat(change.rankAfter(3)).isEqualTo(4);
        assertThat(change.size()).isEqualTo(4);
    }

    @Test
    void aTokenThatBecameImpossibleMakesTheDivergenceInfinite() {
        float[] without = {0, Float.NEGATIVE_INFINITY};
        DistributionChange gone = DistributionChange.of(new float[] {0, 0}, without);
        assertThat(gone.klBits()).isInfinite();
        assertThat(gone.totalVariation()).isCloseTo(0.5, within(1e-12));
        DistributionChange come = DistributionChange.of(without, new float[] {0, 0});
        assertThat(come.klBits()).isCloseTo(1, within(1e-12));
    }

    @Test
    void logitsOfDifferentVocabulariesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistributionChange.of(new float[2], new float[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistributionChange.of(new float[0], new float[0]));
    }
}
