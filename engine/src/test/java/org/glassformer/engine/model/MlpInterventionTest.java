package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Interventions on neurons and MLPs against models whose weights were changed to give the same.
final class MlpInterventionTest {
    private static final int[] IDS = {3, 1, 4, 1, 5, 9, 2, 6, 5};
    private static final int NEURON = 5;

    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MIXTRAL", "QWEN3_MOE"})
    void aScaledNeuronIsAScaledColumnOfTheSecondMatrix(TestModels.Family family) {
        for (float factor : new float[] {0, -1.5f}) {
            check(family, "neuron:0." + NEURON + "=" + factor, model -> scaleColumn(model, factor));
        }
    }

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void anAblatedMlpIsOneWithoutItsSecondMatrixAndBias(TestModels.Family family) {
        check(family, "mlp:0", model -> scaleOutput(model, 0));
        check(family, "mlp:0=0.5", model -> scaleOutput(model, 0.5f));
    }

    @Test
    void theMeanOfANeuronIsABias() {
        check(
                TestModels.Family.GPT2,
                "neuron:0." + NEURON + "=mean",
                model -> {
                    float[] post = kept(model, HookNames.block(0).mlpPost());
                    int f = model.config().ffnSize();
                    double mean = 0;
                    for (int t = 0; t < IDS.length; t++) {
                        mean += post[t * f + NEURON] / (double) IDS.length;
                    }
                    float[] w2 = read(model, "blocks.0.w2");
                    float[] bias = read(model, "blocks.0.b2");
                    for (int c = 0; c < bias.length; c++) {
                        bias[c] += (float) (mean * w2[c * f + NEURON]);
                    }
                    write(model, "blocks.0.b2", bias);
                    scaleColumn(model, 0);
                });
    }

    @Test
    void theMeanOfAnMlpIsItsBiasAlone() {
        check(
                TestModels.Family.GPT2,
                "mlp:0=mean",
                model -> {
                    float[] out = kept(model, HookNames.block(0).mlpOut());
                    int c = model.config().nEmbd();
                    double[] mean = new double[c];
                    for (int i = 0; i < out.length; i++) {
                        mean[i % c] += out[i] / (double) IDS.length;
                    }
                    scaleOutput(model, 0);
                    float[] bias = new float[c];
                    for (int i = 0; i < c; i++) {
                        bias[i] = (float) mean[i];
                    }
                    write(model, "blocks.0.b2", bias);
                });
    }

    @Test
    void theHookShowsTheChangedNeuronAndNoOtherChanges() {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            String name = HookNames.block(0).mlpPost();
            float[] before = kept(model, name);
            Hooks hooks =
                    Hooks.of(HookFilter.ALL, Interventions.parse(List.of("neuron:0." + NEURON)));
            model.forward(IDS, null, hooks, LogitRows.LAST);
            float[] after = hooks.cache().get(name).data();
            int f = model.config().ffnSize();
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i]).isEqualTo(i % f == NEURON ? 0 : before[i]);
            }
        }
    }

    @Test
    void whatTheModelDoesNotHaveIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            for (String spec :
                    List.of("neuron:0." + model.config().ffnSize(), "neuron:2.0", "mlp:2=mean")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> logits(model, spec))
                        .withMessageContaining("there is no neuron");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            names = {"MIXTRAL", "QWEN2_MOE", "QWEN3_MOE"})
    void neuronsOfAMixtureAreRefused(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> logits(model, "neuron:1.0"))
                    .withMessageContaining("layer 1 is a mixture of experts");
        }
    }

    private interface Change {
        void of(Transformer model);
    }

    /// Compares the intervention, on two devices, with a model changed by hand.
    private static void check(TestModels.Family family, String spec, Change change) {
        try (Backend scalar = Backends.open("scalar", 1);
                Backend vector = Backends.open("vector", 2);
                Transformer slow = TestModels.model(family, scalar, 1);
                Transformer fast = TestModels.model(family, vector, 1);
                Transformer changed = TestModels.model(family, scalar, 1)) {
            change.of(changed);
            float[] expected = scalar.read(changed.forward(IDS, null, Hooks.none(), LogitRows.ALL));
            TransformerTest.assertClose(logits(slow, spec), expected);
            TransformerTest.assertClose(logits(fast, spec), expected);
        }
    }

    private static float[] logits(Transformer model, String spec) {
        Hooks hooks = Hooks.of(HookFilter.NONE, Interventions.parse(List.of(spec)));
        return model.backend().read(model.forward(IDS, null, hooks, LogitRows.ALL));
    }

    private static float[] kept(Transformer model, String name) {
        Hooks hooks = Hooks.of(HookFilter.ALL, Interventions.NONE);
        model.forward(IDS, null, hooks, LogitRows.LAST);
        ActivationCache cache = hooks.cache();
        return cache.get(name).data().clone();
    }

    private static void scaleColumn(Transformer model, float factor) {
        float[] w2 = read(model, "blocks.0.w2"); // (C, F)
        int f = model.config().ffnSize();
        for (int i = NEURON; i < w2.length; i += f) {
            w2[i] *= factor;
        }
        write(model, "blocks.0.w2", w2);
    }

    private static void scaleOutput(Transformer model, float factor) {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            String name = parameter.name();
            boolean last = name.endsWith(".w2") || name.endsWith(".b2");
            // what goes through a norm is scaled behind it
            boolean norm = model.config().variant().postNorms();
            if (norm ? name.equals("blocks.0.ln2pw") : name.startsWith("blocks.0.") && last) {
                names.add(name);
            }
        }
        for (String name : names) {
            float[] values = read(model, name);
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            write(model, name, values);
        }
    }

    private static float[] read(Transformer model, String name) {
        return model.backend().read(model.parameter(name).value());
    }

    private static void write(Transformer model, String name, float[] values) {
        Tensor tensor = model.parameter(name).value();
        model.backend().write(tensor, 0, values, 0, values.length);
    }
}
