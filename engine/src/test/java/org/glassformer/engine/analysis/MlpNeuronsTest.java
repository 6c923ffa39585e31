package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.glassformer.engine.analysis.MlpNeurons.Firing;
import org.glassformer.engine.analysis.MlpNeurons.Measure;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MlpNeuronsTest {
    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MIXTRAL", "QWEN2_MOE", "QWEN3_MOE"})
    void strongestNeuronsAreSortedAndTrue(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 1)) {
            ActivationCache cache = watch(model, TestModels.ids(5, 13, 2));
            MlpNeurons neurons = new MlpNeurons(model, cache);
            int f = model.config().ffnSize();
            float[] w2 = backend.read(model.parameter("blocks.1.w2").value());
            float[] behind = MlpNeurons.normBehind(model, 1);
            List<Firing> all = neurons.strongest(1, 3, f, Measure.EFFECT);
            assertThat(all).hasSize(f);
            double before = Double.MAX_VALUE;
            for (Firing firing : all) {
                double square = 0;
                for (int c = 0; c < 16; c++) {
                    double out = (double) w2[c * f + firing.neuron()] * behind[c];
                    square += out * out;
                }
                assertThat(firing.activation())
                        .isEqualTo(neurons.along(1, firing.neuron())[3])
                        .isEqualTo(
                                Rows.of(cache, HookNames.block(1).mlpPost(), 3)[firing.neuron()]);
                assertThat(firing.effect())
                        .isCloseTo(firing.activation() * Math.sqrt(square), within(1e-6));
                assertThat(Math.abs(firing.effect())).isLessThanOrEqualTo(before);
                before = Math.abs(firing.effect());
            }
            List<Firing> everywhere = neurons.strongest(3, 2 * f, Measure.ACTIVATION);
            assertThat(everywhere).hasSize(2 * f).contains(all.getFirst());
            assertThat(neurons.strongest(3, 1, Measure.ACTIVATION))
                    .containsExactly(everywhere.getFirst());
        }
    }

    @Test
    void neuronsAndPositionsThatAreNotThereAreRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            MlpNeurons neurons = new MlpNeurons(model, watch(model, new int[] {1}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> neurons.along(0, 20))
                    .withMessageContaining("no neuron 20");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> neurons.strongest(0, 1, 3, Measure.EFFECT));
        }
    }

    @Test
    void normsFollowTheStreamAndPositionsAddWhatTheyAdd() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            ActivationCache cache = watch(model, TestModels.ids(4, 13, 2));
            StreamNorms norms = new StreamNorms(model.config(), cache);
            assertThat(norms.points()).hasSize(5);
            assertThat(norms.positions()).isEqualTo(4);
            float[] post = Rows.of(cache, HookNames.block(1).residPost(), 2);
            assertThat(norms.norm(4, 2)).isCloseTo(length(post), within(1e-9));
            StreamNorms.PositionShare share = norms.positionShare(2).orElseThrow();
            assertThat(share.sum()).isCloseTo(norms.norm(0, 2), within(1e-5));
            assertThat(share.added())
                    .isCloseTo(length(Rows.of(cache, HookNames.POS_EMBED, 2)), within(1e-9));
            // The law of cosines: |p|^2 = |s|^2 + |t|^2 - 2 s . t
            double expected =
                    (share.sum() * share.sum()
                                    + share.token() * share.token()
                                    - share.added() * share.added())
                            / (2 * share.sum() * share.token());
            assertThat(share.cosine()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void rotationsAddNothingToTheStream() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            StreamNorms norms = new StreamNorms(model.config(), watch(model, new int[] {1}));
            assertThat(norms.positionShare(0)).isEmpty();
        }
    }

    private static ActivationCache watch(Transformer model, int[] ids) {
        HookFilter wanted =
                MlpNeurons.filter(model.config()).or(StreamNorms.filter(model.config()));
        Hooks hooks = Hooks.watching(wanted);
        model.forward(ids, null, hooks, LogitRows.LAST);
        return hooks.cache();
    }

    private static double length(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
