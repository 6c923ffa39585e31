package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AttentionTraceTest {
    private static final Interventions CUTS =
            Interventions.parse(
                    List.of("cut:0.1:5>2", "cut:1.*:4>4", "mask:1", "cut:*.3:0>0", "ablate:0.2"));

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void patternsAreThoseOfTheEngine(TestModels.Family family) {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(family, backend, 1)) {
            int[] ids = TestModels.ids(9, 13, 2);
            for (Interventions interventions : List.of(Interventions.NONE, CUTS)) {
                ActivationCache cache = watch(model, ids, interventions);
                AttentionTrace trace = AttentionTrace.of(model.config(), cache, interventions);
                AttentionTrace grown = grown(model, ids, interventions);
                for (int layer = 0; layer < 2; layer++) {
                    float[] all = cache.get(HookNames.block(layer).pattern()).data();
                    for (int head = 0; head < 4; head++) {
                        float[] expected = TestModels.row(all, head, 81);
                        assertClose(trace.pattern(layer, head), expected);
                        assertClose(grown.pattern(layer, head), expected);
                        assertClose(
                                trace.row(layer, head, 6), Arrays.copyOfRange(expected, 54, 61));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void stagesEndInTheHeadsOutput(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 1)) {
            Interventions cut = Interventions.parse(List.of("cut:1.2:5>4"));
            ActivationCache cache = watch(model, TestModels.ids(7, 13, 2), cut);
            AttentionTrace trace = AttentionTrace.of(model.config(), cache, cut);
            HeadStages stages = HeadStages.of(trace, 1, 2, 5);
            int hs = model.config().headSize();
            float[] z = Rows.of(cache, HookNames.block(1).z(), 5);
            assertClose(stages.output(), TestModels.row(z, 2, hs));
            float[] scores = cache.get(HookNames.block(1).attnScores()).data();
            double sum = 0;
            for (int key = 0; key < stages.keys(); key++) {
                float expected = scores[(2 * 7 + 5) * 7 + key];
                assertThat(stages.masked(key)).isEqualTo(expected == Float.NEGATIVE_INFINITY);
                if (!stages.masked(key)) {
                    assertThat(stages.maskedScore(key)).isCloseTo(expected, within(1e-5f));
                    assertThat(stages.rawScore(key) * model.config().attnScale())
                            .isCloseTo(stages.scaledScore(key), within(1e-5));
                }
                assertThat(stages.weightedNorm(key))
                        .isEqualTo(stages.weight(key) * stages.valueNorm(key));
                sum += stages.weight(key);
            }
            assertThat(stages.maskedScore(4)).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void averageAndRolloutFollowTheirFormulas() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            int n = 6;
            ActivationCache cache = watch(model, TestModels.ids(n, 13, 2), Interventions.NONE);
            AttentionTrace trace = AttentionTrace.of(model.config(), cache, Interventions.NONE);
            double[][] rollout = new double[n][n];
            for (int i = 0; i < n; i++) {
                rollout[i][i] = 1;
            }
            for (int layer = 0; layer < 2; layer++) {
                float[] all = cache.get(HookNames.block(layer).pattern()).data();
                float[] average = trace.average(HeadId.ofLayer(layer, 4), part -> {});
                double[][] next = new double[n][n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        double mean = 0;
                        for (int head = 0; head < 4; head++) {
                            mean += all[(head * n + i) * n + j] / 4;
                        }
                        assertThat((double) average[i * n + j]).isCloseTo(mean, within(1e-6));
                        double mixed = 0.5 * mean + (i == j ? 0.5 : 0);
                        for (int k = 0; k < n; k++) {
                            next[i][k] += mixed * rollout[j][k];
                        }
                    }
                }
                rollout = next;
                float[] actual = Rollout.of(trace, layer, part -> {});
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int j = 0; j < n; j++) {
                        assertThat((double) actual[i * n + j])
                                .isCloseTo(rollout[i][j], within(1e-6));
                        sum += actual[i * n + j];
                    }
                    assertThat(sum).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    @Test
    void rowsOfARolloutSumToOneEvenIfEverythingIsCut() {
        float[] zeros = new float[4];
        Rollout.mixWithSelf(zeros, 2);
        assertThat(zeros).containsExactly(1, 0, 0, 1);
    }

    @Test
    void exponentialsAreExactBeyondSinglePrecision() {
        for (double x = 0; x > -90; x = x * 1.01 - 1e-3) {
            assertThat(Softmax.exp(x) / Math.exp(x)).isCloseTo(1, within(1e-9));
        }
        assertThat(Softmax.exp(0)).isEqualTo(1);
        assertThat(Softmax.exp(Double.NEGATIVE_INFINITY)).isZero();
        float[] row = {-1e30f, 3, Float.NEGATIVE_INFINITY, 3};
        Softmax.inPlace(row, 4);
        assertThat(row).containsExactly(0, 0.5f, 0, 0.5f);
    }

    @Test
    void aHiddenKeyLeavesRowsThatSumToOne() {
        float[] pattern = {1, 0, 0, 0.75f, 0.25f, 0, 0.5f, 0.125f, 0.375f};
        HiddenKey hidden = HiddenKey.of(pattern, 3, 0);
        assertThat(hidden.weights()).containsExactly(0, 0, 0, 0, 1, 0, 0, 0.25f, 0.75f);
        assertThat(hidden.hidden(0)).isEqualTo(1);
        assertThat(hidden.hidden(2)).isEqualTo(0.5f);
        assertThat(pattern[0]).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenKey.of(pattern, 3, 3));
    }

    @Test
    void aThumbnailKeepsTheLargestWeightOfEachCell() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            ActivationCache cache = watch(model, TestModels.ids(7, 13, 2), Interventions.NONE);
            AttentionTrace trace = AttentionTrace.of(model.config(), cache, Interventions.NONE);
            float[] pattern = trace.pattern(1, 3);
            for (int side : new int[] {1, 3, 7, 50}) {
                PatternThumbnail thumbnail = trace.thumbnail(1, 3, side);
                int cells = Math.min(side, 7);
                float[] largest = new float[cells * cells];
                for (int i = 0; i < 49; i++) {
                    int cell = i / 7 * cells / 7 * cells + i % 7 * cells / 7;
                    largest[cell] = Math.max(largest[cell], pattern[i]);
                }
                assertThat(thumbnail.side()).isEqualTo(cells);
                for (int i = 0; i < largest.length; i++) {
                    assertThat(thumbnail.weight(i / cells, i % cells))
                            .isCloseTo(largest[i], within(0.5f / 255 + 1e-6f));
                }
            }
        }
    }

    @Test
    void oneTokenAndTheWholeContextAreFine() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.MISTRAL, backend, 1)) {
            for (int length : new int[] {1, 24}) {
                int[] ids = TestModels.ids(length, 13, 2);
                ActivationCache cache = watch(model, ids, Interventions.NONE);
                AttentionTrace trace = AttentionTrace.of(model.config(), cache, Interventions.NONE);
                assertThat(trace.length()).isEqualTo(length);
                assertThat(trace.row(1, 3, 0)).containsExactly(1);
                assertThat(Rollout.of(trace, 1, part -> {})[0]).isEqualTo(1);
                assertThat(trace.byteSize()).isEqualTo(2L * length * (16 + 8 + 8) * 4);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> trace.row(0, 0, length))
                        .withMessageContaining("no position " + length);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> trace.pattern(2, 0))
                        .withMessageContaining("no head 2.0");
            }
        }
    }

    @Test
    void twoWaysOnFromOneTraceDoNotDisturbEachOther() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            int[] ids = TestModels.ids(8, 13, 2);
            int[] other = ids.clone();
            other[6] = (ids[6] + 1) % 13;
            AttentionTrace trunk = grown(model, Arrays.copyOf(ids, 6), Interventions.NONE);
            AttentionTrace one = trunk.with(step(model, ids, 6));
            AttentionTrace two = trunk.with(step(model, other, 6));
            AttentionTrace longer = one.with(step(model, ids, 7));
            assertClose(longer.pattern(1, 2), grown(model, ids, Interventions.NONE).pattern(1, 2));
            assertClose(
                    two.pattern(1, 2),
                    grown(model, Arrays.copyOf(other, 7), Interventions.NONE).pattern(1, 2));
            assertThat(trunk.length()).isEqualTo(6);
            assertThat(one.length()).isEqualTo(7);
            assertThat(longer.length()).isEqualTo(8);
        }
    }

    @Test
    void theBeginningOfATraceIsThatOfTheShorterText() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.MISTRAL, backend, 1)) {
            int[] ids = TestModels.ids(22, 13, 2);
            AttentionTrace whole = grown(model, ids, Interventions.NONE);
            for (int length : new int[] {5, 15, 16, 17, 22}) {
                AttentionTrace first = whole.first(length);
                AttentionTrace alone = grown(model, Arrays.copyOf(ids, length), Interventions.NONE);
                assertThat(first.length()).isEqualTo(length);
                assertThat(first.pattern(1, 2)).containsExactly(alone.pattern(1, 2));
                assertThat(first.value(0, 1, length - 1))
                        .containsExactly(alone.value(0, 1, length - 1));
            }
            int[] other = Arrays.copyOf(ids, 17);
            other[16] = (ids[16] + 1) % 13;
            float[] before = whole.pattern(1, 2);
            AttentionTrace branch = whole.first(16).with(step(model, other, 16));
            assertClose(
                    branch.pattern(1, 2), grown(model, other, Interventions.NONE).pattern(1, 2));
            assertThat(whole.pattern(1, 2)).containsExactly(before);
            assertThatIllegalArgumentException().isThrownBy(() -> whole.first(23));
        }
    }

    /// What a run on one position keeps, after all before it.
    private static ActivationCache step(Transformer model, int[] ids, int position) {
        try (KvCache kv = model.newCache(ids.length)) {
            model.forward(Arrays.copyOf(ids, position), kv, Hooks.none(), LogitRows.LAST);
            Hooks hooks = Hooks.watching(AttentionTrace.filter(model.config()));
            model.forward(new int[] {ids[position]}, kv, hooks, LogitRows.LAST);
            return hooks.cache();
        }
    }

    /// Five positions at once, then one by one.
    private static AttentionTrace grown(Transformer model, int[] ids, Interventions interventions) {
        AttentionTrace trace = null;
        try (KvCache kv = model.newCache(ids.length)) {
            for (int from = 0; from < ids.length; from = from == 0 ? 5 : from + 1) {
                int to = from == 0 ? 5 : from + 1;
                Hooks hooks = Hooks.of(AttentionTrace.filter(model.config()), interventions);
                model.forward(Arrays.copyOfRange(ids, from, to), kv, hooks, LogitRows.LAST);
                trace =
                        trace == null
                                ? AttentionTrace.of(model.config(), hooks.cache(), interventions)
                                : trace.with(hooks.cache());
                trace.with(hooks.cache()); // a way that is left again
            }
        }
        return Objects.requireNonNull(trace);
    }

    private static ActivationCache watch(
            Transformer model, int[] ids, Interventions interventions) {
        Hooks hooks = Hooks.of(HookFilter.ALL, interventions);
        model.forward(ids, null, hooks, LogitRows.LAST);
        return hooks.cache();
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        List<Float> far = new ArrayList<>();
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) < 5e-6f * Math.max(1, Math.abs(expected[i])))) {
                far.add(actual[i]);
            }
        }
        assertThat(far).isEmpty();
    }
}
