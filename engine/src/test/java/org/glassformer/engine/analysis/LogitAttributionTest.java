package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.glassformer.engine.References;
import org.glassformer.engine.analysis.Contribution.Part;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.hook.ResidualVector;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogitAttributionTest {
    private static final Offset<Double> ROUNDING = within(2e-5);

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void partsSumToTheLogit(TestModels.Family family) {
        for (String device : List.of("scalar", "vector")) {
            try (Backend backend = Backends.open(device, 2);
                    Transformer model = TestModels.model(family, backend, 1)) {
                int[] ids = TestModels.ids(6, 13, 2);
                Hooks hooks = hooks(model, Interventions.NONE);
                float[] logits = backend.read(model.forward(ids, null, hooks, LogitRows.ALL));
                LogitAttribution attribution = new LogitAttribution(model, hooks.cache());
                for (int t = 0; t < ids.length; t++) {
                    for (int token = 0; token < 13; token++) {
                        Contributions of = attribution.of(t, token);
                        double sum = of.parts().stream().mapToDouble(Contribution::value).sum();
                        assertThat(capped(model, of.logit()))
                                .isCloseTo(logits[t * 13 + token], ROUNDING);
                        assertThat(sum + of.remainder()).isCloseTo(of.logit(), within(1e-12));
                        assertThat(of.remainder()).isCloseTo(0, ROUNDING);
                    }
                    int likeliest = attribution.likeliest(t, () -> {});
                    for (int token = 0; token < 13; token++) {
                        assertThat(logits[t * 13 + likeliest])
                                .isGreaterThanOrEqualTo(logits[t * 13 + token] - 1e-5f);
                    }
                    Contributions difference = attribution.ofDifference(t, 3, 8);
                    if (model.config().variant().logitCap() == 0) {
                        assertThat(difference.logit())
                                .isCloseTo(logits[t * 13 + 3] - logits[t * 13 + 8], ROUNDING);
                    }
                    assertThat(difference.remainder()).isCloseTo(0, ROUNDING);
                }
            }
        }
    }

    @Test
    void eachPartIsWhatTheLogitLosesWithoutItAtTheSameScale() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            int[] ids = TestModels.ids(6, 13, 2);
            Hooks hooks = Hooks.watching(HookFilter.ALL);
            model.forward(ids, null, hooks, LogitRows.ALL);
            Contributions of = new LogitAttribution(model, hooks.cache()).of(4, 9);
            float[] x = Rows.of(hooks.cache(), "blocks.1.hook_resid_post", 4);
            float[] attention = Rows.of(hooks.cache(), "blocks.0.hook_attn_out", 4);
            double heads = of.of(Part.ATTENTION_BIAS, 0, -1);
            for (int head = 0; head < 4; head++) {
                heads += of.of(Part.HEAD, 0, head);
            }
            double with = frozen(model, x, of.scale(), 9);
            float[] less = x.clone();
            for (int i = 0; i < less.length; i++) {
                less[i] -= attention[i];
            }
            assertThat(heads).isCloseTo(with - frozen(model, less, of.scale(), 9), ROUNDING);
            float[] position = Rows.of(hooks.cache(), "hook_pos_embed", 4);
            for (int i = 0; i < less.length; i++) {
                less[i] = x[i] - position[i];
            }
            assertThat(of.of(Part.POSITION_EMBEDDING, -1, -1))
                    .isCloseTo(with - frozen(model, less, of.scale(), 9), ROUNDING);
        }
    }

    @Test
    void ablatedHeadsAddNothingAndTheRestStillSums() {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN3, backend, 1)) {
            Interventions ablated =
                    Interventions.parse(List.of("ablate:0.1", "mean:1.2", "cut:*.*:3>2"));
            Contributions of = attribution(model, new int[] {1, 2, 3, 4}, ablated).of(3, 5);
            assertThat(of.of(Part.HEAD, 0, 1)).isZero();
            assertThat(of.of(Part.HEAD, 0, 2)).isNotZero();
            assertThat(of.remainder()).isCloseTo(0, ROUNDING);
        }
    }

    @Test
    void whatAPatchBroughtIsInTheRemainder() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            float[] residual = new float[16];
            residual[3] = 7;
            Intervention patch =
                    new Intervention.PatchResidual(
                            1, ResidualPlace.POST, 2, new ResidualVector(residual));
            LogitAttribution patched =
                    attribution(model, new int[] {1, 2, 3}, Interventions.NONE.with(patch));
            assertThat(Math.abs(patched.of(2, 5).remainder())).isGreaterThan(0.01);
            assertThat(patched.of(1, 5).remainder()).isCloseTo(0, ROUNDING);
        }
    }

    @Test
    void oneTokenIsEnoughAndOthersAreRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN2, backend, 1)) {
            LogitAttribution one = attribution(model, new int[] {7}, Interventions.NONE);
            assertThat(one.of(0, 0).remainder()).isCloseTo(0, ROUNDING);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.of(1, 0))
                    .withMessageContaining("no position 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.of(0, 13))
                    .withMessageContaining("token 13");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tiny-models/gpt2", "tiny-models/llama", "tiny-models/qwen2", "stories260K"})
    void modelsThatNobodyHereWroteSumToo(String name) {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = Transformer.load(References.path(name), backend, p -> {})) {
            int[] ids = TestModels.ids(9, model.config().vocabSize(), 3);
            LogitAttribution attribution = attribution(model, ids, Interventions.NONE);
            for (int t = 0; t < ids.length; t++) {
                assertThat(attribution.of(t, ids[0]).remainder()).isCloseTo(0, within(5e-5));
            }
        }
    }

    private static LogitAttribution attribution(
            Transformer model, int[] ids, Interventions interventions) {
        Hooks hooks = hooks(model, interventions);
        model.forward(ids, null, hooks, LogitRows.LAST);
        ActivationCache cache = hooks.cache();
        return new LogitAttribution(model, cache);
    }

    private static Hooks hooks(Transformer model, Interventions interventions) {
        return Hooks.of(LogitAttribution.filter(model.config()), interventions);
    }

    /// (s (x - mean(x)) w + b) . u
    private static double frozen(Transformer model, float[] x, double scale, int token) {
        float[] w = model.backend().read(model.parameter("lnfw").value());
        float[] b = model.backend().read(model.parameter("lnfb").value());
        float[] u = TestModels.row(model.backend().read(model.parameter("wte").value()), token, 16);
        double mean = 0;
        for (float value : x) {
            mean += value / 16.0;
        }
        double sum = 0;
        for (int i = 0; i < 16; i++) {
            sum += (scale * (x[i] - mean) * w[i] + b[i]) * u[i];
        }
        return sum;
    }

    /// What the model makes of a logit: parts explain it before the soft cap.
    private static double capped(Transformer model, double logit) {
        double cap = model.config().variant().logitCap();
        return cap > 0 ? cap * Math.tanh(logit / cap) : logit;
    }
}
