package org.glassformer.app.feature.attention.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Matrix;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.AttentionLinesData;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.TokenWeights;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.Rollout;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapViewModelTest {

    @TempDir static Path folders;

    private final MapOnStage lab = new MapOnStage(new DirectTaskRunner());
    private final LabSession session = lab.session();
    private final MapViewModel map = lab.model();

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        lab.open(folders.resolve("tiny"), "Once upon a time, there was a ball");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private int length() {
        return lab.reading().tokens().size();
    }

    /// The picture's weights, 0 where masked.
    private float[] shown() {
        int n = lab.picture().length();
        float[] weights = new float[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                if (!lab.picture().data().isMasked(row, column)) {
                    weights[row * n + column] = lab.picture().data().value(row, column);
                }
            }
        }
        return weights;
    }

    private double rowSum(int row) {
        double sum = 0;
        for (int key = 0; key < length(); key++) {
            sum += shown()[row * length() + key];
        }
        return sum;
    }

    @Test
    void oneHeadIsItsPatternWithTheTokensAsLabels() {
        session.layerProperty().set(1);
        session.headProperty().set(2);
        assertThat(shown()).containsExactly(lab.reading().attention().pattern(1, 2));
        assertThat(lab.picture().labels()).hasSize(length());
        assertThat(lab.picture().data().isMasked(0, 1)).isTrue();
        assertThat(map.titleProperty().get()).isEqualTo("Layer 1 · Head 2");
    }

    @Test
    void averageIsOfTheLayerUntilOtherHeadsAreChosen() {
        session.mapKindProperty().set(MapKind.AVERAGE);
        assertThat(shown())
                .containsExactly(
                        lab.reading().attention().average(HeadId.ofLayer(0, 4), part -> {}));
        List<HeadId> chosen = List.of(new HeadId(0, 1), new HeadId(1, 3));
        session.shownHeadsProperty().set(chosen);
        assertThat(shown()).containsExactly(lab.reading().attention().average(chosen, part -> {}));
        assertThat(map.titleProperty().get()).isEqualTo("Average of 2 chosen heads");
        map.scopeProperty(MapKind.AVERAGE).set(HeadScope.ALL);
        assertThat(map.titleProperty().get()).isEqualTo("Average of all 8 heads");
        session.shownHeadsProperty().set(List.of());
        assertThat(map.scopeProperty(MapKind.AVERAGE).get()).isEqualTo(HeadScope.LAYER);
        assertThat(map.scopesProperty().get()).containsExactly(HeadScope.LAYER, HeadScope.ALL);
    }

    @Test
    void rolloutGoesUpToTheLayer() {
        session.layerProperty().set(1);
        session.mapKindProperty().set(MapKind.ROLLOUT);
        assertThat(shown()).containsExactly(Rollout.of(lab.reading().attention(), 1, part -> {}));
        assertThat(rowSum(length() - 1)).isEqualTo(1, within(1e-5));
        assertThat(map.scopesProperty().get()).isEmpty();
    }

    @Test
    void linesAreOfTheHeadLookedAtOrOfThoseChosen() {
        session.mapKindProperty().set(MapKind.LINES);
        AttentionLinesData lines = lab.picture().lines();
        assertThat(lines.heads()).containsExactly("0.0");
        float[] pattern = lab.reading().attention().pattern(0, 0);
        for (int line = 0; line < lines.count(); line++) {
            assertThat(lines.weight(line))
                    .isEqualTo(pattern[lines.query(line) * length() + lines.key(line)]);
        }
        session.shownHeadsProperty().set(List.of(new HeadId(0, 1), new HeadId(1, 3)));
        assertThat(lab.picture().lines().heads()).containsExactly("0.1", "1.3");
        map.scopeProperty(MapKind.LINES).set(HeadScope.LAYER);
        assertThat(lab.picture().lines().heads()).containsExactly("0.0", "0.1", "0.2", "0.3");
    }

    @Test
    void hidingTheSinkRenormalisesAndSaysSo() {
        assertThat(map.noteProperty().get()).isEmpty();
        assertThat(map.typed("s")).isTrue();
        int last = length() - 1;
        assertThat(lab.picture().data().isMasked(last, 0)).isTrue();
        assertThat(rowSum(last)).isEqualTo(1, within(1e-5));
        assertThat(map.noteProperty().get()).contains("hidden", "renormalised");
        assertThat(map.numbers().caption().settings())
                .anyMatch(setting -> setting.value().contains("renormalised"));
        session.mapKindProperty().set(MapKind.LINES);
        for (int line = 0; line < lab.picture().lines().count(); line++) {
            assertThat(lab.picture().lines().key(line)).isPositive();
        }
        assertThat(map.typed("S")).isTrue();
        session.mapKindProperty().set(MapKind.HEAD);
        assertThat(lab.picture().data().isMasked(last, 0)).isFalse();
        assertThat(map.typed("x")).isFalse();
    }

    @Test
    void aLockedPairIsTheSessions() {
        map.lockedProperty().set(new Cell(3, 1));
        assertThat(session.selectedTokenProperty().get()).isEqualTo(3);
        assertThat(session.keyTokenProperty().get()).isEqualTo(1);
        session.selectedTokenProperty().set(4);
        assertThat(map.lockedProperty().get()).isEqualTo(new Cell(4, 1));
        session.keyTokenProperty().set(LabSession.NONE);
        assertThat(map.lockedProperty().get()).isEqualTo(new Cell(4, -1));
        assertThat(map.escape()).isTrue();
        assertThat(session.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(map.escape()).isFalse();
        session.keyTokenProperty().set(2);
        assertThat(map.lockedProperty().get()).isEqualTo(new Cell(-1, 2));
    }

    @Test
    void hoverIsTheSessionsAndComesFromIt() {
        map.hoveredProperty().set(new Cell(3, 1));
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(3);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(1);
        map.hoveredProperty().set(null);
        assertThat(map.previewProperty().get()).isNull();
        session.hoveredTokenProperty().set(2);
        assertThat(map.previewProperty().get()).isEqualTo(new Cell(2, -1));
        assertThat(map.lockedProperty().get()).isNull();
    }

    @Test
    void cuttingTheLockedEdgeTakesItOutOfTheModelAndCanBeTakenBack() {
        assertThat(map.cuttableProperty().get()).isFalse();
        map.lockedProperty().set(new Cell(1, 3));
        assertThat(map.cuttableProperty().get()).isFalse();
        map.lockedProperty().set(new Cell(4, 2));
        assertThat(map.cuttableProperty().get()).isTrue();
        map.toggleEdge();
        assertThat(lab.reading().interventions().list())
                .containsExactly(new Intervention.CutEdge(0, 0, 4, 2));
        assertThat(map.cutProperty().get()).isTrue();
        assertThat(lab.picture().data().isCrossed(4, 2)).isTrue();
        assertThat(lab.picture().data().value(4, 2)).isZero();
        assertThat(rowSum(4)).isEqualTo(1, within(1e-5));
        session.headProperty().set(1);
        assertThat(lab.picture().data().isCrossed(4, 2)).isFalse();
        assertThat(map.cutProperty().get()).isFalse();
        session.headProperty().set(0);
        map.toggleEdge();
        assertThat(lab.picture().data().crossed()).isEmpty();
        lab.history().undo();
        assertThat(map.cutProperty().get()).isTrue();
    }

    @Test
    void anEdgeOfAnAverageIsCutInAllItsHeads() {
        session.mapKindProperty().set(MapKind.AVERAGE);
        map.lockedProperty().set(new Cell(4, 2));
        map.toggleEdge();
        assertThat(lab.reading().interventions().list())
                .containsExactly(new Intervention.CutEdge(0, Intervention.ALL, 4, 2));
        assertThat(lab.picture().data().crossed()).containsExactly(new Cell(4, 2));
        session.mapKindProperty().set(MapKind.ROLLOUT);
        assertThat(map.cuttableProperty().get()).isFalse();
        assertThat(map.ablatableProperty().get()).isFalse();
    }

    @Test
    void aMaskedTokenIsCutForEveryQuery() {
        lab.interventions().add(new Intervention.MaskKey(2));
        assertThat(lab.picture().data().crossed()).hasSize(length() - 2);
        assertThat(lab.picture().data().isCrossed(length() - 1, 2)).isTrue();
    }

    @Test
    void ablatingAHeadIsSaidAndCanBeTakenBack() {
        session.headProperty().set(3);
        map.toggleHead();
        assertThat(lab.reading().interventions().list())
                .containsExactly(new Intervention.ScaleHead(0, 3, 0));
        assertThat(map.ablatedProperty().get()).isTrue();
        assertThat(map.noteProperty().get()).contains("ablated");
        session.headProperty().set(2);
        assertThat(map.ablatedProperty().get()).isFalse();
        assertThat(map.noteProperty().get()).isEmpty();
        session.headProperty().set(3);
        map.toggleHead();
        assertThat(lab.reading().interventions().list()).isEmpty();
    }

    @Test
    void aHeadAtItsMeanOrGoneWithItsLayerCountsAsTakenOut() {
        session.interventionsProperty()
                .set(List.of(new SwitchedIntervention(new Intervention.MeanHead(0, 3), true)));
        session.headProperty().set(3);
        assertThat(map.ablatedProperty().get()).isTrue();
        map.toggleHead();
        assertThat(session.interventionsProperty().get()).isEmpty();
        assertThat(map.ablatedProperty().get()).isFalse();
        session.interventionsProperty()
                .set(
                        List.of(
                                new SwitchedIntervention(
                                        new Intervention.ScaleHead(0, Intervention.ALL, 0), true)));
        assertThat(map.ablatedProperty().get()).isTrue();
        assertThat(map.ablatableProperty().get()).isFalse();
        map.toggleHead();
        assertThat(session.interventionsProperty().get()).hasSize(1);
    }

    @Test
    void theNewestRowIsFollowedUntilAnEarlierOneIsChosen() {
        NewestRowViewModel newest = map.newestRow();
        newest.shownProperty().set(true);
        int before = length() - 1;
        assertThat(newest.stepProperty().get()).isEqualTo(before);
        TokenWeights then = newest.rowProperty().get();
        lab.continuation().oneToken();
        assertThat(newest.stepProperty().get()).isEqualTo(before + 1);
        assertThat(newest.followingProperty().get()).isTrue();
        newest.stepProperty().set(before);
        assertThat(newest.followingProperty().get()).isFalse();
        for (int key = 0; key <= before; key++) {
            assertThat(newest.rowProperty().get().weight(key))
                    .isEqualTo(then.weight(key), within(1e-5f));
        }
        assertThat(newest.rowProperty().get().weight(before + 1)).isNaN();
        lab.continuation().oneToken();
        assertThat(newest.stepProperty().get()).isEqualTo(before);
        newest.follow();
        assertThat(newest.stepProperty().get()).isEqualTo(before + 2);
        assertThat(newest.titleProperty().get()).startsWith("The newest token");
    }

    @Test
    void theTableListsTheKeysOfTheLockedQuery() {
        map.twin().shownProperty().set(true);
        assertThat(map.twin().rowsProperty().get()).hasSize(length());
        map.lockedProperty().set(new Cell(4, 2));
        List<KeyWeight> rows = map.twin().rowsProperty().get();
        assertThat(rows).hasSize(5);
        assertThat(rows.get(3).weight()).isEqualTo(lab.picture().data().value(4, 3));
        map.toggleEdge();
        assertThat(map.twin().rowsProperty().get().get(2).note()).isEqualTo("cut");
        map.twin().choose(1);
        assertThat(session.keyTokenProperty().get()).isEqualTo(1);
        map.twin().moveQuery(-1);
        assertThat(map.lockedProperty().get()).isEqualTo(new Cell(3, 1));
        assertThat(map.twin().rowsProperty().get()).hasSize(4);
        map.toggleSink();
        assertThat(map.twin().rowsProperty().get().getFirst().note()).isEqualTo("hidden");
        assertThat(map.twin().rowsProperty().get().getFirst().weight()).isNaN();
    }

    @Test
    void numbersAreATableAndAnArray() {
        lab.interventions().add(new Intervention.CutEdge(1, Intervention.ALL, 3, 1));
        NumbersTable table = map.numbers().numbers().orElseThrow();
        assertThat(table.rows()).isEqualTo(length());
        assertThat(table.columns()).hasSize(length() + 2);
        Matrix matrix = Objects.requireNonNull(table.matrix());
        assertThat(matrix.source().at(0, 1)).isZero();
        assertThat(matrix.source().at(3, 2)).isEqualTo(lab.picture().data().value(3, 2));
        assertThat(table.caption().settings())
                .contains(new Caption.Setting("interventions", "cut:1.*:3>1"));
    }

    @Test
    void aShorterTextDropsALockOutsideIt() {
        map.lockedProperty().set(new Cell(length() - 1, 0));
        session.promptProperty().set("Once");
        assertThat(session.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
        Cell locked = map.lockedProperty().get();
        assertThat(locked == null || locked.row() < length()).isTrue();
    }
}
