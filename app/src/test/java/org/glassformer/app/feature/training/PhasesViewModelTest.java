package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.ui.control.BatchTableData;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.live.StepView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhasesViewModelTest {
    private final TrainingBench bench = new TrainingBench(null);
    private final TrainingViewModel model = bench.model();

    @AfterEach
    void close() {
        bench.close();
    }

    private StepView view() {
        return Objects.requireNonNull(bench.moment().view());
    }

    private List<Double> bars() {
        return model.panels().barsProperty().get().rows().stream()
                .map(SignedBarsData.Row::value)
                .toList();
    }

    @Test
    void phasesShowWhatTheEngineComputes() {
        bench.begin();
        try (Backend backend = Backends.open(1);
                LiveRun run =
                        LiveRun.open(
                                bench.moment().run().settings(), backend, RunOptions.inMemory())) {
            for (LivePhase phase = run.next(); phase != LivePhase.CLIP; phase = run.next()) {}
            StepView expected = run.view().orElseThrow();
            for (Phase phase : List.of(Phase.WINDOWS, Phase.FORWARD, Phase.LOSS, Phase.BACKWARD)) {
                model.phases().next();
                assertThat(model.panels().shownProperty().get()).isEqualTo(phase);
                assertThat(model.phases().doneProperty().get()).isEqualTo(phase);
                checkBars(phase, expected);
            }
            assertThat(bars())
                    .containsExactlyElementsOf(
                            Objects.requireNonNull(expected.backward()).groups().stream()
                                    .map(StepView.GroupNorm::norm)
                                    .toList());
            assertThat(model.panels().noteProperty().get()).contains("total");
            model.panels().rowProperty().set(2);
            BatchTableData table = model.panels().tableProperty().get();
            int time = expected.windows().time();
            for (int t = 0; t < time; t++) {
                int n = 2 * time + t;
                assertThat(table.cells().get(t).loss())
                        .isEqualTo(Objects.requireNonNull(expected.forward()).losses()[n]);
                assertThat(table.cells().get(t).counted())
                        .isEqualTo(expected.windows().targets()[n] >= 0);
                assertThat(table.cells().get(t).probability())
                        .isEqualTo(Objects.requireNonNull(expected.forward()).probability(n));
                assertThat(table.cells().get(t).input())
                        .isEqualTo(label(expected.windows().inputs()[n]));
                if (t + 1 < time) { // the targets are the inputs, shifted by one
                    assertThat(table.cells().get(t).target())
                            .isEqualTo(label(expected.windows().inputs()[n + 1]));
                }
            }
            StepView.Clip clip = Objects.requireNonNull(view().clip());
            assertThat(clip.factor()).isLessThan(1);
            assertThat(model.panels().noteProperty().get())
                    .contains("clipped to 1", Figures.value(clip.factor()));
            model.panels().tensorsProperty().set(true);
            assertThat(bars())
                    .containsExactlyElementsOf(
                            Objects.requireNonNull(expected.backward()).tensors().stream()
                                    .map(StepView.TensorNorm::gradient)
                                    .toList());
            model.panels().tensorsProperty().set(false);
            run.next();
            model.phases().next();
            model.panels().tensorsProperty().set(true);
            assertThat(bars())
                    .containsExactlyElementsOf(
                            Objects.requireNonNull(run.view().orElseThrow().update())
                                    .tensors()
                                    .stream()
                                    .map(StepView.TensorChange::change)
                                    .toList());
            assertThat(printed())
                    .containsExactlyElementsOf(
                            Objects.requireNonNull(run.view().orElseThrow().update())
                                    .tensors()
                                    .stream()
                                    .map(PhasesViewModelTest::changed)
                                    .toList());
            run.next();
            model.phases().next();
            StepView.Again again = Objects.requireNonNull(run.view().orElseThrow().again());
            assertThat(Objects.requireNonNull(view().again()).meanAfter())
                    .isEqualTo(again.meanAfter())
                    .isLessThan(again.meanBefore());
            model.panels().rowProperty().set(0);
            int first = 0;
            while (expected.windows().targets()[first] < 0) {
                first++;
            }
            assertThat(bars().getFirst())
                    .isEqualTo(again.probabilityAfter(first) - again.probabilityBefore(first));
        }
    }

    private String label(int id) {
        return PanelsViewModel.label(bench.moment(), id);
    }

    private List<String> printed() {
        return model.panels().barsProperty().get().rows().stream()
                .map(row -> row.printed().replace('\u00a0', ' '))
                .toList();
    }

    /// The change of a tensor against its norm, as it is printed.
    private static String changed(StepView.TensorChange tensor) {
        double before = tensor.before();
        return "%s of %s (%s)"
                .formatted(
                        Figures.value(tensor.change()),
                        Figures.value(before),
                        before == 0 ? "–" : Figures.percent(tensor.change() / before))
                .replace('\u00a0', ' ');
    }

    /// What the forward phase and the loss show, in the first window.
    private void checkBars(Phase phase, StepView expected) {
        StepView.Forward forward = Objects.requireNonNull(expected.forward());
        int time = expected.windows().time();
        int[] counted =
                IntStream.range(0, time)
                        .filter(n -> expected.windows().targets()[n] >= 0)
                        .toArray();
        if (phase == Phase.WINDOWS) {
            assertThat(bars()).hasSize(expected.windows().batch());
        } else if (phase == Phase.FORWARD) {
            assertThat(bars())
                    .containsExactlyElementsOf(
                            Arrays.stream(counted).mapToObj(forward::probability).toList());
        } else if (phase == Phase.LOSS) {
            double mean = Arrays.stream(counted).mapToDouble(n -> forward.losses()[n]).sum();
            assertThat(bars().getFirst()).isEqualTo(mean / counted.length, within(1e-12));
            assertThat(model.panels().noteProperty().get())
                    .contains(Figures.fixed(Objects.requireNonNull(expected.loss()).mean(), 4));
        }
    }

    @Test
    void thePhaseInViewIsDoneWhereNoStepHasBegun() {
        bench.begin();
        assertThat(model.panels().shownProperty().get()).isEqualTo(Phase.WINDOWS);
        assertThat(model.panels().hintProperty().get()).contains("smallest digit", "Enter");
        model.tensors().shownProperty().set(true);
        model.go(Phase.WINDOWS);
        assertThat(model.phases().doneProperty().get()).isEqualTo(Phase.WINDOWS);
        assertThat(model.tensors().shownProperty().get()).isFalse();
    }

    @Test
    void aRunThatWasTakenBackSaysWhereItStands() {
        bench.begin();
        model.steps(100);
        model.go(Phase.LOSS);
        int kept = model.keptProperty().get().get(1).step();
        model.rewind(kept);
        assertThat(model.panels().shownProperty().get()).isEqualTo(Phase.WINDOWS);
        assertThat(model.panels().hintProperty().get()).contains("after step " + kept);
        assertThat(model.panels().tableProperty().get().cells()).isEmpty();
    }

    @Test
    void partsOfTheModelAndTheRateAreExplained() {
        bench.begin();
        model.go(Phase.LOSS);
        assertThat(model.panels().noteProperty().get()).contains("ln p");
        assertThat(model.panels().meaning(0)).isEmpty();
        model.go(Phase.BACKWARD);
        assertThat(model.panels().meaning(0)).contains("token embeddings");
        assertThat(model.panels().meaning(2)).contains("heads");
        model.panels().tensorsProperty().set(true);
        for (int bar = 0; bar < bars().size(); bar++) {
            assertThat(model.panels().meaning(bar)).isNotEmpty();
        }
        model.go(Phase.UPDATE);
        assertThat(model.panels().noteProperty().get()).contains("AdamW", "by the schedule");
    }

    @Test
    void phasesAreKnownUpToTheLastOneThatCanBeLookedAt() {
        assertThat(model.phases().knownProperty().get()).as("no run").isNull();
        bench.begin();
        assertThat(model.phases().knownProperty().get()).as("no step").isNull();
        model.phases().next();
        assertThat(model.phases().knownProperty().get()).isEqualTo(Phase.WINDOWS);
        model.go(Phase.AGAIN);
        assertThat(model.phases().knownProperty().get()).isEqualTo(Phase.AGAIN);
        bench.desk().step(1);
        assertThat(model.phases().knownProperty().get())
                .as("a whole step")
                .isEqualTo(Phase.BACKWARD);
        bench.desk().rewind(0);
        assertThat(model.phases().knownProperty().get()).as("elsewhere").isNull();
    }

    @Test
    void aPhaseIsUndoneAndDoneAgainExactly() {
        bench.begin();
        model.go(Phase.UPDATE);
        assertThat(model.phases().doneProperty().get()).isEqualTo(Phase.UPDATE);
        List<Double> changes = bars();
        assertThat(model.step(-1)).isTrue();
        assertThat(model.phases().doneProperty().get()).isEqualTo(Phase.BACKWARD);
        model.phases().back();
        assertThat(model.phases().doneProperty().get()).isEqualTo(Phase.LOSS);
        model.go(Phase.FORWARD);
        assertThat(model.phases().doneProperty().get()).isEqualTo(Phase.LOSS);
        assertThat(model.panels().shownProperty().get()).isEqualTo(Phase.FORWARD);
        model.go(Phase.UPDATE);
        assertThat(bars()).isEqualTo(changes);
    }

    @Test
    void allTokensOfALockedPositionAreShownUntilTheBackwardPass() {
        bench.begin();
        DistributionViewModel next = model.panels().next();
        model.phases().next();
        next.positionProperty().set(5);
        assertThat(next.missingProperty().get()).contains("forward");
        model.phases().next();
        assertThat(next.missingProperty().get()).isEmpty();
        assertThat(model.panels().nextShownProperty().get()).isTrue();
        int vocabulary = bench.moment().run().baselines().uniform() > 0 ? 12 : 0;
        assertThat(next.barsProperty().get().bars()).hasSize(vocabulary);
        double sum = next.barsProperty().get().bars().stream().mapToDouble(b -> b.p()).sum();
        assertThat(sum).isEqualTo(1, within(1e-9));
        double loss = Objects.requireNonNull(view().forward()).losses()[5];
        int right = next.rightRow().orElseThrow();
        assertThat(next.barsProperty().get().bars().get(right).p())
                .isEqualTo(Math.exp(-loss), within(1e-5));
        assertThat(next.barsProperty().get().bars().get(right).token()).startsWith("✓");
        assertThat(next.matchesProperty().get().apply("1")).isNotEmpty();
        assertThat(model.panels().barNumbers().orElseThrow().rows()).isEqualTo(vocabulary);
        model.go(Phase.UPDATE);
        assertThat(next.barsProperty().get().bars()).hasSize(vocabulary);
        assertThat(model.panels().nextShownProperty().get()).isFalse();
        next.positionProperty().set(6);
        assertThat(next.missingProperty().get()).contains("gradients over the logits");
        model.phases().next();
        assertThat(next.missingProperty().get()).isEmpty();
        assertThat(model.panels().nextShownProperty().get()).isTrue();
        assertThat(model.escape()).isTrue();
        assertThat(next.positionProperty().get()).isEqualTo(DistributionViewModel.NONE);
    }
}
