package org.glassformer.engine.train.live;

import org.glassformer.engine.train.HeldOut;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.task.TaskData;
import org.jspecify.annotations.Nullable;

/// Measures the model of a run on what it is not trained on; it uses the pass of the step at hand.
final class Measuring {
    private static final int EVALUATED = 64;
    private static final int COMPARED = 16;

    private final LiveSettings settings;
    private final TaskData data;
    private final Origin origin;
    private final TrainingStep step;
    private final Probes probes;
    private final HeldOut heldOut;
    private @Nullable Comparing comparing;

    Measuring(
            LiveSettings settings, TaskData data, Origin origin, TrainingStep step, Probes probes) {
        this.settings = settings;
        this.data = data;
        this.origin = origin;
        this.step = step;
        this.probes = probes;
        this.heldOut = data.heldOut(EVALUATED);
    }

    /// The loss on cases held apart.
    HeldOutPoint evaluate() {
        return HeldOutPoint.measure(step, heldOut, settings.task().kind().hasExamples());
    }

    /// How well the task has been learned, asked with so many cases at most.
    CheckResult check(int cases) {
        return new Checking(data, step.pass(), probes.reader()).check(step.stepsDone(), cases);
    }

    /// As [#check], with so many cases that a model card can quote it.
    CheckResult checkWell() {
        return check(2 * EVALUATED);
    }

    /// The model beside the one of step 0, which stays in memory from then on.
    Comparison compare() {
        Comparing with = comparing;
        if (with == null) {
            boolean knew = settings.base() != null;
            with = new Comparing(data, settings, origin, step.pass(), knew, COMPARED);
            comparing = with;
        }
        return with.compare(step.stepsDone());
    }
}
