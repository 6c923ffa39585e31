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
        Tally tally = new Tally(from, to);
        tally.add(values, values.length);
        return tally.data();
    }

    /// Counts numbers that come in strips, as [#of] does.
    public static final class Tally {

        private final double width;
        private final double low;
        private final long[] counts;
        private long below;
        private long above;
        private long total;

        /// Nothing counted yet.
        ///
        /// @param from where the first range begins, or before it
        /// @param to where the last one ends, or after it; the same as `from` where all numbers are the same
        public Tally(double from, double to) {
            double span = to > from ? to - from : from == 0 ? 1 : Math.abs(from);
            width = round(span / RANGES);
            low = Math.floor(from / width + 1e-9);
            counts = new long[(int) Math.max(1, Math.ceil(to / width - 1e-9) - low)];
        }

        /// Counts numbers.
        ///
        /// @param values not changed
        /// @param length how many of them count, from the first
        public void add(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                if (Float.isFinite(values[i])) {
                    add(values[i]);
                }
            }
        }

        private void add(float value) {
            total++;
            double place = value / width - low;
            if (place < 0 && place > -1e-6) {
                place = 0;
            }
            if (place < 0) {
                below++;
            } else if (place < counts.length) {
                counts[(int) place]++;
            } else if (place <= counts.length + 1e-6) {
                counts[counts.length - 1]++;
            } else {
                above++;
            }
        }

        /// What was counted so far.
        public HistogramData data() {
            return new HistogramData(low * width, width, counts.clone(), below, above, total);
        }
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
