package org.glassformer.engine.train.live;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Tells the steps of a run that deserve to be gone back to when it comes apart.
///
/// What is too high a rate for a run often lets its loss climb for some steps before it is caught. A step is good if its
/// loss is not above the best eight in a row by more than they scatter (two standard deviations), or by more than a tenth
/// of a uniform guess where they hardly do.
final class GoodSteps {
    private static final int IN_A_ROW = 8;
    private static final double DEVIATIONS = 2;
    private static final double SHARE = 0.1;

    private GoodSteps() {}

    /// The newest good step.
    ///
    /// @param losses of the weights after step 0, 1 and so on; what is not a number was not measured
    /// @param uniform the loss of a uniform guess
    /// @param wanted whether a step may be the answer
    static OptionalInt newest(double[] losses, double uniform, IntPredicate wanted) {
        double bar = bar(losses, uniform);
        for (int step = losses.length - 1; step >= 0; step--) {
            if (Double.isFinite(losses[step]) && losses[step] <= bar && wanted.test(step)) {
                return OptionalInt.of(step);
            }
        }
        return OptionalInt.empty();
    }

    private static double bar(double[] losses, double uniform) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int end = 1; end <= losses.length; end++) {
            double bar = bar(losses, Math.max(0, end - IN_A_ROW), end, uniform);
            if (bar < lowest) {
                lowest = bar;
            }
        }
        return lowest;
    }

    /// Not a number if one of them was not measured.
    private static double bar(double[] losses, int from, int to, double uniform) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += losses[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (losses[i] - mean) * (losses[i] - mean);
        }
        double deviation = Math.sqrt(squares / (to - from));
        return mean + Math.max(DEVIATIONS * deviation, SHARE * uniform);
    }
}
