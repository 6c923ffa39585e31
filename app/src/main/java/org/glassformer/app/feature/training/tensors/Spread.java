package org.glassformer.app.feature.training.tensors;

/// What numbers come to. What is no finite number is counted and otherwise left out.
///
/// @param count of the finite ones
/// @param mean of them; not a number without any
/// @param deviation the root of the mean squared distance from the mean
/// @param least the smallest
/// @param most the largest
/// @param zeros how many are exactly 0
/// @param norm the root of the sum of their squares
/// @param others how many are no finite number
record Spread(
        long count,
        double mean,
        double deviation,
        double least,
        double most,
        long zeros,
        double norm,
        long others) {

    static final Spread NONE =
            new Spread(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0);

    /// Measures numbers in two passes, so that the deviation of numbers far from 0 is right.
    static Spread of(float[] values) {
        long count = 0;
        long zeros = 0;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                count++;
                zeros += value == 0 ? 1 : 0;
                sum += value;
                squares += (double) value * value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (count == 0) {
            return new Spread(
                    0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, values.length);
        }
        double mean = sum / count;
        double around = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                around += (value - mean) * (value - mean);
            }
        }
        return new Spread(
                count,
                mean,
                Math.sqrt(around / count),
                least,
                most,
                zeros,
                Math.sqrt(squares),
                values.length - count);
    }

    /// The largest distance from 0; 0 without numbers.
    double farthest() {
        return count == 0 ? 0 : Math.max(Math.abs(least), Math.abs(most));
    }
}
