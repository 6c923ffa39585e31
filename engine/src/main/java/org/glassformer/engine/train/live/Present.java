package org.glassformer.engine.train.live;

import java.util.Optional;
import java.util.function.Supplier;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.jspecify.annotations.Nullable;

/// Where a run stands: in a step that is gone through by phases, or behind the last one that was done as a whole.
final class Present {
    private final TrainingStep step;
    private final LiveSettings settings;
    private @Nullable StepAtHand hand;
    private @Nullable LastStep last;

    Present(TrainingStep step, LiveSettings settings) {
        this.step = step;
        this.settings = settings;
    }

    /// The phase that was done last of the step at hand; null between steps.
    @Nullable LivePhase phase() {
        return hand == null ? null : hand.phase();
    }

    /// Whether a step was begun by phases and not yet finished.
    boolean isInside() {
        return hand != null && step.phase() != Phase.WINDOWS;
    }

    /// The state before the step that was begun and not yet finished; null between steps.
    @Nullable Snapshot begun() {
        return hand != null && isInside() ? hand.before() : null;
    }

    /// The step whose next phase is to be done: the one at hand, or else the next one.
    StepAtHand hand() {
        StepAtHand now = hand;
        if (now == null || now.phase() == LivePhase.AGAIN) {
            now = new StepAtHand(step, settings);
            hand = now;
            last = null;
        }
        return now;
    }

    /// Undoes the last phase, if there is one.
    boolean back() {
        StepAtHand now = hand;
        if (now == null) {
            return false;
        }
        now.back();
        if (now.phase() == null) {
            hand = null;
        }
        return true;
    }

    /// The run goes elsewhere: nothing of a step can be seen.
    void leave() {
        hand = null;
        last = null;
    }

    /// A step was finished, begun by phases or not: what is still there of it can be seen.
    void finished() {
        LastStep done = new LastStep(step, settings);
        if (hand != null) {
            done.keepLosses(hand);
        }
        last = done;
        hand = null;
    }

    Optional<StepView> view() {
        return hand != null
                ? Optional.ofNullable(hand.view())
                : Optional.ofNullable(last).map(LastStep::view);
    }

    Optional<TensorValues> before(String name) {
        return hand == null ? Optional.empty() : hand.before(name);
    }

    Optional<float[]> logits(int n) {
        return hand != null && hand.showsLogits()
                ? Optional.of(step.pass().logits(n))
                : Optional.empty();
    }

    /// Uses the pass for something else, and puts back what the step at hand needs or shows.
    <T> T aside(Supplier<T> work) {
        if (last != null) {
            last.keepLosses();
        }
        T result = work.get();
        if (hand != null && hand.showsLogits()) {
            hand.forwardAgain();
        }
        return result;
    }
}
