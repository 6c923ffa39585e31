package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;

/// Keeps steps of a run and goes to them.
final class History {
    private final TrainingStep step;
    private final Origin origin;
    private final DataPosition start;
    private final int keepEvery;
    private final KeptSteps kept;
    private boolean gradients;

    /// @param start where the data of the first step is
    History(TrainingStep step, Origin origin, DataPosition start, int keepEvery, long budget) {
        this.step = step;
        this.origin = origin;
        this.start = start;
        this.keepEvery = keepEvery;
        this.kept = new KeptSteps(budget);
    }

    /// The kept steps and 0.
    List<Integer> steps() {
        List<Integer> steps = new ArrayList<>(kept.all());
        if (steps.isEmpty() || steps.getFirst() != 0) {
            steps.addFirst(0);
        }
        return List.copyOf(steps);
    }

    /// The kept steps, in order.
    List<KeptStep> all() {
        return kept.list();
    }

    /// Goes to where a run stood when it was saved, with the steps kept then.
    void restore(KeptStep present, List<KeptStep> saved) {
        saved.forEach(kept::add);
        KeptStep here = kept.at(present.snapshot().step());
        go(here == null ? present : here);
    }

    /// Remembers that the gradients are those of the last step.
    void computed() {
        gradients = true;
    }

    /// Whether the gradients are those of the last step.
    boolean hasGradients() {
        return gradients;
    }

    /// Keeps the present step, if it stands between two.
    void keep() {
        if (step.phase() != Phase.WINDOWS) {
            return;
        }
        Transformer model = step.model();
        List<float[]> last =
                gradients
                        ? model.parameters().stream()
                                .map(p -> model.backend().read(p.gradient()))
                                .toList()
                        : List.of();
        kept.add(new KeptStep(step.snapshot(), last));
    }

    void keepIfDue() {
        if (step.stepsDone() % keepEvery == 0) {
            keep();
        }
    }

    /// A kept step.
    ///
    /// @throws TrainingException if it is not kept
    KeptStep at(int number) {
        KeptStep there = kept.at(number);
        if (there != null) {
            return there;
        }
        if (number != 0) {
            throw new TrainingException("step %,d is not kept".formatted(number));
        }
        return new KeptStep(origin.state(step, start), List.of());
    }

    /// The present, copied only if it is not kept.
    Snapshot present() {
        KeptStep here = kept.at(step.stepsDone());
        return here == null ? step.snapshot() : here.snapshot();
    }

    /// Puts weights, moments, gradients and the position in the data to those of a kept step.
    void go(KeptStep to) {
        step.restore(to.snapshot());
        gradients = !to.gradients().isEmpty();
        Transformer model = step.model();
        for (int i = 0; i < to.gradients().size(); i++) {
            model.backend().write(model.parameters().get(i).gradient(), to.gradients().get(i));
        }
    }

    /// Goes to the nearest kept step at or before another, then on to that, if it is not far.
    void goNear(int number) {
        KeptStep near = kept.before(number);
        go(near == null ? at(0) : near);
        for (int i = 0; i < keepEvery && step.stepsDone() < number; i++) {
            step.run();
            gradients = true;
        }
    }

    void dropAfter(int number) {
        kept.dropAfter(number);
    }
}
