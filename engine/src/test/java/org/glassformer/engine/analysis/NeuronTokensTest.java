package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.engine.analysis.NeuronTokens.Weighted;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.Readout;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NeuronTokensTest {
    private static final int LAYER = 1;
    private static final int NEURON = 6;

    /// The model's own last norm and head, on a stream that is the neuron's output vector alone.
    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GEMMA2", "MIXTRAL", "QWEN2_MOE", "QWEN3_MOE"})
    void aStreamOfTheNeuronAloneHasTheseLogitsButForTheNormsBias(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 3);
                Readout readout = new Readout(model, 2)) {
            int c = model.config().nEmbd();
            int f = model.config().ffnSize();
            float[] w2 = backend.read(model.parameter("blocks." + LAYER + ".w2").value());
            float[] behind = MlpNeurons.normBehind(model, LAYER);
            float[] streams = new float[2 * c]; // the neuron, and nothing: what the bias gives
            for (int i = 0; i < c; i++) {
                streams[i] = w2[i * f + NEURON] * behind[i];
            }
            readout.read(streams, 2);
            int v = model.config().vocabSize();
            float[] logits = new float[v];
            float[] bias = new float[v];
            readout.logits(0, logits);
            readout.logits(1, bias);
            Integer[] order = IntStream.range(0, v).boxed().toArray(Integer[]::new);
            Arrays.sort(
                    order,
                    Comparator.comparingDouble((Integer id) -> (double) bias[id] - logits[id]));
            NeuronTokens found = NeuronTokens.of(model, LAYER, NEURON, 5, () -> {});
            List<Weighted> promoted = found.promoted();
            assertThat(promoted).hasSize(5);
            assertThat(found.demoted()).hasSize(5);
            for (int i = 0; i < 5; i++) {
                int best = order[i];
                assertThat(promoted.get(i).logit())
                        .isCloseTo((double) logits[best] - bias[best], within(1e-4));
                int last = order[v - 1 - i];
                assertThat(found.demoted().get(i).logit())
                        .isCloseTo((double) logits[last] - bias[last], within(1e-4));
            }
        }
    }

    @Test
    void thereIsNoNeuronBeyondTheModels() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NeuronTokens.of(model, 5, 0, 5, () -> {}));
        }
    }
}
