package org.glassformer.app.ui.control;

import java.util.Arrays;

/// How many numbers fall into each of some ranges of equal width. Immutable.
public final class HistogramData {

    /// Nothing.
    public static final HistogramData EMPTY = new HistogramData(0, 1, new long[0], 0, 0, 0);

    /// About so many ranges are made.
    private static final int RANGES = 56;

    private static final double[] STEPS = {1, 2, 5, 10};

    private final double low;
    private final double width;
    private final long[] counts;
    private final long below;
    private final long above;
    private final long total;

    private HistogramData(
            double low, double width, long[] counts, long below, long above, long total) {
        this.low = low;
        this.width = width;
        this.counts = counts;
        this.below = below;
        this.above = above;
        this.total = total;
    }

    /// Counts numbers in ranges with round ends, of which one is 0 if it lies among them. What is no finite number is left
    /// out.
    ///
    /// @param values not changed
    /// @param from where the first range begins, or before it
    /// @param to where the last one ends, or after it; the same as `from` where all numbers are the same
    public static HistogramData of(float[] values, double from, double to) {
        double span = to > from ? to - from : from == 0 ? 1 : Math.abs(from);
        double width = round(span / RANGES);
        double low = Math.floor(from / width + 1e-9);
        int ranges = (int) Math.max(1, Math.ceil(to / width - 1e-9) - low);
        long[] counts = new long[ranges];
        long below = 0;
        long above = 0;
        long total = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                continue;
            }
            total++;
            double place = value / width - low;
            if (place < 0 && place > -1e-6) {
                place = 0;
            }
            if (place < 0) {
                below++;
            } else if (place < ranges) {
                counts[(int) place]++;
            } else if (place <= ranges + 1e-6) {
                counts[ranges - 1]++;
            } else {
                above++;
            }
        }
        return new HistogramData(low * width, width, counts, below, above, total);
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is not below `least`.
    private static double round(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        return STEPS[STEPS.length - 1] * power;
    }

    /// Number of ranges.
    public int size() {
        return counts.length;
    }

    /// Whether there is no number.
    public boolean isEmpty() {
        return total == 0;
    }

    /// Where a range begins, or where the one before it ends.
    public double edge(int range) {
        double edge = low + range * width;
        return Math.abs(edge) < width * 1e-6 ? 0 : edge;
    }

    /// How many numbers fall into a range.
    public long count(int range) {
        return counts[range];
    }

    /// The largest count.
    public long most() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /// How many numbers lie before the first range.
    public long below() {
        return below;
    }

    /// How many numbers lie after the last range.
    public long above() {
        return above;
    }

    /// How many numbers there are.
    public long total() {
        return total;
    }
}
