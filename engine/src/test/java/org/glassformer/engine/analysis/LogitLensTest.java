package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogitLensTest {
    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void theLastPointIsTheModelsOwnDistribution(TestModels.Family family) {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(family, backend, 1)) {
            int[] ids = TestModels.ids(7, 13, 2);
            float[] logits = logits(model, ids);
            LensGrid grid = read(model, ids, 13, 4);
            int last = grid.points().size() - 1;
            for (int t = 0; t < ids.length; t++) {
                double[] own = softmax(TestModels.row(logits, t, 13));
                assertThat(grid.divergence(last, t)).isZero();
                for (int n = 0; n < 13; n++) {
                    int token = grid.token(last, t, n);
                    assertThat((double) grid.probability(last, t, n))
                            .isCloseTo(own[token], within(1e-6));
                    assertThat(rank(own, token)).isEqualTo(n + 1);
                }
                assertThat(grid.rank(last, t)).isEqualTo(rank(own, 4));
                assertThat((double) grid.chosenProbability(last, t))
                        .isCloseTo(own[4], within(1e-6));
            }
        }
    }

    @Test
    void everyPointFollowsTheFormula() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            int[] ids = TestModels.ids(5, 13, 2);
            Hooks hooks = watch(model, ids);
            LensGrid grid = read(model, ids, 1, 4);
            for (int p = 0; p < grid.points().size(); p++) {
                float[] stream = hooks.cache().get(grid.points().get(p).hookName()).data();
                for (int t = 0; t < ids.length; t++) {
                    double[] here = lens(model, TestModels.row(stream, t, 16));
                    float[] last = hooks.cache().get(grid.points().getLast().hookName()).data();
                    double[] own = lens(model, TestModels.row(last, t, 16));
                    double kl = 0;
                    for (int id = 0; id < 13; id++) {
                        kl += own[id] * Math.log(own[id] / here[id]);
                    }
                    assertThat(grid.divergence(p, t)).isCloseTo(kl, within(1e-5));
                    assertThat((double) grid.chosenProbability(p, t))
                            .isCloseTo(here[4], within(1e-6));
                    assertThat(grid.rank(p, t)).isEqualTo(rank(here, 4));
                    assertThat(rank(here, grid.token(p, t, 0))).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void theSizeOfTheChunksChangesNothingAndProgressIsTold() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            int[] ids = TestModels.ids(24, 13, 2); // the whole context
            ActivationCache cache = watch(model, ids).cache();
            int[] chosen = new int[24];
            Arrays.fill(chosen, -1);
            LensGrid whole = new LogitLens(model).read(cache, 3, chosen, part -> {});
            for (long bytes : new long[] {1, 4L * 13 * 5 * 7}) {
                List<Double> parts = new ArrayList<>();
                LensGrid pieces = new LogitLens(model, bytes).read(cache, 3, chosen, parts::add);
                assertThat(parts).hasSize(bytes == 1 ? 24 : 4).endsWith(1.0).isSorted();
                for (int p = 0; p < 5; p++) {
                    for (int t = 0; t < 24; t++) {
                        assertThat(pieces.token(p, t, 2)).isEqualTo(whole.token(p, t, 2));
                        assertThat(pieces.probability(p, t, 2))
                                .isCloseTo(whole.probability(p, t, 2), within(1e-6f));
                        assertThat(pieces.rank(p, t)).isZero();
                    }
                }
            }
        }
    }

    @Test
    void aPartOfTheTextGivesThatPartOfTheGrid() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN2, backend, 1)) {
            ActivationCache cache = watch(model, TestModels.ids(8, 13, 2)).cache();
            LogitLens lens = new LogitLens(model);
            LensGrid whole = lens.read(cache, 2, new int[8], part -> {});
            LensGrid some = lens.read(cache, 3, 2, new int[4], part -> {});
            assertThat(some.positions()).isEqualTo(4);
            for (int p = 0; p < 5; p++) {
                for (int t = 0; t < 4; t++) {
                    assertThat(some.token(p, t, 1)).isEqualTo(whole.token(p, 3 + t, 1));
                    assertThat(some.rank(p, t)).isEqualTo(whole.rank(p, 3 + t));
                    assertThat(some.divergence(p, t)).isEqualTo(whole.divergence(p, 3 + t));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void equalLogitsGoById(int top) {
        LensGrid grid = new LensGrid(StreamPoint.all(1), 1, top);
        grid.set(0, 0, new float[] {1, 3, 1, 3, 1, 3, 0, 2, 3}, 0, 5, 0);
        int[] order = {1, 3, 5, 8, 7, 0, 2, 4, 6};
        for (int n = 0; n < top; n++) {
            assertThat(grid.token(0, 0, n)).isEqualTo(order[n]);
        }
        assertThat(grid.rank(0, 0)).isEqualTo(3);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            ActivationCache cache = watch(model, new int[] {1}).cache();
            LogitLens lens = new LogitLens(model);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lens.read(cache, 1, new int[2], part -> {}))
                    .withMessageContaining("2 positions from 0 on");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lens.read(cache, 1, 1, new int[1], part -> {}))
                    .withMessageContaining("text of 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lens.read(cache, 1, new int[] {13}, part -> {}))
                    .withMessageContaining("token 13");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lens.read(new ActivationCache(), 1, new int[1], p -> {}))
                    .withMessageContaining("no activation");
            LensGrid one = lens.read(cache, 99, new int[] {3}, part -> {});
            assertThat(one.top()).isEqualTo(13);
        }
    }

    @Test
    void aModelNobodyHereTrainedEndsInItsOwnDistribution() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model =
                        Transformer.load(References.path("stories260K"), backend, p -> {})) {
            int[] ids = {1, 403, 407, 261, 378};
            LensGrid grid = read(model, ids, 5, 0);
            float[] logits = logits(model, ids);
            for (int t = 0; t < ids.length; t++) {
                double[] own = softmax(TestModels.row(logits, t, 512));
                assertThat(rank(own, grid.token(10, t, 4))).isEqualTo(5);
            }
        }
    }

    private static LensGrid read(Transformer model, int[] ids, int top, int token) {
        int[] chosen = new int[ids.length];
        Arrays.fill(chosen, token);
        return new LogitLens(model).read(watch(model, ids).cache(), top, chosen, part -> {});
    }

    private static Hooks watch(Transformer model, int[] ids) {
        Hooks hooks = Hooks.watching(LogitLens.filter(model.config()));
        model.forward(ids, null, hooks, LogitRows.LAST);
        return hooks;
    }

    private static float[] logits(Transformer model, int[] ids) {
        return model.backend().read(model.forward(ids, null, Hooks.none(), LogitRows.ALL));
    }

    /// softmax(LayerNorm(x) wte^T).
    private static double[] lens(Transformer model, float[] x) {
        float[] w = model.backend().read(model.parameter("lnfw").value());
        float[] b = model.backend().read(model.parameter("lnfb").value());
        float[] wte = model.backend().read(model.parameter("wte").value());
        double mean = 0;
        double variance = 0;
        for (float value : x) {
            mean += value / 16.0;
        }
        for (float value : x) {
            variance += (value - mean) * (value - mean) / 16;
        }
        float[] logits = new float[13];
        for (int id = 0; id < 13; id++) {
            double sum = 0;
            for (int i = 0; i < 16; i++) {
                double h = (x[i] - mean) / Math.sqrt(variance + 1e-5) * w[i] + b[i];
                sum += h * wte[id * 16 + i];
            }
            logits[id] = (float) sum;
        }
        return softmax(logits);
    }

    private static double[] softmax(float[] logits) {
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i]);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    private static int rank(double[] values, int token) {
        int rank = 1;
        for (int i = 0; i < values.length; i++) {
            rank += values[i] > values[token] || (values[i] == values[token] && i < token) ? 1 : 0;
        }
        return rank;
    }
}
