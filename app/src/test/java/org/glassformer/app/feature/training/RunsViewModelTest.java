package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.app.session.SavedRun;
import org.glassformer.app.ui.control.PlotSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsViewModelTest {
    @TempDir Path folder;

    private TrainingBench bench = new TrainingBench(null);
    private TrainingViewModel model = bench.model();

    @AfterEach
    void close() {
        bench.close();
    }

    private void openAgain() {
        bench.close();
        bench = new TrainingBench(folder);
        model = bench.model();
    }

    @Test
    void aSavedRunIsOfferedAndGoesOn() {
        openAgain();
        bench.begin();
        model.steps(5);
        openAgain();
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        model.runs().resume(model.runs().runsProperty().get().getFirst());
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(bench.moment().step()).isEqualTo(5);
        assertThat(bench.moment().log().size()).isEqualTo(5);
    }

    @Test
    void earlierRunsAreListedRemovedAndBroughtBack() {
        openAgain();
        bench.begin();
        model.steps(2);
        openAgain();
        SavedRun run = model.runs().runsProperty().get().getFirst();
        assertThat(run.bytes()).isGreaterThan(1000);
        assertThat(RunsViewModel.task(run)).isEqualTo("sort 3 digits");
        assertThat(RunsViewModel.about(run)).contains("1 layers", "AdamW", "seed 1");
        assertThat(model.runs().spaceProperty().get()).contains("1 in all");
        model.runs().remove(run);
        assertThat(model.runs().runsProperty().get()).isEmpty();
        assertThat(Files.exists(run.folder())).isFalse();
        assertThat(model.runs().undoTextProperty().get()).contains("sort");
        model.runs().undo();
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        assertThat(model.runs().runsProperty().get().getFirst().saved()).isEqualTo(run.saved());
        assertThat(model.runs().undoTextProperty().get()).isEmpty();
        model.runs().resume(run);
        assertThat(bench.moment().step()).isEqualTo(2);
        model.runs().remove(run);
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        openAgain();
        model.runs().remove(model.runs().runsProperty().get().getFirst());
        openAgain();
        assertThat(model.runs().runsProperty().get()).isEmpty();
        assertThat(Files.exists(folder.resolve(".removed"))).isFalse();
    }

    @Test
    void curvesOfEarlierRunsLieOnTheSameAxes() {
        openAgain();
        bench.begin();
        model.steps(12);
        openAgain();
        model.setup().field(Field.SEED).set("2");
        bench.begin();
        model.steps(5);
        int alone = model.curves().plotProperty().get().series().size();
        SavedRun other =
                model.runs().runsProperty().get().stream()
                        .filter(run -> !model.runs().isOpen(run))
                        .findFirst()
                        .orElseThrow();
        model.runs().overlay(other, true);
        assertThat(model.runs().isOverlaid(other)).isTrue();
        List<PlotSeries> series = model.curves().plotProperty().get().series();
        assertThat(series).hasSize(alone + 2);
        assertThat(series).anySatisfy(each -> assertThat(each.size()).isEqualTo(12));
        assertThat(model.curves().numbers().orElseThrow().rows()).isEqualTo(12);
        model.runs().presentProperty().set(false);
        assertThat(model.curves().plotProperty().get().series())
                .noneSatisfy(each -> assertThat(each.size()).isEqualTo(5));
        model.runs().presentProperty().set(true);
        model.curves().curveProperty().set(Curve.HELD_OUT);
        assertThat(model.curves().plotProperty().get().yAxis().title()).isEqualTo("nats");
        model.runs().overlay(other, false);
        assertThat(model.runs().overlaidProperty().get()).isEmpty();
    }
}
