package org.glassformer.engine.train;

/// The learning rate over the steps: a linear warm-up from 0, then half a cosine down to the least
/// rate, which stays (Loshchilov and Hutter 2017, without restarts):
///
///     t < warmup:  max t / warmup
///     t <= cycle:  min + (1 + cos(pi (t - warmup) / (cycle - warmup))) / 2 (max - min)
///     after:       min
///
/// @param max the highest rate, reached at the end of the warm-up
/// @param min the rate at the end
/// @param warmupSteps steps of the warm-up
/// @param cycleSteps the step at which the cosine has come down, warm-up included
public record Schedule(double max, double min, int warmupSteps, int cycleSteps)
        implements LearningRates {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if they do not fit each other
    public Schedule {
        if (!(max >= min && min >= 0) || warmupSteps < 0 || cycleSteps < warmupSteps) {
            throw new IllegalArgumentException(
                    "a schedule needs max >= min >= 0 and 0 <= warm-up <= cycle");
        }
    }

    /// The learning rate of step `step`, counted from 0.
    @Override
    public double rate(int step) {
        if (step < warmupSteps) {
            return max * step / warmupSteps;
        }
        if (step >= cycleSteps) {
            return min;
        }
        double progress = (double) (step - warmupSteps) / (cycleSteps - warmupSteps);
        return min + (1 + Math.cos(Math.PI * progress)) / 2 * (max - min);
    }
}
