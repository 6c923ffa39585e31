package org.glassformer.app.feature.attention.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Selection;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.SignedGridData;
import org.glassformer.app.ui.control.WaterfallData;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.hook.ResidualVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContributionsViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final PromptReader reader = new PromptReader(session, engine, runner.newestWins());
    private final InterventionList interventions = new InterventionList(session, new History());
    private final ContributionsViewModel model =
            new ContributionsViewModel(session, engine, runner);

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

    private Attribution now() {
        Attribution now = model.attributionProperty().get();
        assertThat(now).isNotNull();
        return now;
    }

    private static int likeliest(Reading reading) {
        int best = 0;
        for (int id = 0; id < reading.logits().length; id++) {
            best = reading.logits()[id] > reading.logits()[best] ? id : best;
        }
        return best;
    }

    @Test
    void nothingIsThereBeforeTheFirstReading() {
        assertThat(model.stateProperty().get()).isEqualTo(LabState.EMPTY);
        assertThat(model.gridProperty().get().isEmpty()).isTrue();
        assertThat(model.checkProperty().get()).isEmpty();
        assertThat(model.placeholderProperty().get()).isEqualTo("Nothing read yet");
        assertThat(model.numbers().grid()).isEmpty();
        assertThat(model.numbers().bars()).isEmpty();
        assertThat(model.numbers().sum()).isEmpty();
        model.focus().pick(new Cell(0, 0));
        model.focus().pickBar(0);
        model.focus().pickStep(0);
        assertThat(model.step(0)).isEmpty();
    }

    @Test
    void thePartsSumToTheLogitOfTheLikeliestToken() {
        open();
        Reading reading = session.readingProperty().get();
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(now().likeliest()).isTrue();
        assertThat(now().tokenId()).isEqualTo(likeliest(reading));
        double sum = now().parts().stream().mapToDouble(Part::value).sum();
        float logit = reading.logits()[likeliest(reading)];
        assertThat(sum).isCloseTo(logit, within(1e-4));
        String printed = String.format(Locale.ROOT, "%.3f", logit).replace('-', '−');
        assertThat(model.checkProperty().get())
                .startsWith("Sum of all parts")
                .endsWith("(model: " + printed + ")");
        assertThat(model.normProperty().get()).contains("Exact up to the last norm").contains("×");
        assertThat(model.tokenNameProperty().get()).endsWith("(most likely)");
        assertThat(model.staleProperty().get()).isFalse();
    }

    @Test
    void theGridHasEveryHeadEveryMlpAndTheBiases() {
        open();
        SignedGridData grid = model.gridProperty().get();
        assertThat(grid.rows()).containsExactly("0", "1");
        assertThat(grid.columns()).containsExactly("0", "1", "2", "3", "MLP", "bias");
        assertThat(grid.apart()).isEqualTo(2);
        double all = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 6; column++) {
                all += grid.value(row, column);
            }
        }
        double outside =
                now().parts().stream()
                        .filter(part -> part.layer() < 0)
                        .mapToDouble(Part::value)
                        .sum();
        assertThat(all + outside).isCloseTo(now().sum(), within(1e-9));
    }

    @Test
    void theRunningSumEndsAtTheLogit() {
        open();
        WaterfallData sum = model.sumProperty().get();
        assertThat(sum.steps()).hasSize(2 + 2 * 2 + 1);
        assertThat(sum.sum(sum.steps().size())).isCloseTo(now().logit(), within(1e-4));
        assertThat(model.step(2)).startsWith("attention of layer 0");
        assertThat(model.step(-1)).startsWith("all parts");
        model.focus().pickStep(5);
        assertThat(session.layerProperty().get()).isEqualTo(1);
        session.layerProperty().set(0);
        model.focus().pickStep(0);
        assertThat(session.layerProperty().get()).isZero();
    }

    @Test
    void aTokenAnEarlierPositionAndADifferenceAreFollowed() {
        open();
        model.follow(7);
        assertThat(session.targetProperty().get()).isEqualTo(7);
        assertThat(now().tokenId()).isEqualTo(7);
        assertThat(now().likeliest()).isFalse();
        model.compareWith(9);
        Reading reading = session.readingProperty().get();
        float difference = reading.logits()[7] - reading.logits()[9];
        assertThat(now().isDifference()).isTrue();
        assertThat(now().logit()).isCloseTo(difference, within(1e-4));
        assertThat(model.checkProperty().get()).contains("= difference");
        assertThat(model.sumProperty().get().total()).isEqualTo("difference");
        session.selectedTokenProperty().set(1);
        assertThat(now().position()).isEqualTo(1);
        assertThat(model.checkProperty().get()).doesNotContain("model:");
        assertThat(model.positionProperty().get()).contains("token 1");
        new Selection(session).clear();
        model.compareWith(LabSession.NONE);
        model.follow(LabSession.NONE);
        assertThat(now().likeliest()).isTrue();
        assertThat(now().isLast()).isTrue();
        assertThat(model.otherNameProperty().get()).isEqualTo("nothing");
    }

    @Test
    void theLikeliestTokenIsThatOfThePosition() {
        open();
        session.selectedTokenProperty().set(0);
        int first = now().tokenId();
        List<Part> parts = now().parts();
        model.follow(first);
        assertThat(now().parts()).isEqualTo(parts);
    }

    @Test
    void clicksAndHoverMeanHeadsOfTheSession() {
        open();
        model.focus().pick(new Cell(1, 3));
        assertThat(session.layerProperty().get()).isEqualTo(1);
        assertThat(session.headProperty().get()).isEqualTo(3);
        assertThat(model.focus().selectedProperty().get()).isEqualTo(new Cell(1, 3));
        assertThat(model.focus().readingProperty().get()).startsWith("head 1.3: ");
        int bar = model.focus().selectedBarProperty().get();
        assertThat(model.barsProperty().get().rows().get(bar).name()).isEqualTo("head 1.3");
        model.focus().pick(new Cell(0, 4));
        assertThat(session.layerProperty().get()).isZero();
        assertThat(session.headProperty().get()).isEqualTo(3);
        model.focus().hoverCell(new Cell(1, 4));
        assertThat(model.focus().readingProperty().get()).startsWith("MLP 1: ").contains("%");
        model.focus().hoverCell(null);
        assertThat(model.focus().readingProperty().get()).startsWith("head 0.3: ");
        model.focus().hoverBar(0);
        assertThat(model.focus().readingProperty().get())
                .startsWith(model.barsProperty().get().rows().getFirst().name());
        model.focus().hoverBar(-1);
        model.focus().pickBar(bar);
        assertThat(session.headProperty().get()).isEqualTo(3);
    }

    @Test
    void barsAreRankedBySize() {
        open();
        double before = Double.MAX_VALUE;
        for (var row : model.barsProperty().get().rows()) {
            assertThat(Math.abs(row.value())).isLessThanOrEqualTo(before);
            before = Math.abs(row.value());
        }
        assertThat(model.barsProperty().get().rows()).hasSize(now().parts().size());
    }

    @Test
    void interventionsInForceAreRespectedAndSaid() {
        open();
        interventions.add(new Intervention.ScaleHead(1, 2, 0));
        assertThat(session.readingProperty().get().interventions().list()).hasSize(1);
        assertThat(model.normProperty().get()).contains("One intervention is in force");
        assertThat(model.gridProperty().get().value(1, 2)).isZero();
        assertThat(now().hasRemainder()).isFalse();
        interventions.add(new Intervention.MaskKey(0));
        assertThat(model.normProperty().get()).contains("2 interventions are in force");
        interventions.clear();
        assertThat(model.normProperty().get()).doesNotContain("force");
        assertThat(model.gridProperty().get().value(1, 2)).isNotZero();
    }

    @Test
    void whatAPatchedResidualBringsIsSaid() {
        open();
        float[] residual = new float[32];
        residual[3] = 9;
        int last = session.tokensProperty().get().size() - 1;
        interventions.add(
                new Intervention.PatchResidual(
                        1, ResidualPlace.POST, last, new ResidualVector(residual)));
        assertThat(now().hasRemainder()).isTrue();
        assertThat(model.checkProperty().get()).contains("patched in");
        WaterfallData sum = model.sumProperty().get();
        assertThat(sum.steps().getLast().name()).isEqualTo("patch");
        assertThat(sum.sum(sum.steps().size())).isCloseTo(now().logit(), within(1e-4));
    }

    @Test
    void nothingIsComputedWhileItIsNotOnView() {
        model.shownProperty().set(false);
        open();
        assertThat(model.attributionProperty().get()).isNull();
        model.shownProperty().set(true);
        assertThat(model.attributionProperty().get()).isNotNull();
        model.shownProperty().set(false);
        session.promptProperty().set("Once upon");
        assertThat(now().reading().text()).isEqualTo("Once upon a time");
        model.shownProperty().set(true);
        assertThat(now().reading().text()).isEqualTo("Once upon");
    }

    @Test
    void anotherModelForgetsTheOtherToken() {
        open();
        model.compareWith(3);
        new ModelOpening(session, engine, runner).open(folders.resolve("other"));
        assertThat(model.otherProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(now().reading().model().name()).isEqualTo("other");
    }

    @Test
    void aFailureIsSaid() {
        open();
        engine.close();
        model.follow(11);
        assertThat(model.stateProperty().get()).isEqualTo(LabState.FAILED);
        assertThat(model.staleProperty().get()).isTrue();
        assertThat(model.placeholderProperty().get()).contains("could not be computed");
    }

    @Test
    void tokensAreOfferedByWhatIsTyped() {
        open();
        assertThat(model.matches().getValue().apply("").size()).isPositive();
        assertThat(model.matches().getValue().apply("time").getFirst().text()).contains("time");
    }

    @Test
    void tablesHaveEveryNumber() {
        open();
        model.compareWith(9);
        NumbersTable grid = model.numbers().grid().orElseThrow();
        assertThat(grid.rows()).isEqualTo(2);
        assertThat(grid.columns()).hasSize(7);
        assertThat(((Column.Doubles) grid.columns().get(3)).at().applyAsDouble(1))
                .isEqualTo(model.gridProperty().get().value(1, 2));
        assertThat(grid.caption().settings().stream().map(s -> s.name()))
                .contains("model", "logit of", "minus", "after", "last norm");
        NumbersTable bars = model.numbers().bars().orElseThrow();
        assertThat(bars.rows()).isEqualTo(now().parts().size());
        double shares = 0;
        for (int row = 0; row < bars.rows(); row++) {
            shares += ((Column.Doubles) bars.columns().get(4)).at().applyAsDouble(row);
        }
        assertThat(shares).isCloseTo(1, within(1e-9));
        NumbersTable sum = model.numbers().sum().orElseThrow();
        assertThat(((Column.Doubles) sum.columns().get(2)).at().applyAsDouble(sum.rows() - 1))
                .isCloseTo(now().logit(), within(1e-4));
    }
}
