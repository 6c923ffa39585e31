package org.glassformer.engine.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InterventionsTest {
    @Test
    void everySpecificationIsRead() {
        assertThat(
                        Interventions.parse(
                                        List.of(
                                                "ablate:3.5",
                                                "mean:3.*",
                                                "scale:*.5=0.5",
                                                "cut:3.5:7>2",
                                                "mask:4",
                                                "neuron:2.17",
                                                "neuron:2.17=-0.5",
                                                "neuron:2.17=mean",
                                                "mlp:*",
                                                "mlp:1=0.25",
                                                "mlp:1=mean"))
                                .list())
                .containsExactly(
                        new Intervention.ScaleHead(3, 5, 0),
                        new Intervention.MeanHead(3, Intervention.ALL),
                        new Intervention.ScaleHead(Intervention.ALL, 5, 0.5f),
                        new Intervention.CutEdge(3, 5, 7, 2),
                        new Intervention.MaskKey(4),
                        new Intervention.ScaleNeuron(2, 17, 0),
                        new Intervention.ScaleNeuron(2, 17, -0.5f),
                        new Intervention.MeanNeuron(2, 17),
                        new Intervention.ScaleMlp(Intervention.ALL, 0),
                        new Intervention.ScaleMlp(1, 0.25f),
                        new Intervention.MeanMlp(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "ablate", "ablate:3", "ablate:3.5=2", "scale:3.5", "scale:3.5=x",
                "scale:3.5=NaN", "cut:3.5", "cut:1.1:2>3", "mask:-1", "mask:x", "drop:1.1",
                "ablate:9999999.1", "neuron:1", "neuron:*.3", "neuron:1.2=x", "mlp:", "mlp:1.2",
                "mlp:1=NaN"
            })
    void whatCannotBeReadIsRefusedWithASentence(String spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interventions.parse(spec))
                .withMessageContaining("'" + spec + "'");
    }

    @Test
    void filtersMatchNamesWithStars() {
        HookFilter filter = HookFilter.parse("hook_embed, blocks.*.attn.hook_pattern");
        assertThat(filter.wants("hook_embed")).isTrue();
        assertThat(filter.wants("blocks.11.attn.hook_pattern")).isTrue();
        assertThat(filter.wants("blocks.1.attn.hook_attn_scores")).isFalse();
        assertThat(HookFilter.parse("").wants("hook_embed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ablate:3.5",
                "ablate:*.2",
                "mean:3.*",
                "scale:3.5=-0.25",
                "cut:*.*:7>2",
                "mask:0",
                "neuron:0.123",
                "neuron:0.123=0.5",
                "neuron:0.123=mean",
                "mlp:2",
                "mlp:*=2.0",
                "mlp:2=mean"
            })
    void theSpecificationOfAnInterventionIsTheOneThatItIsReadFrom(String spec) {
        assertThat(Interventions.spec(Interventions.parse(spec))).contains(spec);
    }

    @Test
    void patchesAndBoundMeansHaveNoSpecification() {
        ResidualVector value = new ResidualVector(new float[] {1, 2});
        assertThat(
                        Interventions.spec(
                                new Intervention.PatchResidual(0, ResidualPlace.PRE, 1, value)))
                .isEmpty();
        assertThat(Interventions.spec(new Intervention.MeanHead(0, 1, 4))).isEmpty();
    }
}
