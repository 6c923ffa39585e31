package org.glassformer.app.feature.attention.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.attention.outcome.InterventionsViewModel.Choice;
import org.glassformer.app.feature.attention.outcome.InterventionsViewModel.Line;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeViewModelTest {

    private static final Intervention CUT = new Intervention.CutEdge(1, 2, 5, 3);
    private static final Intervention ABLATION = new Intervention.ScaleHead(0, 1, 0);

    @TempDir static Path folders;

    private final OutcomeLab lab = new OutcomeLab(new DirectTaskRunner());
    private final LabSession session = lab.session();
    private final NextTokensViewModel next = lab.model().nextTokens();
    private final InterventionsViewModel list = lab.model().interventions();

    @BeforeAll
    static void writeModels() {
        TinyModels.write(folders.resolve("tiny"), 1);
        TinyModels.write(folders.resolve("other"), 2);
    }

    @BeforeEach
    void open() {
        session.promptProperty().set("Once upon a time, there was");
        lab.opening().open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private ChangeBarsData rows() {
        return next.rowsProperty().get();
    }

    private List<Line> lines() {
        return list.linesProperty().get();
    }

    private List<SwitchedIntervention> all() {
        return session.interventionsProperty().get();
    }

    @Test
    void withoutInterventionsTheLikeliestTokensAreListed() {
        assertThat(rows().compared()).isFalse();
        assertThat(rows().rows()).hasSize(NextTokensViewModel.LISTED);
        assertThat(rows().rows())
                .isSortedAccordingTo((a, b) -> Double.compare(b.after(), a.after()));
        assertThat(next.figuresProperty().get()).isEmpty();
        assertThat(next.flipProperty().get()).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void aCutThatCannotMatterSaysWhyAndChangesNothing() {
        float[] plain = reading().logits().clone();
        int last = reading().tokens().size() - 1;
        int lastLayer = reading().model().nLayer() - 1;
        lab.list().add(new Intervention.CutEdge(lastLayer, 0, last - 1, 1));
        assertThat(lines().getFirst().beyond()).contains("last layer");
        assertThat(reading().interventions().list()).hasSize(1);
        assertThat(reading().logits()).isEqualTo(plain);
        lab.list().clear();
        lab.list().add(new Intervention.CutEdge(lastLayer, 0, last, 1));
        assertThat(lines().getFirst().beyond()).isEmpty();
        assertThat(reading().logits()).isNotEqualTo(plain);
        lab.list().clear();
        lab.list().add(new Intervention.CutEdge(0, 0, last - 1, 1));
        assertThat(lines().getFirst().beyond()).isEmpty();
        assertThat(reading().logits()).isNotEqualTo(plain);
    }

    private Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    @Test
    void withOneInForceBeforeAndAfterAreCompared() {
        double likeliest = rows().rows().getFirst().after();
        int id = rows().rows().getFirst().id();
        lab.list().add(ABLATION);
        assertThat(rows().compared()).isTrue();
        assertThat(rows().rows().size()).isBetween(50, 100);
        assertThat(rows().rows().get(rows().indexOf(id)).before()).isEqualTo(likeliest);
        assertThat(next.figuresProperty().get()).contains("bits");
        assertThat(next.afterTitleProperty().get()).contains("1");
        lab.list().add(CUT);
        assertThat(next.afterTitleProperty().get()).contains("2");
        list.toggle(0);
        list.toggle(1);
        assertThat(rows().compared()).isFalse();
        assertThat(rows().rows().getFirst().after()).isEqualTo(likeliest);
    }

    @Test
    void theRowsCanBeSortedByTheirChange() {
        lab.list().add(ABLATION);
        next.orderProperty().set(RowOrder.CHANGE);
        assertThat(rows().rows())
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(Math.abs(b.change()), Math.abs(a.change())));
        list.clear();
        assertThat(rows().rows())
                .isSortedAccordingTo((a, b) -> Double.compare(b.after(), a.after()));
    }

    @Test
    void anotherLikeliestTokenIsTold() {
        int head = 0;
        while (next.flipProperty().get().isEmpty() && head < 8) {
            lab.list().add(new Intervention.ScaleHead(head / 4, head % 4, -20));
            head++;
        }
        NextTokensViewModel.Outcome outcome = Objects.requireNonNull(next.outcomeProperty().get());
        assertThat(next.flipProperty().get()).contains("→");
        assertThat(outcome.change().likeliestBefore())
                .isNotEqualTo(outcome.change().likeliestAfter());
    }

    @Test
    void hoverFollowsATokenForAWhileAndAClickUntilTheNext() {
        int first = rows().rows().getFirst().id();
        int second = rows().rows().get(1).id();
        next.hover(first);
        assertThat(session.targetProperty().get()).isEqualTo(first);
        assertThat(next.followedProperty().get()).isEqualTo(LabSession.NONE);
        next.hover(LabSession.NONE);
        assertThat(session.targetProperty().get()).isEqualTo(LabSession.NONE);
        next.followedProperty().set(second);
        next.hover(first);
        assertThat(session.targetProperty().get()).isEqualTo(second);
        next.followedProperty().set(LabSession.NONE);
        assertThat(session.targetProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void aTokenFollowedElsewhereIsFollowedHereAndListed() {
        int unlikely =
                Objects.requireNonNull(next.outcomeProperty().get())
                        .change()
                        .likeliestAfter(280)[279];
        assertThat(rows().indexOf(unlikely)).isNegative();
        session.targetProperty().set(unlikely);
        assertThat(next.followedProperty().get()).isEqualTo(unlikely);
        assertThat(rows().indexOf(unlikely)).isNotNegative();
        assertThat(lab.model().escape()).isTrue();
        assertThat(session.targetProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(lab.model().escape()).isFalse();
    }

    @Test
    void aRowTellsRankLogitAndChange() {
        int id = rows().rows().get(1).id();
        assertThat(next.tip(id)).contains("rank 2").doesNotContain("before");
        lab.list().add(ABLATION);
        assertThat(next.tip(id)).contains("before").contains("points");
        assertThat(next.tip(LabSession.NONE)).isEmpty();
        assertThat(next.tip(1_000_000)).isEmpty();
    }

    @Test
    void pickingATokenAddsItAndUndoTakesItBack() {
        int tokens = session.tokensProperty().get().size();
        lab.model().pick(rows().rows().get(2).id());
        assertThat(session.tokensProperty().get()).hasSize(tokens + 1);
        list.undo();
        assertThat(session.tokensProperty().get()).hasSize(tokens);
        lab.model().one();
        assertThat(session.tokensProperty().get()).hasSize(tokens + 1);
        assertThat(lab.model().runningProperty().get()).isFalse();
    }

    @Test
    void tokensAndInterventionsShareOneTimeLine() {
        lab.list().add(CUT);
        lab.model().one();
        int longer = session.tokensProperty().get().size();
        assertThat(rows().compared()).isTrue();
        list.undo();
        assertThat(session.tokensProperty().get()).hasSize(longer - 1);
        assertThat(lines()).hasSize(1);
        list.undo();
        assertThat(lines()).isEmpty();
        assertThat(list.undoableProperty().get()).isFalse();
        list.redo();
        assertThat(lines()).hasSize(1);
        list.redo();
        assertThat(session.tokensProperty().get()).hasSize(longer);
        assertThat(list.redoableProperty().get()).isFalse();
    }

    @Test
    void everyInterventionIsASentence() {
        int all = Intervention.ALL;
        List.of(
                        CUT,
                        new Intervention.CutEdge(1, all, 5, 3),
                        new Intervention.CutEdge(all, all, 5, 3),
                        ABLATION,
                        new Intervention.MeanHead(0, 1),
                        new Intervention.ScaleHead(1, all, 0),
                        new Intervention.ScaleHead(all, 2, 0.25f),
                        new Intervention.MaskKey(0))
                .forEach(list::add);
        assertThat(lines().stream().map(Line::text))
                .allSatisfy(text -> assertThat(text).doesNotContain("?"))
                .doesNotHaveDuplicates()
                .anyMatch(text -> text.startsWith("cut 1.2 · “"))
                .anyMatch(text -> text.startsWith("cut layer 1 · "))
                .anyMatch(text -> text.startsWith("cut everywhere · "))
                .contains(
                        "ablate 0.1 (zero)",
                        "ablate 0.1 (mean)",
                        "ablate layer 1 (zero)",
                        "scale head 2 of every layer by 0.25",
                        "mask “Once” everywhere");
        assertThat(list.sentences()).contains("; ").startsWith("cut 1.2");
    }

    @Test
    void aPositionBeyondTheTextIsSaid() {
        lab.list().add(new Intervention.MaskKey(40));
        assertThat(lines().getFirst().text()).isEqualTo("mask position 40 everywhere");
        assertThat(lines().getFirst().beyond()).contains("40");
        lab.list().add(CUT);
        assertThat(lines().get(1).beyond()).doesNotContain("position 5");
        session.promptProperty().set("Once");
        assertThat(lines().get(1).beyond()).contains("position");
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
    }

    @Test
    void linesAreSwitchedRemovedAndCleared() {
        lab.list().add(CUT);
        lab.list().add(ABLATION);
        list.toggle(0);
        assertThat(lines().getFirst().on()).isFalse();
        assertThat(lines().get(1).on()).isTrue();
        list.remove(0);
        assertThat(all()).containsExactly(new SwitchedIntervention(ABLATION, true));
        list.toggle(7);
        list.remove(7);
        assertThat(all()).hasSize(1);
        list.clear();
        assertThat(all()).isEmpty();
        list.undo();
        assertThat(all()).hasSize(1);
    }

    @Test
    void draggingAFactorIsOneStepAndPassesZero() {
        lab.list().add(new Intervention.ScaleHead(0, 1, 0.5f));
        assertThat(lines().getFirst().isScaled()).isTrue();
        list.adjust(0, 0.25);
        list.adjust(0, 0);
        assertThat(lines().getFirst().isScaled()).isTrue();
        assertThat(lines().getFirst().text()).isEqualTo("scale 0.1 by 0.00");
        list.adjust(0, -1.5);
        list.adjusted();
        assertThat(lines().getFirst().factor()).isEqualTo(-1.5f);
        list.undo();
        assertThat(lines().getFirst().factor()).isEqualTo(0.5f);
        list.adjust(0, 0);
        list.adjusted();
        assertThat(lines().getFirst().text()).isEqualTo("ablate 0.1 (zero)");
        assertThat(lines().getFirst().isScaled()).isFalse();
    }

    @Test
    void aHoveredLineShowsItsTokens() {
        lab.list().add(CUT);
        lab.list().add(new Intervention.MaskKey(2));
        lab.list().add(ABLATION);
        list.hover(0);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(5);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(3);
        list.hover(1);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(2);
        list.hover(2);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(LabSession.NONE);
        list.hover(0);
        list.remove(0);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void aVisitedLineIsLookedAt() {
        lab.list().add(CUT);
        lab.list().add(new Intervention.ScaleHead(0, 3, 0));
        list.visit(0);
        assertThat(session.layerProperty().get()).isEqualTo(1);
        assertThat(session.headProperty().get()).isEqualTo(2);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(5);
        assertThat(session.keyTokenProperty().get()).isEqualTo(3);
        list.visit(1);
        assertThat(session.layerProperty().get()).isZero();
        assertThat(session.headProperty().get()).isEqualTo(3);
    }

    private List<Choice> choices() {
        return list.choices().stream().flatMap(List::stream).toList();
    }

    @Test
    void whatCanBeAddedFollowsTheSelection() {
        session.layerProperty().set(1);
        session.headProperty().set(2);
        assertThat(choices().stream().filter(c -> !c.possible())).hasSize(2);
        session.selectedTokenProperty().set(5);
        session.keyTokenProperty().set(3);
        assertThat(choices()).hasSize(12).allMatch(Choice::possible);
        choices().forEach(choice -> choice.add().run());
        assertThat(all().stream().map(SwitchedIntervention::what))
                .contains(
                        CUT,
                        new Intervention.MaskKey(3),
                        new Intervention.MaskKey(5),
                        new Intervention.MeanHead(1, 2),
                        new Intervention.ScaleHead(1, 2, 0.5f),
                        new Intervention.ScaleHead(1, Intervention.ALL, 0))
                .hasSize(12);
        assertThat(choices()).noneMatch(Choice::possible);
        session.keyTokenProperty().set(6);
        session.selectedTokenProperty().set(5);
        assertThat(choices().getFirst().possible()).isFalse();
    }

    @Test
    void theArgumentsOfTheCommandLineAreThoseInForce() {
        lab.list().add(CUT);
        lab.list().add(new Intervention.MeanHead(1, Intervention.ALL));
        lab.list().add(ABLATION);
        list.toggle(2);
        assertThat(list.arguments())
                .isEqualTo("--intervene \"cut:1.2:5>3\" --intervene \"mean:1.*\"");
        lab.model().toldArguments();
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).tone())
                .isEqualTo(Notice.Tone.INFO);
    }

    @Test
    void anotherModelBeginsWithNothingTakenOut() {
        lab.list().add(CUT);
        session.targetProperty().set(3);
        lab.opening().open(folders.resolve("other"));
        assertThat(lines()).isEmpty();
        assertThat(rows().compared()).isFalse();
        assertThat(next.followedProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(Objects.requireNonNull(next.outcomeProperty().get()).reading())
                .isEqualTo(lab.reading());
    }

    @Test
    void theTableHasTheWholeVocabularyAndTheCaptionEveryIntervention() {
        NumbersTable plain = lab.model().numbers().table().orElseThrow();
        assertThat(plain.rows()).isEqualTo(lab.reading().logits().length);
        assertThat(plain.columns()).hasSize(5);
        lab.list().add(CUT);
        lab.list().add(ABLATION);
        NumbersTable table = lab.model().numbers().table().orElseThrow();
        assertThat(table.columns()).hasSize(8);
        assertThat(table.caption().settings().toString())
                .contains("cut 1.2", "ablate 0.1 (zero)", "bits", "tiny");
        Column.Doubles after = (Column.Doubles) table.columns().get(6);
        double sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            sum += after.at().applyAsDouble(row);
            assertThat(after.at().applyAsDouble(row))
                    .isLessThanOrEqualTo(after.at().applyAsDouble(Math.max(0, row - 1)));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }
}
