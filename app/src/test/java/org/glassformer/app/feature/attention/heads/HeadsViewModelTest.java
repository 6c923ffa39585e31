package org.glassformer.app.feature.attention.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeadMark;
import org.glassformer.app.ui.control.HeadMark.Change;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.NamedPattern;
import org.glassformer.engine.analysis.PatternSearch;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsViewModelTest {

    private static final String REPEATING = "Once upon a time, once upon a time";
    private static final int PREVIOUS = 0;
    private static final int INDUCTION = 2;

    @TempDir static Path folders;

    private final SessionBench bench = SessionBench.direct();
    private final HeadsViewModel heads = new HeadsViewModel(bench.session(), bench.runner());

    @BeforeAll
    static void writeModels() {
        TinyModels.write(folders.resolve("tiny"), 1);
        TinyModels.write(folders.resolve("other"), 2);
    }

    @BeforeEach
    void open() {
        bench.open(folders.resolve("tiny"), REPEATING);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<HeadId> shown() {
        return bench.session().shownHeadsProperty().get();
    }

    private void look(int layer, int head) {
        bench.session().layerProperty().set(layer);
        bench.session().headProperty().set(head);
    }

    private Cell looked() {
        return new Cell(heads.layerProperty().get(), heads.headProperty().get());
    }

    private HeadMark markOfLooked() {
        return heads.marksProperty().get().getOrDefault(looked(), HeadMark.NONE);
    }

    @Test
    void everyHeadHasItsPicture() {
        HeadThumbnails all = heads.thumbnailsProperty().get();
        AttentionTrace trace = bench.reading().attention();
        assertThat(all.layers()).isEqualTo(2);
        assertThat(all.heads()).isEqualTo(4);
        assertThat(all.count()).isEqualTo(8);
        int side = all.side(1, 3);
        assertThat(side).isEqualTo(trace.length());
        float[] pattern = trace.pattern(1, 3);
        for (int query = 0; query < side; query++) {
            for (int key = 0; key <= query; key++) {
                assertThat(all.value(1, 3, query, key))
                        .isCloseTo(pattern[query * side + key], within(0.5f / 255));
            }
        }
        assertThat(all.value(1, 3, 0, 1)).isNaN();
    }

    @Test
    void otherTextsHaveOtherPictures() {
        bench.session().promptProperty().set("She found a red ball and a red flower");
        HeadThumbnails all = heads.thumbnailsProperty().get();
        assertThat(all.count()).isEqualTo(8);
        int tokens = bench.reading().tokens().size();
        IntStream.range(0, 8).forEach(i -> assertThat(all.side(i / 4, i % 4)).isEqualTo(tokens));
        assertThat(heads.patternsStaleProperty().get()).isFalse();
    }

    @Test
    void nothingIsComputedWhileNobodyLooks() {
        HeadThumbnails before = heads.thumbnailsProperty().get();
        heads.rest();
        bench.session().promptProperty().set("She found a red ball");
        assertThat(heads.thumbnailsProperty().get()).isSameAs(before);
        heads.resume();
        assertThat(heads.thumbnailsProperty().get().side(0, 0))
                .isEqualTo(bench.reading().tokens().size());
    }

    @Test
    void anOpenedHeadIsLookedAt() {
        bench.session().mapKindProperty().set(MapKind.ROLLOUT);
        heads.open(new Cell(1, 2));
        assertThat(looked()).isEqualTo(new Cell(1, 2));
        assertThat(heads.kindProperty().get()).isEqualTo(MapKind.HEAD);
    }

    @Test
    void linesStayLinesWhenAnotherHeadIsOpened() {
        bench.session().mapKindProperty().set(MapKind.LINES);
        heads.open(new Cell(1, 2));
        assertThat(heads.kindProperty().get()).isEqualTo(MapKind.LINES);
    }

    @Test
    void anIsolatedHeadIsShownAlone() {
        heads.toggle(new Cell(0, 1));
        heads.toggle(new Cell(0, 2));
        heads.isolate(new Cell(1, 3));
        assertThat(shown()).containsExactly(new HeadId(1, 3));
        assertThat(looked()).isEqualTo(new Cell(1, 3));
        assertThat(heads.shownProperty().get()).isEqualTo("Only 1.3 is shown");
        heads.isolate(new Cell(1, 3));
        assertThat(shown()).isEmpty();
        assertThat(heads.shownProperty().get()).isEmpty();
    }

    @Test
    void anotherHeadOrEscapeEndsTheIsolation() {
        heads.isolate(new Cell(1, 3));
        heads.open(new Cell(1, 3));
        assertThat(shown()).hasSize(1);
        heads.open(new Cell(0, 0));
        assertThat(shown()).isEmpty();
        heads.isolate(new Cell(0, 2));
        assertThat(heads.escape()).isTrue();
        assertThat(shown()).isEmpty();
        assertThat(heads.escape()).isFalse();
    }

    @Test
    void headsJoinTheOneLookedAtAndLeaveAgain() {
        look(0, 1);
        heads.toggle(new Cell(1, 0));
        assertThat(shown()).containsExactly(new HeadId(0, 1), new HeadId(1, 0));
        assertThat(heads.marksProperty().get())
                .containsEntry(new Cell(1, 0), new HeadMark(true, 0, Change.NONE));
        assertThat(heads.shownProperty().get()).isEqualTo("2 heads together");
        heads.toggle(new Cell(1, 0));
        heads.toggle(new Cell(0, 1));
        assertThat(shown()).isEmpty();
        assertThat(heads.noteProperty().get()).isEqualTo("2 layers × 4 heads");
    }

    @Test
    void anAverageIsThatOfTheLayerUnlessHeadsAreChosen() {
        look(1, 2);
        bench.session().mapKindProperty().set(MapKind.AVERAGE);
        assertThat(shown()).isEqualTo(HeadId.ofLayer(1, 4));
        look(0, 2);
        assertThat(shown()).isEqualTo(HeadId.ofLayer(0, 4));
        bench.session().mapKindProperty().set(MapKind.HEAD);
        assertThat(shown()).isEmpty();
    }

    @Test
    void chosenHeadsStayChosenAfterTheAverage() {
        look(0, 0);
        heads.toggle(new Cell(1, 1));
        List<HeadId> two = shown();
        bench.session().mapKindProperty().set(MapKind.AVERAGE);
        bench.session().mapKindProperty().set(MapKind.LINES);
        assertThat(shown()).isEqualTo(two).hasSize(2);
    }

    @Test
    void everyPatternHasItsBestHead() {
        List<PatternRow> rows = heads.patternsProperty().get();
        assertThat(rows)
                .extracting(PatternRow::name)
                .containsExactly(
                        "previous token",
                        "first token",
                        "induction",
                        "duplicate",
                        "same word",
                        "position",
                        "broad");
        assertThat(rows).allMatch(PatternRow::found);
        assertThat(rows)
                .extracting(PatternRow::best)
                .allMatch(best -> best.matches("[01]\\.[0-3] · [01]\\.\\d\\d"));
        int tokens = bench.reading().tokens().size();
        assertThat(rows.get(PREVIOUS).note())
                .isEqualTo(tokens - 1 + " tokens of this text could show it.");
        assertThat(rows.get(PREVIOUS).tip()).contains("A[i, i − 1]").contains("could show it");
    }

    @Test
    void aPatternThatTheTextCannotShowSaysSo() {
        bench.session().promptProperty().set("Once");
        PatternRow induction = heads.patternsProperty().get().get(INDUCTION);
        assertThat(induction.found()).isFalse();
        assertThat(induction.best()).isEqualTo("not in this text");
        heads.choosePattern(INDUCTION);
        assertThat(heads.rankedProperty().get()).isEmpty();
    }

    @Test
    void aChosenPatternGoesThroughItsBestHeads() {
        heads.choosePattern(PREVIOUS);
        List<RankedHead> ranked = heads.rankedProperty().get();
        assertThat(ranked).hasSize(6);
        assertThat(ranked.getFirst().current()).isTrue();
        assertThat(ranked)
                .extracting(head -> Double.parseDouble(head.score()))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(heads.patternsProperty().get().get(PREVIOUS).chosen()).isTrue();
        assertThat(markOfLooked().rank()).isEqualTo(1);
        heads.choosePattern(PREVIOUS);
        assertThat(heads.rankedProperty().get().get(1).current()).isTrue();
        assertThat(markOfLooked().rank()).isEqualTo(2);
        heads.openRanked(4);
        assertThat(heads.rankedProperty().get().get(4).current()).isTrue();
        assertThat(heads.escape()).isTrue();
        assertThat(heads.rankedProperty().get()).isEmpty();
        assertThat(heads.marksProperty().get()).isEmpty();
        assertThat(heads.escape()).isFalse();
    }

    @Test
    void changedHeadsAreMarkedWhileTheirInterventionIsOn() {
        bench.interventions().add(new Intervention.ScaleHead(0, 1, 0));
        bench.interventions().add(new Intervention.ScaleHead(1, Intervention.ALL, 0.5f));
        bench.interventions().add(new Intervention.MeanHead(1, 2));
        assertThat(heads.marksProperty().get())
                .containsEntry(new Cell(0, 1), new HeadMark(false, 0, Change.ABLATED))
                .containsEntry(new Cell(1, 0), new HeadMark(false, 0, Change.SCALED))
                .containsEntry(new Cell(1, 2), new HeadMark(false, 0, Change.MEAN))
                .hasSize(5);
        bench.interventions().toggle(0);
        assertThat(heads.marksProperty().get()).doesNotContainKey(new Cell(0, 1));
    }

    @Test
    void aHoveredHeadSaysWhatItIs() {
        bench.interventions().add(new Intervention.ScaleHead(1, 2, 0));
        heads.hoveredProperty().set(new Cell(1, 2));
        assertThat(heads.noteProperty().get()).startsWith("Layer 1 · Head 2").endsWith("taken out");
        assertThat(heads.shortNoteProperty().get()).startsWith("1.2").endsWith("taken out");
        heads.hoveredProperty().set(null);
        assertThat(heads.noteProperty().get()).isEqualTo("2 layers × 4 heads");
    }

    @Test
    void theHeadLooksLikeItsStrongestPattern() {
        int layer = heads.layerProperty().get();
        int head = heads.headProperty().get();
        double broad =
                PatternSearch.measure(
                                bench.reading().attention(),
                                bench.reading().tokens().stream().mapToInt(t -> t.id()).toArray(),
                                bench.reading().tokens().stream().map(t -> t.text()).toList(),
                                part -> {})
                        .score(NamedPattern.BROAD, layer, head);
        assertThat(broad).isGreaterThan(PatternsViewModel.LOOKS_BROADLY_LIKE);
        assertThat(heads.looksLikeProperty().get())
                .isEqualTo("looks like: broad " + Figures.fixed(broad, 2));
    }

    @Test
    void numbersHaveEveryScoreOfEveryHead() {
        NumbersTable table = heads.numbers().orElseThrow();
        assertThat(table.rows()).isEqualTo(8);
        assertThat(table.columns()).hasSize(9);
        assertThat(table.caption().settings()).anyMatch(s -> s.value().equals(REPEATING));
    }

    @Test
    void anotherModelBeginsAnew() {
        heads.choosePattern(PREVIOUS);
        heads.toggle(new Cell(0, 1));
        bench.open(folders.resolve("other"), REPEATING);
        assertThat(heads.rankedProperty().get()).isEmpty();
        assertThat(heads.thumbnailsProperty().get().count()).isEqualTo(8);
        assertThat(heads.patternsStaleProperty().get()).isFalse();
    }
}
