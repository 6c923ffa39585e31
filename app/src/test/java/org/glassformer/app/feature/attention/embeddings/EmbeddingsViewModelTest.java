package org.glassformer.app.feature.attention.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.ScatterData;
import org.glassformer.app.ui.control.ScatterMarks;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.analysis.EmbeddingMap;
import org.glassformer.engine.analysis.TokenEmbeddings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingsViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final PromptReader reader = new PromptReader(session, engine, runner.newestWins());
    private final EmbeddingsViewModel model = new EmbeddingsViewModel(session, engine, runner);

    @BeforeAll
    static void writeModels() {
        TinyModels.write(folders.resolve("tiny"), 1);
        TinyModels.write(folders.resolve("other"), 2);
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private void open() {
        assertThat(reader).isNotNull();
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(folders.resolve("tiny"));
    }

    private int lastToken() {
        return session.tokensProperty().get().getLast().id();
    }

    @Test
    void nothingIsThereBeforeAModel() {
        assertThat(model.stateProperty().get()).isEqualTo(LabState.EMPTY);
        assertThat(model.dataProperty().get().size()).isZero();
        assertThat(model.placeholderProperty().get()).isEqualTo("No embeddings yet");
        assertThat(model.numbers().map()).isEmpty();
        assertThat(model.numbers().near()).isEmpty();
        model.choose(1);
        model.chooseNeighbour(0);
        model.chooseFound();
        model.back();
        model.searchProperty().set("a");
        assertThat(model.foundProperty().get()).isEmpty();
        assertThat(model.chosenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void allTokensAreOnTheMapOfTheModel() {
        open();
        ScatterData data = model.dataProperty().get();
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(model.progressProperty().get()).isEqualTo(1);
        EmbeddingMap map =
                engine.study(
                        session.modelProperty().get(),
                        (transformer, breath) -> EmbeddingMap.of(transformer, 2, part -> {}));
        assertThat(data.size()).isEqualTo(map.tokens());
        for (int id = 0; id < data.size(); id += 7) {
            assertThat(data.x(id)).isEqualTo(map.coordinate(id, 0));
            assertThat(data.y(id)).isEqualTo(map.coordinate(id, 1));
        }
        assertThat(data.xTitle()).contains("first axis").contains("%").contains("variance");
        assertThat(model.spreadProperty().get()).contains(data.size() + " tokens");
    }

    @Test
    void theTokensOfTheTextStandOutAndTheLastOneIsChosen() {
        open();
        ScatterMarks marks = model.marksProperty().get();
        assertThat(marks.own())
                .containsExactlyElementsOf(
                        session.tokensProperty().get().stream()
                                .map(token -> token.id())
                                .distinct()
                                .toList());
        assertThat(marks.chosen()).isEqualTo(lastToken());
        session.promptProperty().set("Once");
        assertThat(model.marksProperty().get().own()).hasSameSizeAs(session.tokensProperty().get());
        session.selectedTokenProperty().set(0);
        assertThat(model.chosenProperty().get())
                .isEqualTo(session.tokensProperty().get().getFirst().id());
    }

    @Test
    void neighboursAreTheNearestByCosineAndLeadOn() {
        open();
        List<TokenEmbeddings.Neighbour> expected =
                engine.study(
                        session.modelProperty().get(),
                        (transformer, breath) ->
                                new TokenEmbeddings(transformer).nearest(lastToken(), 40));
        SignedBarsData bars = model.barsProperty().get();
        assertThat(bars.rows()).hasSize(40);
        assertThat(bars.rows().getFirst().value()).isEqualTo(expected.getFirst().cosine());
        assertThat(model.marksProperty().get().near().getFirst())
                .isEqualTo(expected.getFirst().token());
        assertThat(model.canGoBackProperty().get()).isFalse();
        model.chooseNeighbour(0);
        assertThat(model.chosenProperty().get()).isEqualTo(expected.getFirst().token());
        assertThat(model.nearTitleProperty().get())
                .isEqualTo(
                        "Nearest to "
                                + model.dataProperty().get().name(expected.getFirst().token()));
        assertThat(model.canGoBackProperty().get()).isTrue();
        model.back();
        assertThat(model.chosenProperty().get()).isEqualTo(lastToken());
        assertThat(model.canGoBackProperty().get()).isFalse();
        model.choose(lastToken());
        assertThat(model.canGoBackProperty().get()).isFalse();
        model.choose(100_000);
        assertThat(model.chosenProperty().get()).isEqualTo(lastToken());
    }

    @Test
    void aSearchMarksWhatItFinds() {
        open();
        model.searchProperty().set("time");
        List<Integer> found = model.foundProperty().get();
        assertThat(found).isNotEmpty();
        assertThat(model.dataProperty().get().name(found.getFirst())).contains("time");
        assertThat(model.marksProperty().get().found()).isEqualTo(found);
        assertThat(model.searchNoteProperty().get()).isEqualTo(found.size() + " found");
        model.chooseFound();
        assertThat(model.chosenProperty().get()).isEqualTo(found.getFirst());
        model.searchProperty().set("no such token");
        assertThat(model.foundProperty().get()).isEmpty();
        assertThat(model.searchNoteProperty().get()).isEqualTo("0 found");
        model.searchProperty().set("");
        assertThat(model.searchNoteProperty().get()).isEmpty();
    }

    @Test
    void aTokenUnderThePointerIsHoveredInTheText() {
        open();
        model.hover(lastToken());
        assertThat(session.hoveredTokenProperty().get())
                .isEqualTo(session.tokensProperty().get().size() - 1);
        model.hover(-1);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void theMapIsComputedOnceForEachModelAndOnlyOnView() {
        model.shownProperty().set(false);
        open();
        assertThat(model.map()).isNull();
        model.shownProperty().set(true);
        TokenMap map = model.map();
        assertThat(map).isNotNull();
        session.promptProperty().set("Once upon");
        model.shownProperty().set(false);
        model.shownProperty().set(true);
        assertThat(model.map()).isSameAs(map);
        model.searchProperty().set("time");
        new ModelOpening(session, engine, runner).open(folders.resolve("other"));
        TokenMap other = model.map();
        assertThat(other).isNotNull().isNotSameAs(map);
        assertThat(other == null ? "" : other.model().name()).isEqualTo("other");
        assertThat(model.searchProperty().get()).isEmpty();
        assertThat(model.canGoBackProperty().get()).isFalse();
    }

    @Test
    void tablesHaveEveryNumber() {
        open();
        NumbersTable map = model.numbers().map().orElseThrow();
        assertThat(map.rows()).isEqualTo(model.dataProperty().get().size());
        assertThat(((Column.Floats) map.columns().get(2)).at().at(5))
                .isEqualTo(model.dataProperty().get().x(5));
        assertThat(map.caption().settings().stream().map(s -> s.name()))
                .contains("model", "precision", "first axis", "second axis");
        NumbersTable near = model.numbers().near().orElseThrow();
        assertThat(near.rows()).isEqualTo(40);
        assertThat(near.caption().title()).startsWith("Nearest to");
        double first = ((Column.Doubles) near.columns().get(3)).at().applyAsDouble(0);
        double last = ((Column.Doubles) near.columns().get(3)).at().applyAsDouble(39);
        assertThat(first).isGreaterThanOrEqualTo(last);
    }
}
