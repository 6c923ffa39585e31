package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelAnatomy.Part;
import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelAnatomyTest {

    private static ModelAnatomy of(ModelConfig config) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = Transformer.random(config, backend, 1)) {
            return ModelAnatomy.of(model);
        }
    }

    @Test
    void everyWeightBelongsToAPart() {
        ModelAnatomy gpt2 = of(ModelConfig.gpt2(2, 2, 8, 11, 5));
        int attention = 2 * (4 * 8 * 8 + 4 * 8);
        int mlp = 2 * (2 * 8 * 32 + 32 + 8);
        assertThat(gpt2.parametersByPart())
                .isEqualTo(
                        Map.of(
                                Part.TOKEN_EMBEDDINGS,
                                88L,
                                Part.POSITION_EMBEDDINGS,
                                40L,
                                Part.ATTENTION,
                                (long) attention,
                                Part.MLP,
                                (long) mlp,
                                Part.NORMS,
                                5L * 16));
        assertThat(gpt2.parameters()).isEqualTo(88 + 40 + attention + mlp + 80);
        assertThat(gpt2.weights())
                .anySatisfy(weight -> {
                    assertThat(weight.name()).isEqualTo("blocks.1.wq");
                    assertThat(weight.layer()).isEqualTo(1);
                });
    }

    @Test
    void headOfItsOwnIsAPart() {
        assertThat(of(ModelConfig.llama(1, 2, 1, 8, 24, 11, 5)).parametersByPart())
                .containsEntry(Part.HEAD, 88L)
                .doesNotContainKey(Part.POSITION_EMBEDDINGS);
    }

    @Test
    void bytesFollowTheType() {
        ModelAnatomy model = of(ModelConfig.llama(1, 2, 2, 64, 96, 10, 5));
        long vectors = 3 * 64;
        long matrices = model.parameters() - vectors;
        assertThat(model.bytes()).isEqualTo(4 * model.parameters());
        assertThat(model.bytesAs(DType.F32)).isEqualTo(4 * model.parameters());
        assertThat(model.bytesAs(DType.F16)).isEqualTo(2 * matrices + 4 * vectors);
        assertThat(model.bytesAs(DType.Q8_0)).isEqualTo(matrices / 32 * 34 + 4 * vectors);
    }

    @Test
    void matricesThatDoNotFillBlocksAreWhole() {
        ModelAnatomy model = of(ModelConfig.llama(1, 2, 2, 8, 24, 10, 5));
        assertThat(model.bytesAs(DType.Q8_0)).isEqualTo(4 * model.parameters());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bytesAsATypeAreThoseOfThePackedCopy(ModelConfig config) {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = Transformer.random(config, backend, 1)) {
            ModelAnatomy anatomy = ModelAnatomy.of(model);
            for (DType type : List.of(DType.F32, DType.F16, DType.Q8_0, DType.Q4_0)) {
                assertThat(anatomy.bytesAs(type))
                        .as(type.name())
                        .isEqualTo(
                                model.packedTypes(type).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
            }
            try (Transformer packed = model.packedCopy(DType.Q8_0)) {
                assertThat(packed.weightTypes()).isEqualTo(model.packedTypes(DType.Q8_0));
            }
        }
    }

    /// A quarter of GPT-2's width with its positions, SmolLM2's uneven width, and a mixture.
    static List<ModelConfig> shapes() {
        return List.of(
                ModelConfig.gpt2(2, 12, 192, 503, 1024),
                ModelConfig.llama(2, 9, 3, 576, 1536, 503, 64),
                ModelConfig.llama(1, 2, 1, 48, 104, 91, 16),
                TestModels.config(TestModels.Family.QWEN2_MOE));
    }

    @Test
    void workOfATokenCountsWeightsTwiceAndKeysFourTimes() {
        ModelAnatomy tied = of(ModelConfig.gpt2(2, 2, 8, 11, 5));
        double matrices = 88 + 2 * (4 * 64 + 2 * 8 * 32);
        assertThat(tied.flopsPerToken(0)).isEqualTo(2 * matrices + 2 * 4 * 8);
        assertThat(tied.flopsPerToken(4)).isEqualTo(2 * matrices + 2 * 4 * 8 * 5);
    }

    @Test
    void tablesAreNotReadUnlessTheyAreTheHead() {
        ModelAnatomy own = of(ModelConfig.llama(1, 2, 2, 8, 24, 11, 5));
        double matrices = 4 * 64 + 3 * 8 * 24 + 88;
        assertThat(own.multiplied()).isEqualTo(matrices);
        assertThat(own.bytesRead()).isEqualTo(4 * matrices);
    }

    @Test
    void ofTheExpertsOnlyThoseChosenCount() {
        ModelAnatomy mixture = of(TestModels.config(TestModels.Family.QWEN2_MOE));
        long sum = mixture.parametersByPart().values().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).isEqualTo(mixture.parameters());
        double experts = 0;
        double rest = 0;
        for (ModelAnatomy.Weight weight : mixture.weights()) {
            boolean table = weight.name().equals("wte") && !mixture.config().tiedHead();
            if (weight.shape().rank() > 1 && !table) {
                if (weight.name().contains("experts")) {
                    experts += weight.shape().elements();
                } else {
                    rest += weight.shape().elements();
                }
            }
        }
        assertThat(experts).isPositive();
        assertThat(mixture.multiplied()).isCloseTo(rest + experts * 2 / 5, within(1e-6));
        assertThat(mixture.weights())
                .filteredOn(weight -> weight.name().contains("shared"))
                .isNotEmpty()
                .allMatch(weight -> weight.part() == Part.EXPERTS);
    }
}
