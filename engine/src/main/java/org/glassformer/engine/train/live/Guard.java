package org.glassformer.engine.train.live;

import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;

/// Notices that training has come apart.
///
/// The loss of a step is that of the weights before it: if it is bad, the step before made them bad. A
/// gradient that is not finite was computed with weights whose loss was good.
final class Guard {
    private static final double TIMES = 10;
    private static final double ABOVE = 10;

    private final double uniform;
    private final double limit;
    private boolean exploded;

    /// @param uniform the loss of a uniform guess: ten times as much, and a bit, is no learning any more
    Guard(double uniform) {
        this.uniform = uniform;
        this.limit = TIMES * uniform + ABOVE;
    }

    /// The loss of a uniform guess.
    double uniform() {
        return uniform;
    }

    /// @throws TrainingException if the loss of a step just done is far from anything sensible
    void check(double loss, int step) {
        exploded = loss > limit;
        if (exploded) {
            throw new TrainingException("the loss of step %,d is %.0f".formatted(step, loss));
        }
    }

    /// The last step after which nothing was known to be wrong.
    int lastGood(TrainingStep step) {
        int done = step.stepsDone();
        int good;
        if (exploded) {
            good = done - 2;
        } else {
            good = step.phase() == Phase.CLIP ? done : done - 1;
        }
        exploded = false;
        return Math.max(0, good);
    }

    /// One sentence without its advice.
    String why(TrainingException e) {
        String message = String.valueOf(e.getMessage());
        int advice = message.indexOf(';');
        return (advice < 0 ? message : message.substring(0, advice))
                + ", so the learning rate is too high";
    }
}
