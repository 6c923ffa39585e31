package org.glassformer.engine.train.live;

import java.util.function.Supplier;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;

/// Moves a run: by a phase or a whole step, to kept steps, and back to the last good one when training comes apart.
final class Stepper {
    private static final double NANOS = 1e9;

    private final TrainingStep step;
    private final Present present;
    private final TimeLine line;
    private final History history;
    private final Guard guard;
    private final Measuring measuring;
    private final Saver saver;
    private final int evalEvery;

    /// @param guard notices what must not go on
    /// @param evalEvery steps between two measurements on what is held apart; 0 for none
    Stepper(
            TrainingStep step,
            Present present,
            TimeLine line,
            History history,
            Guard guard,
            Measuring measuring,
            Saver saver,
            int evalEvery) {
        this.step = step;
        this.present = present;
        this.line = line;
        this.history = history;
        this.guard = guard;
        this.measuring = measuring;
        this.saver = saver;
        this.evalEvery = evalEvery;
    }

    /// Does the next phase.
    ///
    /// @throws TrainingException if that comes apart; the run is then back at its last good step
    LivePhase next() {
        StepAtHand now = present.hand();
        long begun = System.nanoTime();
        double rate = step.learningRate();
        LivePhase done = guarded(now::next);
        history.passed(done);
        if (done == LivePhase.UPDATE) {
            finished(rate, System.nanoTime() - begun);
        }
        return done;
    }

    /// Undoes the last phase, if there is one.
    boolean back() {
        boolean was = present.back();
        if (was) {
            history.passed(present.phase());
        }
        return was;
    }

    /// Does what is left of the step at hand up to its update, or a whole step.
    ///
    /// @throws TrainingException as for [#next]
    void step() {
        if (present.isInside()) {
            LivePhase done;
            do {
                done = next();
            } while (done != LivePhase.UPDATE);
            present.finished();
            return;
        }
        present.leave();
        long begun = System.nanoTime();
        double rate = step.learningRate();
        guarded(() -> {
            step.run();
            guard.check(step.loss(), step.stepsDone());
            return true;
        });
        history.passed(LivePhase.UPDATE);
        present.finished();
        finished(rate, System.nanoTime() - begun);
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (TrainingException e) {
            present.leave();
            double loss = line.fallBack(guard.lastGood(step), guard.uniform());
            String sentence =
                    "%s; the run is back at step %,d, its last good one"
                            .formatted(guard.why(e), step.stepsDone());
            String measured = Double.isNaN(loss) ? "" : ", with a loss of %.3g".formatted(loss);
            throw new TrainingException(sentence + measured, e);
        }
    }

    private void finished(double rate, long nanos) {
        double speed = step.tokensPerStep() * NANOS / nanos;
        line.measured(rate, speed);
        if (evalEvery > 0 && step.stepsDone() % evalEvery == 0) {
            evaluate();
        }
        line.stepped();
        saver.saveIfDue(line);
    }

    /// Evaluates unseen cases and remembers it.
    HeldOutPoint evaluate() {
        HeldOutPoint point = present.aside(measuring::evaluate);
        line.log().heldOut(point);
        return point;
    }

    /// Goes to a kept step. Where the run stood can be gone back to: between two steps, or else before the one at hand.
    ///
    /// @throws TrainingException if it is not kept
    void rewind(int to) {
        line.rewind(to, present.begun());
        present.leave();
    }

    /// Goes back to the beginning and forgets everything since.
    void reset() {
        line.reset();
        present.leave();
    }
}
