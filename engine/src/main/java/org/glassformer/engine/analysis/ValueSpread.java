package org.glassformer.engine.analysis;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;

/// What the numbers of a tensor come to, all of them, in double. What is no finite number is counted and otherwise left
/// out.
///
/// @param count of the finite ones
/// @param mean of them; not a number without any
/// @param deviation the root of the mean squared distance from the mean
/// @param least the smallest
/// @param most the largest
/// @param zeros how many are exactly 0
/// @param norm the root of the sum of their squares, the L2 norm
/// @param others how many are no finite number
public record ValueSpread(
        long count,
        double mean,
        double deviation,
        double least,
        double most,
        long zeros,
        double norm,
        long others) {

    /// Measures a tensor of any type.
    ///
    /// @param backend on which it lies
    /// @param tensor not changed
    /// @param breath taken now and then, may throw to give up
    public static ValueSpread of(Backend backend, Tensor tensor, Runnable breath) {
        Sums sums = new Sums();
        WeightRows.read(backend, tensor, breath, (_, values, count) -> sums.add(values, count));
        return sums.spread(tensor.elements());
    }

    /// Measures numbers.
    ///
    /// @param values not changed
    public static ValueSpread of(float[] values) {
        Sums sums = new Sums();
        sums.add(values, values.length);
        return sums.spread(values.length);
    }

    /// The largest distance from 0; 0 without numbers.
    public double farthest() {
        return count == 0 ? 0 : Math.max(Math.abs(least), Math.abs(most));
    }

    /// The share of numbers that are exactly 0; 0 without numbers.
    public double zeroShare() {
        return count == 0 ? 0 : (double) zeros / count;
    }

    /// Sums of strips. The squared distances of two strips are joined by
    /// `M2 = M2a + M2b + (mean b - mean a)^2 na nb / (na + nb)` (Chan, Golub, LeVeque 1983), so that the
    /// deviation of numbers far from 0 is right.
    private static final class Sums {
        private long count;
        private double mean;
        private double around;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private long zeros;

        void add(float[] values, int length) {
            long here = 0;
            double sum = 0;
            for (int i = 0; i < length; i++) {
                float value = values[i];
                if (Float.isFinite(value)) {
                    here++;
                    zeros += value == 0 ? 1 : 0;
                    sum += value;
                    squares += (double) value * value;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            if (here == 0) {
                return;
            }
            double middle = sum / here;
            double distances = 0;
            for (int i = 0; i < length; i++) {
                if (Float.isFinite(values[i])) {
                    distances += (values[i] - middle) * (values[i] - middle);
                }
            }
            double apart = middle - mean;
            long both = count + here;
            around += distances + apart * apart * ((double) count * here / both);
            mean += apart * here / both;
            count = both;
        }

        ValueSpread spread(long elements) {
            if (count == 0) {
                return new ValueSpread(
                        0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, elements);
            }
            return new ValueSpread(
                    count,
                    mean,
                    Math.sqrt(around / count),
                    least,
                    most,
                    zeros,
                    Math.sqrt(squares),
                    elements - count);
        }
    }
}
