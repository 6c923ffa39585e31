package org.glassformer.app.feature.models.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensCells;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Experts;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertsViewModelTest {

    private static final Experts MIXTRAL = new Experts(8, 2, 24, true, 0, List.of());
    private static final Experts QWEN2 = new Experts(6, 3, 24, false, 40, List.of(1));
    private static final Experts QWEN3 = new Experts(12, 4, 16, true, 0, List.of());

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final ExpertsViewModel model =
            new ExpertsViewModel(bench.session(), bench.engine(), bench.runner());

    @BeforeEach
    void show() {
        model.shownProperty().set(true);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Path open(String family, Experts experts) {
        Path place = TinyModels.mixture(folder.resolve(family), 3, family, experts);
        bench.open(place, "Once upon a time, there was a little girl");
        return place;
    }

    private RoutedLayer layer(int layer) {
        return Objects.requireNonNull(model.routing()).layer(layer).orElseThrow();
    }

    /// The oracle's activation of a name for the text that was read.
    private float[] oracle(Path place, String name) {
        try (Backend scalar = Backends.open("scalar", 1);
                Transformer plain = Transformer.load(place, scalar, part -> {})) {
            Hooks hooks = Hooks.watching(HookFilter.of(Set.of(name)));
            plain.lastLogits(bench.reading().ids(), null, hooks);
            ActivationCache.Values values = hooks.cache().get(name);
            return values.data();
        }
    }

    @Test
    void probabilitiesAndChoicesAreThoseOfTheOracle() {
        Path place = open("mixtral", MIXTRAL);
        RoutedLayer layer = layer(1);
        float[] expected = oracle(place, HookNames.block(1).expertWeights());
        assertThat(layer.probabilities()).containsExactly(expected, within(1e-4f));
        for (int token = 0; token < layer.tokens(); token++) {
            int at = token;
            List<Integer> best =
                    IntStream.range(0, 8)
                            .boxed()
                            .sorted((a, b) ->
                                    Float.compare(expected[at * 8 + b], expected[at * 8 + a]))
                            .limit(2)
                            .toList();
            assertThat(List.of(layer.expert(token, 0), layer.expert(token, 1))).isEqualTo(best);
            assertThat(layer.weight(token, 0) + layer.weight(token, 1)).isCloseTo(1, within(1e-6));
            assertThat(layer.weight(token, 0))
                    .isCloseTo(
                            expected[at * 8 + best.get(0)]
                                    / (expected[at * 8 + best.get(0)]
                                            + expected[at * 8 + best.get(1)]),
                            within(1e-4));
        }
    }

    @Test
    void loadAddsUpToAllPlacesAndItsEntropyIsThatOfTheShares() {
        open("qwen3_moe", QWEN3);
        RoutedLayer layer = layer(2);
        int[] load = layer.load();
        int tokens = bench.reading().tokens().size();
        assertThat(IntStream.of(load).sum()).isEqualTo(4 * tokens);
        double entropy = 0;
        for (int taken : load) {
            double share = taken / (4.0 * tokens);
            entropy -= share == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        assertThat(layer.loadEntropy()).isCloseTo(entropy, within(1e-9));
        assertThat(layer.balance()).isBetween(0.0, 1.0);
        assertThat(load[layer.busiest()]).isEqualTo(IntStream.of(load).max().orElseThrow());
        assertThat(model.loadsProperty().get()).extracting(LoadRow::layer).containsExactly(2, 1, 0);
        assertThat(model.load("t").orElseThrow().rows()).isEqualTo(3 * 12);
        assertThat(model.choices("t").orElseThrow().rows()).isEqualTo(3 * 4 * tokens);
    }

    @Test
    void sharedExpertsAndLayersWithoutExpertsAreShownAsWhatTheyAre() {
        Path place = open("qwen2_moe", QWEN2);
        RoutingViewModel routing = Objects.requireNonNull(model.routing());
        assertThat(routing.layer(1)).isEmpty();
        LensCells cells = model.tableProperty().get().cells();
        assertThat(cells.parts(1, 0)).isEmpty();
        assertThat(cells.text(1, 0)).isEqualTo("MLP");
        assertThat(cells.parts(0, 0)).hasSize(3);
        assertThat(cells.parts(0, 0).stream().mapToDouble(LensCells.Part::share).sum())
                .isCloseTo(1, within(1e-6));
        RoutedLayer layer = layer(0);
        double mass = layer.weight(0, 0) + layer.weight(0, 1) + layer.weight(0, 2);
        assertThat(mass).isCloseTo(layer.chosenMass(0), within(1e-6)).isLessThan(1);
        float[] input = oracle(place, HookNames.block(0).ln2());
        try (Backend scalar = Backends.open("scalar", 1);
                Transformer plain = Transformer.load(place, scalar, part -> {})) {
            float[] gate = scalar.read(plain.parameter("blocks.0.sharedGate").value());
            double dot = 0;
            for (int i = 0; i < gate.length; i++) {
                dot += (double) gate[i] * input[i];
            }
            assertThat((double) layer.gates()[0]).isCloseTo(1 / (1 + Math.exp(-dot)), within(1e-4));
        }
        bench.session().layerProperty().set(0);
        assertThat(model.routerProperty().get().rows()).hasSize(7);
        assertThat(model.routerProperty().get().rows().get(3).name()).contains("shared");
        bench.session().layerProperty().set(1);
        assertThat(model.routerProperty().get().rows()).isEmpty();
        assertThat(model.tableProperty().get().legend().title()).contains("Grey", "shared expert");
    }

    @Test
    void aLockedCellIsTheTokenAndLayerOfTheSession() {
        open("mixtral", MIXTRAL);
        model.lockedProperty().set(new Cell(0, 3));
        assertThat(bench.session().layerProperty().get()).isEqualTo(2);
        assertThat(bench.session().selectedTokenProperty().get()).isEqualTo(3);
        assertThat(model.placeProperty().get()).contains("(3), layer 2");
        List<String> names =
                model.routerProperty().get().rows().stream().map(row -> row.name()).toList();
        assertThat(names).hasSize(8);
        assertThat(names.get(0)).isEqualTo("● " + layer(2).expert(3, 0));
        assertThat(names.get(2)).doesNotStartWith("●");
        bench.session().layerProperty().set(0);
        assertThat(model.lockedProperty().get()).isEqualTo(new Cell(2, 3));
        model.lockedProperty().set(null);
        assertThat(bench.session().selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void mapFollowsThePromptWhileItIsOnView() {
        open("mixtral", MIXTRAL);
        int before = model.tableProperty().get().columns().size();
        bench.session().promptProperty().set("Once upon a time, there was a little girl and a dog");
        assertThat(model.tableProperty().get().columns().size()).isGreaterThan(before);
        model.shownProperty().set(false);
        bench.session().promptProperty().set("Once");
        assertThat(model.tableProperty().get().columns().size()).isGreaterThan(before);
        assertThat(model.staleProperty().get()).isTrue();
        model.shownProperty().set(true);
        assertThat(model.tableProperty().get().columns()).hasSameSizeAs(bench.reading().tokens());
        assertThat(model.staleProperty().get()).isFalse();
    }

    @Test
    void tokenAndLayerChosenElsewhereAreFoundAgain() {
        open("mixtral", MIXTRAL);
        model.shownProperty().set(false);
        bench.session().selectedTokenProperty().set(2);
        bench.session().layerProperty().set(1);
        assertThat(model.lockedProperty().get()).isNull();
        model.shownProperty().set(true);
        assertThat(model.lockedProperty().get()).isEqualTo(new Cell(1, 2));
        assertThat(model.placeProperty().get()).contains("(2), layer 1");
    }

    @Test
    void aModelWithoutExpertsSaysWhatWouldBeSeen() {
        bench.open(TinyModels.write(folder.resolve("tiny"), 3), "Once upon");
        assertThat(model.noteProperty().get()).contains("tiny has one MLP", "Mixtral");
        assertThat(model.tableProperty().get().isEmpty()).isTrue();
        assertThat(model.choices("t")).isEmpty();
    }
}
