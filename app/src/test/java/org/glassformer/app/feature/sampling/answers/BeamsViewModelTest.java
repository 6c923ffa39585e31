package org.glassformer.app.feature.sampling.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Searched;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.BeamTree;
import org.glassformer.app.ui.control.BeamTreeData;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.Beam;
import org.glassformer.engine.generate.BeamSearch;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeamsViewModelTest {

    private static final String PROMPT = "Once upon a time";

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private AnswersLab lab;
    private BeamsViewModel model;

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        lab = new AnswersLab(runner, folders.resolve("tiny"), PROMPT);
        model = lab.answers.beams();
    }

    @AfterEach
    void close() {
        lab.close();
        runner.close();
    }

    private Searched searched() {
        return Objects.requireNonNull(model.searchedProperty().get());
    }

    private BeamSearch.Result engines(int width, double penalty) {
        try (Backend backend = Backends.open(lab.reading().model().device(), 0);
                LanguageModel alone = LanguageModel.open(folders.resolve("tiny"), backend)) {
            GenerationSettings settings =
                    GenerationSettings.of(
                            alone, lab.session.chainProperty().get().toChain(), 42, 10);
            return BeamSearch.search(
                    alone, lab.reading().ids(), settings, width, penalty, () -> true);
        }
    }

    @Test
    void whatIsFoundIsWhatTheEngineFinds() {
        model.widthProperty().set(3);
        model.penaltyProperty().set(0.5);
        model.run();
        BeamSearch.Result wanted = engines(3, 0.5);
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(searched().found())
                .extracting(Searched.Found::text)
                .isEqualTo(wanted.beams().stream().map(Beam::text).toList());
        assertThat(searched().found())
                .extracting(Searched.Found::score)
                .isEqualTo(wanted.beams().stream().map(Beam::score).toList());
        assertThat(searched().nodes()).isEqualTo(wanted.nodes());
        for (Beam beam : wanted.beams()) {
            assertThat(searched().score(beam.node())).isCloseTo(beam.score(), within(1e-12));
        }
        assertThat(model.cost().noteProperty().get())
                .startsWith(
                        "3 texts found among %d tokens looked at: %d tokens computed, %d of them the prompt (once); "
                                .formatted(
                                        wanted.nodes().size(),
                                        wanted.cost().computedTokens(),
                                        lab.reading().tokens().size()));
        assertThat(model.chosenProperty().get()).isEqualTo(wanted.beams().getFirst().node());
        assertThat(model.results().orElseThrow().rows()).isEqualTo(3);
        assertThat(model.tree().orElseThrow().rows()).isEqualTo(wanted.nodes().size());
    }

    @Test
    void theTreeTellsKeptFinishedAndPruned() {
        model.run();
        BeamTreeData tree = BeamsViewModel.drawn(searched());
        assertThat(tree.nodes()).hasSameSizeAs(searched().nodes());
        assertThat(tree.nodes())
                .extracting(BeamTreeData.Node::fate)
                .contains(BeamTreeData.Fate.KEPT, BeamTreeData.Fate.PRUNED);
        assertThat(model.reading(0)).contains("logprob").contains("kept");
        assertThat(model.reading(BeamTree.NONE)).isEmpty();
    }

    @Test
    void whatIsFoundBecomesTheText() {
        model.run();
        Searched.Found second = searched().found().get(1);
        model.use(second.node());
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT + second.text());
        assertThat(Objects.requireNonNull(lab.tree().current().choice()).byHand()).isTrue();
        int pruned =
                searched().nodes().stream()
                        .filter(node -> node.depth() == 3)
                        .toList()
                        .getLast()
                        .number();
        model.use(pruned);
        assertThat(lab.tree().path(lab.tree().current().number()).stream().skip(1))
                .extracting(node -> node.token().id())
                .isEqualTo(searched().path(pruned));
        lab.continuation.undo();
        lab.continuation.undo();
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT);
    }

    @Test
    void theTreeGrowsWhileItIsSearchedAndAStopKeepsIt() {
        List<Integer> sizes = new ArrayList<>();
        model.searchedProperty()
                .subscribe(now -> {
                    int size = now == null ? 0 : now.nodes().size();
                    sizes.add(size);
                    if (now != null && size > 0 && now.nodes().getLast().depth() == 3) {
                        model.stop();
                    }
                });
        model.run();
        assertThat(sizes).isSorted().hasSizeGreaterThan(4);
        assertThat(searched().found()).allMatch(found -> found.tokens() == 3);
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
    }

    @Test
    void aSearchAgesWithTheTextAndNotWithTheChain() {
        model.run();
        lab.session.seedProperty().set(7);
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        lab.session.promptProperty().set("Another text");
        assertThat(model.stateProperty().get()).isEqualTo(LabState.STALE);
        assertThat(model.isUsable(0)).isFalse();
    }
}
