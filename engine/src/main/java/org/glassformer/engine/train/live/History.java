package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
import org.jspecify.annotations.Nullable;

/// Keeps steps of a run and goes to them.
final class History {
    private static final int MANY = 8;

    private final TrainingStep step;
    private final Origin origin;
    private final DataPosition start;
    private final int keepEvery;
    private final long budget;
    private final KeptSteps kept;
    private final Set<Integer> rested = new HashSet<>();
    private boolean gradients;

    /// @param start where the data of the first step is
    History(TrainingStep step, Origin origin, DataPosition start, int keepEvery, long budget) {
        this.step = step;
        this.origin = origin;
        this.start = start;
        this.keepEvery = keepEvery;
        this.budget = budget;
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

    /// Remembers whether the gradients are those of the last step, or of the one at hand: taking windows empties them, and
    /// what undoes the backward pass leaves none but those that are kept.
    ///
    /// @param phase that was done last; null between steps
    void passed(@Nullable LivePhase phase) {
        KeptStep here = phase == null ? kept.at(step.stepsDone()) : null;
        gradients = phase != null && phase.compareTo(LivePhase.BACKWARD) >= 0;
        if (here != null) {
            write(here.gradients());
        }
    }

    /// Whether the gradients are those of the last step, or of the one at hand.
    boolean hasGradients() {
        return gradients;
    }

    /// Keeps the present step, if it stands between two and is not kept yet; the beginning always is.
    private void keep() {
        KeptStep there = kept.at(step.stepsDone());
        boolean known = there != null && (!gradients || !there.gradients().isEmpty());
        if (step.phase() != Phase.WINDOWS || step.stepsDone() == 0 || known) {
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

    /// Keeps the present step where the run rests, as long as that leaves room for many others.
    void rest() {
        if (step.phase() == Phase.WINDOWS && bytes() <= budget / MANY) {
            keep();
            rested.add(step.stepsDone());
        }
    }

    /// The kept steps that are not due by themselves, and those at which the run is known to have rested.
    List<Integer> rested() {
        return kept.all().stream()
                .filter(number -> number % keepEvery != 0 || rested.contains(number))
                .toList();
    }

    /// Bytes of a kept step.
    private long bytes() {
        int parts = 2 + (step.firstMoments().isEmpty() ? 0 : 1);
        parts += step.secondMoments().isEmpty() ? 0 : 1;
        return step.model().parameters().stream().mapToLong(p -> p.value().elements()).sum()
                * parts
                * Float.BYTES;
    }

    /// Goes to a kept step. Where the run stands is kept, if that is no more than all of the memory for kept steps; the step
    /// that one goes to may then have to make room.
    ///
    /// @param begun the state before the step at hand; null between steps
    /// @throws TrainingException if the step is not kept
    void rewind(int to, @Nullable Snapshot begun) {
        KeptStep there = at(to);
        if (bytes() <= budget) {
            if (begun == null) {
                keep();
            } else if (begun.step() > 0 && kept.at(begun.step()) == null) {
                kept.add(new KeptStep(begun, List.of()));
            }
            rested.add(begun == null ? step.stepsDone() : begun.step());
        }
        go(there);
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
        write(to.gradients());
    }

    private void write(List<float[]> kept) {
        gradients = !kept.isEmpty();
        Transformer model = step.model();
        for (int i = 0; i < kept.size(); i++) {
            model.backend().write(model.parameters().get(i).gradient(), kept.get(i));
        }
    }

    /// Whether a step is kept, or so little behind a kept one that it can be done again.
    boolean reaches(int number) {
        KeptStep near = kept.before(number);
        return number - (near == null ? 0 : near.snapshot().step()) <= keepEvery;
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
        rested.removeIf(step -> step > number);
        kept.dropAfter(number);
    }
}
