package org.glassformer.engine.train.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveRunTest {
    private static final List<LivePhase> PHASES = List.of(LivePhase.values());

    private final Backend backend = Backends.open("scalar", 1);

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void phasesEqualAWholeStepBitByBit() {
        try (LiveRun whole = SmallRun.open(backend);
                LiveRun phases = SmallRun.open(backend)) {
            SmallRun.run(whole, 7);
            while (phases.stepsDone() < 7) {
                phases.next();
            }
            SmallRun.assertSame(phases, whole);
            phases.next(); // the same batch again changes nothing
            SmallRun.assertSame(phases, whole);
        }
    }

    @Test
    void backAndForthEqualsStraightOn() {
        try (LiveRun straight = SmallRun.open(backend);
                LiveRun wandering = SmallRun.open(backend)) {
            SmallRun.run(straight, 6);
            SmallRun.run(wandering, 4);
            for (int i = 0; i < 7; i++) {
                assertThat(wandering.next()).isEqualTo(PHASES.get(i));
            }
            StepView there = wandering.view().orElseThrow();
            for (int i = 6; i > 2; i--) {
                assertThat(wandering.back()).isTrue();
                assertThat(wandering.phase()).contains(PHASES.get(i - 1));
            }
            assertThat(wandering.stepsDone()).isEqualTo(4);
            wandering.evaluate();
            for (int i = 3; i < 7; i++) {
                wandering.next();
            }
            StepView again = wandering.view().orElseThrow();
            assertThat(again.loss()).isEqualTo(there.loss());
            assertThat(again.backward()).isEqualTo(there.backward());
            assertThat(again.update()).isEqualTo(there.update());
            wandering.step();
            SmallRun.assertSame(wandering, straight);
        }
    }

    @Test
    void goingBackFromTheFirstPhaseLeadsToBeforeTheStep() {
        try (LiveRun run = SmallRun.open(backend)) {
            assertThat(run.back()).isFalse();
            run.next();
            assertThat(run.back()).isTrue();
            assertThat(run.phase()).isEmpty();
            assertThat(run.view()).isEmpty();
            assertThat(run.back()).isFalse();
        }
    }

    @Test
    void aStepUnderWayIsFinishedAsAWhole() {
        try (LiveRun straight = SmallRun.open(backend);
                LiveRun mixed = SmallRun.open(backend)) {
            SmallRun.run(straight, 3);
            mixed.next();
            mixed.next();
            mixed.check(5);
            mixed.step();
            SmallRun.run(mixed, 3);
            SmallRun.assertSame(mixed, straight);
        }
    }

    @Test
    void everyPhaseShowsTrueNumbers() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 2);
            LivePhase phase;
            do {
                phase = run.next();
            } while (phase != LivePhase.AGAIN);
            StepView view = run.view().orElseThrow();
            assertThat(view.step()).isEqualTo(3);
            StepView.Windows windows = view.windows();
            assertThat(windows.inputs()).hasSize(4 * 8);
            double sum = 0;
            int counted = 0;
            for (int n = 0; n < windows.targets().length; n++) {
                if (windows.targets()[n] >= 0) {
                    sum += requireNonNull(view.forward()).losses()[n];
                    counted++;
                } else {
                    assertThat(requireNonNull(view.forward()).probability(n)).isEqualTo(1);
                }
            }
            assertThat(requireNonNull(view.loss()).counted()).isEqualTo(counted);
            assertThat(requireNonNull(view.loss()).mean()).isCloseTo(sum / counted, within(1e-5));
            assertThat(requireNonNull(view.backward()).total())
                    .isCloseTo(requireNonNull(view.clip()).norm(), within(1e-6));
            assertThat(requireNonNull(view.backward()).tensors())
                    .hasSameSizeAs(run.tensors().names());
            assertThat(requireNonNull(view.backward()).groups())
                    .extracting(StepView.GroupNorm::group)
                    .containsExactly("wte", "wpe", "blocks.0.attn", "blocks.0.mlp", "lnf");
            assertThat(requireNonNull(view.update()).tensors())
                    .allSatisfy(t -> assertThat(t.change()).isPositive());
            assertThat(requireNonNull(view.again()).before())
                    .containsExactly(requireNonNull(view.forward()).losses());
            assertThat(requireNonNull(view.again()).meanAfter())
                    .isLessThan(requireNonNull(view.again()).meanBefore());
            run.next();
            run.next();
            float[] p = Reader.softmax(run.logits(3).orElseThrow(), 1);
            int target = run.view().orElseThrow().windows().targets()[3];
            assertThat((double) p[target])
                    .isCloseTo(
                            requireNonNull(run.view().orElseThrow().forward()).probability(3),
                            within(1e-5));
        }
    }

    @Test
    void aWholeStepShowsWhatIsStillThere() {
        try (LiveRun whole = SmallRun.open(backend);
                LiveRun phases = SmallRun.open(backend)) {
            SmallRun.run(whole, 5); // evaluates unseen cases after it
            while (phases.stepsDone() < 5) {
                phases.next();
            }
            StepView a = whole.view().orElseThrow();
            StepView b = phases.view().orElseThrow();
            assertThat(a.phase()).isNull();
            assertThat(a.windows().inputs()).containsExactly(b.windows().inputs());
            assertThat(requireNonNull(a.forward()).losses())
                    .containsExactly(requireNonNull(b.forward()).losses());
            assertThat(a.loss()).isEqualTo(b.loss());
            assertThat(a.clip()).isEqualTo(b.clip());
            assertThat(requireNonNull(a.backward()).total())
                    .isCloseTo(requireNonNull(b.backward()).total(), within(1e-5));
            assertThat(a.update()).isNull();
        }
    }

    @Test
    void rewindingRepeatsEverythingAlsoRatesSetByHand() {
        try (LiveRun straight = SmallRun.open(backend);
                LiveRun rewound = SmallRun.open(backend)) {
            for (LiveRun run : List.of(straight, rewound)) {
                SmallRun.run(run, 7);
                run.setPeakRate(0.01);
                SmallRun.run(run, 16);
            }
            assertThat(rewound.keptSteps()).contains(0, 3, 6);
            rewound.next();
            rewound.next();
            rewound.rewind(6);
            assertThat(rewound.stepsDone()).isEqualTo(6);
            assertThat(rewound.log(0).size()).isEqualTo(16);
            SmallRun.run(rewound, 16);
            SmallRun.assertSame(rewound, straight);
            rewound.rewind(3);
            rewound.rewind(15); // and on again
            SmallRun.run(rewound, 16);
            SmallRun.assertSame(rewound, straight);
        }
    }

    @Test
    void anotherRateMakesAnotherFuture() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 12);
            run.rewind(6);
            run.setPeakRate(0.02);
            assertThat(run.log(0).size()).isEqualTo(6);
            assertThat(run.keptSteps()).allMatch(step -> step <= 6);
            assertThat(run.peakRate()).isEqualTo(0.02);
            assertThatThrownBy(() -> run.rewind(9))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("not kept");
            assertThatThrownBy(() -> run.setPeakRate(Double.NaN))
                    .isInstanceOf(TrainingException.class);
        }
    }

    @Test
    void measuringAsideLeavesWhatEveryPhaseShows() {
        try (LiveRun run = SmallRun.open(backend);
                LiveRun plain = SmallRun.open(backend)) {
            SmallRun.run(run, 4);
            SmallRun.run(plain, 4);
            for (LivePhase phase : LivePhase.values()) {
                assertThat(run.next()).isEqualTo(phase);
                plain.next();
                CheckResult check = run.check(3);
                assertThat(check.step()).isEqualTo(run.stepsDone());
                run.compare();
                assertThat(run.logits(5).isPresent()).isEqualTo(plain.logits(5).isPresent());
                if (run.logits(5).isPresent()) {
                    assertThat(run.logits(5).orElseThrow())
                            .containsExactly(plain.logits(5).orElseThrow());
                }
            }
            SmallRun.assertSame(run, plain);
        }
    }

    @Test
    void resetReturnsToTheSameStart() {
        try (LiveRun fresh = SmallRun.open(backend);
                LiveRun reset = SmallRun.open(backend)) {
            SmallRun.run(reset, 9);
            reset.setPeakRate(0.05);
            SmallRun.run(reset, 12);
            reset.reset();
            SmallRun.assertSame(reset, fresh);
            SmallRun.run(reset, 8);
            SmallRun.run(fresh, 8);
            SmallRun.assertSame(reset, fresh);
        }
    }

    @Test
    void aRateThatIsTooHighStopsAtTheLastGoodStep() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 8);
            float[] good = run.tensors().now("wte", TensorPart.WEIGHT).orElseThrow().values();
            backend.fill(run.model().parameter("lnfw").value(), Float.NaN);
            assertThatThrownBy(run::step)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("step 9")
                    .hasMessageContaining("back at step 7");
            assertThat(run.stepsDone()).isEqualTo(7);
            SmallRun.run(run, 8);
            assertThat(run.tensors().now("wte", TensorPart.WEIGHT).orElseThrow().values())
                    .containsExactly(good);
        }
    }

    @Test
    void tensorsCanBeReadNowAndAtKeptSteps() {
        try (LiveRun run = SmallRun.open(backend)) {
            assertThat(run.tensors().now("wpe", TensorPart.GRADIENT)).isEmpty();
            SmallRun.run(run, 6);
            TensorValues gradient = run.tensors().now("wpe", TensorPart.GRADIENT).orElseThrow();
            TensorValues moment = run.tensors().now("wpe", TensorPart.FIRST_MOMENT).orElseThrow();
            assertThat(gradient.shape().dim(0)).isEqualTo(8);
            SmallRun.run(run, 10);
            assertThat(run.tensors().at(6, "wpe", TensorPart.GRADIENT).orElseThrow().values())
                    .containsExactly(gradient.values());
            assertThat(run.tensors().at(6, "wpe", TensorPart.FIRST_MOMENT).orElseThrow().values())
                    .containsExactly(moment.values());
            float[] first = run.tensors().at(0, "wpe", TensorPart.WEIGHT).orElseThrow().values();
            run.rewind(6);
            assertThat(run.tensors().now("wpe", TensorPart.GRADIENT).orElseThrow().values())
                    .containsExactly(gradient.values());
            run.reset();
            assertThat(run.tensors().now("wpe", TensorPart.WEIGHT).orElseThrow().values())
                    .containsExactly(first);
            assertThatThrownBy(() -> run.tensors().now("nothing", TensorPart.WEIGHT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theWeightsBeforeTheStepAtHandAreKnownOnceItHasChangedThem() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 2);
            assertThat(run.before("wpe")).isEmpty();
            float[] before = run.tensors().now("wpe", TensorPart.WEIGHT).orElseThrow().values();
            LivePhase done;
            do {
                assertThat(run.before("wpe")).isEmpty();
                done = run.next();
            } while (done != LivePhase.UPDATE);
            TensorValues known = run.before("wpe").orElseThrow();
            assertThat(known.step()).isEqualTo(2);
            assertThat(known.values()).containsExactly(before);
            assertThat(run.tensors().now("wpe", TensorPart.WEIGHT).orElseThrow().values())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void logitsAreThereFromTheForwardPassUntilTheBackwardPassAndAgain() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 1);
            assertThat(run.logits(3)).isEmpty();
            LivePhase done;
            do {
                done = run.next();
                boolean there =
                        done == LivePhase.FORWARD
                                || done == LivePhase.LOSS
                                || done == LivePhase.AGAIN;
                assertThat(run.logits(3).isPresent()).as("%s", done).isEqualTo(there);
            } while (done != LivePhase.AGAIN);
            StepView view = run.view().orElseThrow();
            float[] p = Reader.softmax(run.logits(3).orElseThrow(), 1);
            assertThat((double) p[view.windows().targets()[3]])
                    .isCloseTo(requireNonNull(view.again()).probabilityAfter(3), within(1e-5));
        }
    }

    @Test
    void theBeginningHasNoGradientAndMomentsOfZero() {
        try (LiveRun run = SmallRun.open(backend)) {
            float[] first = run.tensors().now("wte", TensorPart.WEIGHT).orElseThrow().values();
            SmallRun.run(run, 4);
            assertThat(run.tensors().at(0, "wte", TensorPart.WEIGHT).orElseThrow().values())
                    .containsExactly(first);
            assertThat(run.tensors().at(0, "wte", TensorPart.GRADIENT)).isEmpty();
            assertThat(run.tensors().at(0, "wte", TensorPart.SECOND_MOMENT).orElseThrow().values())
                    .hasSize(first.length)
                    .containsOnly(0);
        }
    }

    @Test
    void probesAreReadEveryFewStepsAndForgetAnotherFuture() {
        try (LiveRun run = SmallRun.open(backend)) {
            Probe probe = new Probe("312>", 2, 4, 0.7, 3, List.of(new Probe.Head(0, 1)));
            int index = run.probes().add(probe);
            SmallRun.run(run, 7);
            List<ProbeResult> results = run.probes().results(index);
            assertThat(results).extracting(ProbeResult::step).containsExactly(0, 2, 4, 6);
            ProbeResult last = results.getLast();
            double sum = 0;
            for (float p : last.probabilities()) {
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(last.patterns().getFirst().weights()).hasSize(4 * 4);
            float[] row = Arrays.copyOfRange(last.patterns().getFirst().weights(), 4, 8);
            assertThat((double) row[0] + row[1]).isCloseTo(1, within(1e-5));
            assertThat(row[2]).isZero();
            assertThat(run.probes().readOriginal(probe).probabilities())
                    .containsExactly(results.getFirst().probabilities());
            run.rewind(3);
            run.setPeakRate(0.01);
            assertThat(run.probes().results(index))
                    .extracting(ProbeResult::step)
                    .containsExactly(0, 2);
            assertThatThrownBy(() ->
                            run.probes()
                                    .add(new Probe("1", 1, 1, 0, 1, List.of(new Probe.Head(1, 0)))))
                    .isInstanceOf(TrainingException.class);
            assertThatThrownBy(() -> run.probes().add(Probe.of("123456789>", 1, 1)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("context");
        }
    }
}
