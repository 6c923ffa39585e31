package org.glassformer.app.feature.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassformer.app.ui.control.ArchitectureData;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.Test;

class DrawnModelViewModelTest {

    private static DrawnModelViewModel drawn(ModelConfig config) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = Transformer.random(config, backend, 1)) {
            return new DrawnModelViewModel(ModelAnatomy.of(model), 0);
        }
    }

    private static void add(Set<String> ids, List<Item> items) {
        for (Item item : items) {
            if (item instanceof Weights weights) {
                ids.add(weights.id());
            }
        }
    }

    /// Fails if a weight of the model is in no box of the drawing.
    static void assertWhole(ArchitectureData data, List<WeightRow> rows) {
        Set<String> ids = new HashSet<>();
        add(ids, data.before());
        add(ids, data.after());
        data.branches().forEach(branch -> branch.stages().forEach(stage -> add(ids, stage)));
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(ids).contains(row.box()));
    }

    @Test
    void gatedModelHasABoxForEachOfItsWeights() {
        DrawnModelViewModel llama = drawn(ModelConfig.llama(2, 4, 2, 16, 24, 11, 8));
        assertWhole(llama.data(), llama.rows());
        assertThat(llama.inside("w3")).containsExactly("blocks.0.w3");
        assertThat(llama.inside("head")).containsExactly("head");
    }

    @Test
    void sharesAndBiasesAreInTheBoxOfTheirMatrix() {
        assertThat(DrawnModelViewModel.box("blocks.7.bq")).isEqualTo("wq");
        assertThat(DrawnModelViewModel.box("blocks.7.ln1pw")).isEqualTo("ln1p");
        assertThat(DrawnModelViewModel.box("blocks.7.qnw")).isEqualTo("qn");
        assertThat(DrawnModelViewModel.box("blocks.7.experts.12.w3")).isEqualTo("experts.w3");
        assertThat(DrawnModelViewModel.box("blocks.7.sharedGate")).isEqualTo("shared");
        assertThat(DrawnModelViewModel.box("lnfb")).isEqualTo("lnf");
    }
}
