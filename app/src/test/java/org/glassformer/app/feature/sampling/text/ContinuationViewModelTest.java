package org.glassformer.app.feature.sampling.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.testing.WritingBench;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.engine.generate.TokenScore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationViewModelTest {

    @TempDir static Path folders;

    private WritingBench bench;
    private LabSession session;
    private ContinuationViewModel model;
    private int prompt;

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        bench = new WritingBench(folders.resolve("tiny"), "Once upon a time");
        session = bench.session();
        model =
                new ContinuationViewModel(
                        session,
                        bench.continuation(),
                        new TokenSearch(session, bench.runner()),
                        Caption::of);
        prompt = bench.length();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private ShadedTextData text() {
        return model.text().textProperty().get();
    }

    private int id(int token) {
        return session.tokensProperty().get().get(token).id();
    }

    @Test
    void tokensOfPromptAndGenerationHaveTheirSurprisalAndAreToldApart() {
        bench.continuation().generate(5);
        assertThat(text().labels()).hasSize(prompt + 5);
        assertThat(text().written()).isEqualTo(prompt);
        assertThat(text().values()[0]).isNaN();
        List<TokenScore> scores = session.scoresProperty().get();
        double sum = 0;
        for (int t = 1; t < prompt + 5; t++) {
            assertThat(text().values()[t])
                    .isCloseTo((float) scores.get(t).surprisalBits(), within(1e-4f));
            sum += t < prompt ? 0 : scores.get(t).surprisalBits();
        }
        assertThat(model.text().noteProperty().get())
                .contains("5 generated")
                .contains("%.2f".formatted(sum / 5));
        assertThat(model.text().curvesProperty().get().series())
                .extracting(curve -> curve.size())
                .containsExactly(prompt + 5, prompt + 5);
    }

    @Test
    void whatIsSaidOfATokenNamesItsBitsRankAndDraw() {
        bench.continuation().generate(3);
        TokenScore score = session.scoresProperty().get().get(prompt + 1);
        assertThat(model.text().reading(prompt + 1))
                .contains("%.2f bits".formatted(score.surprisalBits()))
                .contains("rank " + score.rank())
                .contains("u 0.");
        assertThat(model.text().reading(0)).contains("nothing predicts");
        assertThat(model.text().reading(999)).isEmpty();
    }

    @Test
    void aTypedTextThatIsTooLongIsNotCalledGenerated() {
        bench.continuation().generate(3);
        session.promptProperty().set("Once upon a time ".repeat(400));
        assertThat(session.stateProperty().get()).isEqualTo(LabState.STALE);
        assertThat(text().written()).isEqualTo(bench.length()).isGreaterThan(prompt + 3);
        assertThat(text().forks()).isEmpty();
        assertThat(model.text().noteProperty().get()).doesNotContain("generated");
    }

    @Test
    void anotherConstraintTakesTheReasonOfTheEndAway() {
        Reading reading = Objects.requireNonNull(session.readingProperty().get());
        bench.continuation().generate(2);
        assertThat(session.runEndProperty().get()).isNotNull();
        session.constraintProperty()
                .set(Constraint.compile(Constraint.Kind.REGEX, "[a-z ]+", reading.vocabulary()));
        assertThat(session.runEndProperty().get()).isNull();
    }

    @Test
    void arrowsLookAtTokensAndEscLooksAtTheEndAgain() {
        bench.continuation().generate(3);
        assertThat(model.step(1)).isTrue();
        assertThat(session.lookedAtProperty().get()).isEqualTo(LabSession.NONE);
        model.step(-1);
        assertThat(session.lookedAtProperty().get()).isEqualTo(prompt + 2);
        model.step(-1);
        assertThat(model.text().statusProperty().get()).contains("token " + (prompt + 1));
        Reading step = Objects.requireNonNull(session.stepProperty().get());
        assertThat(step.tokens()).hasSize(prompt + 1);
        model.step(1);
        model.step(1);
        assertThat(session.lookedAtProperty().get()).isEqualTo(LabSession.NONE);
        model.text().look(2);
        assertThat(session.lookedAtProperty().get()).isEqualTo(2);
        assertThat(model.escape()).isTrue();
        assertThat(session.lookedAtProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(model.escape()).isFalse();
    }

    @Test
    void alternativesReplaceTheTokenLookedAtAndComeBackToTheBranchesTried() {
        bench.continuation().generate(4);
        int first = id(prompt + 1);
        int leaf = bench.tree().current().number();
        model.text().look(prompt + 1);
        float[] logits = Objects.requireNonNull(session.stepProperty().get()).logits();
        model.alternative(1);
        int second = id(prompt + 1);
        assertThat(second).isNotEqualTo(first);
        assertThat(logits[second]).isLessThanOrEqualTo(logits[first]);
        assertThat(session.lookedAtProperty().get()).isEqualTo(prompt + 1);
        assertThat(bench.length()).isEqualTo(prompt + 2);
        assertThat(text().forks()).containsExactly(prompt + 1);
        assertThat(Objects.requireNonNull(bench.tree().current().choice()).byHand()).isTrue();
        model.alternative(-1);
        assertThat(id(prompt + 1)).isEqualTo(first);
        assertThat(bench.tree().current().number()).isEqualTo(leaf);
        assertThat(session.lookedAtProperty().get()).isEqualTo(prompt + 1);
        assertThat(bench.tree().children(bench.tree().path(leaf).get(1).number()))
                .extracting(TreeNode::token)
                .hasSize(2);
    }

    @Test
    void withoutATokenLookedAtTheLastGeneratedOneIsReplaced() {
        model.alternative(1);
        assertThat(bench.length()).isEqualTo(prompt);
        bench.continuation().generate(2);
        int last = id(prompt + 1);
        model.alternative(1);
        assertThat(id(prompt + 1)).isNotEqualTo(last);
        assertThat(session.lookedAtProperty().get()).isEqualTo(prompt + 1);
    }

    @Test
    void neighboursFollowTheOrderOfTheLogitsAndEqualOnesTheirNumbers() {
        float[] logits = {1, 3, 3, Float.NEGATIVE_INFINITY, 2};
        assertThat(Alternatives.beside(logits, 1, 1)).isEqualTo(2);
        assertThat(Alternatives.beside(logits, 2, 1)).isEqualTo(4);
        assertThat(Alternatives.beside(logits, 2, -1)).isEqualTo(1);
        assertThat(Alternatives.beside(logits, 1, -1)).isEqualTo(1);
        assertThat(Alternatives.beside(logits, 3, 1)).isEqualTo(3);
        assertThat(Alternatives.beside(logits, 0, 1)).isEqualTo(3);
    }

    @Test
    void stopConditionsAreEditedAndTheReasonOfTheEndIsShown() {
        StopsViewModel stops = model.stops();
        stops.setMost("7");
        stops.setMost("none");
        stops.setMost("0");
        assertThat(session.stopsProperty().get().most()).isEqualTo(7);
        stops.addText("x\\ny");
        stops.addText("");
        assertThat(session.stopsProperty().get().texts()).containsExactly("x\ny");
        stops.addToken(5);
        stops.addToken(5);
        assertThat(session.stopsProperty().get().tokens()).containsExactly(5);
        assertThat(stops.sentenceProperty().getValue()).contains("7 tokens").contains("2 more");
        stops.removeToken(5);
        stops.removeText("x\ny");
        model.playOrPause();
        assertThat(bench.length()).isEqualTo(prompt + 7);
        assertThat(model.text().statusProperty().get())
                .isEqualTo(Objects.requireNonNull(session.runEndProperty().get()).sentence());
        stops.openProperty().set(true);
        assertThat(model.escape()).isTrue();
        assertThat(stops.openProperty().get()).isFalse();
    }

    @Test
    void theNumbersHaveARowForEachToken() {
        bench.continuation().generate(3);
        NumbersTable table = model.text().numbers().orElseThrow();
        assertThat(table.rows()).isEqualTo(prompt + 3);
        assertThat(table.columns()).hasSize(12);
    }
}
