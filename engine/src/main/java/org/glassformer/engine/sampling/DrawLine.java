package org.glassformer.engine.sampling;

/// The candidates of a [SamplingTrace] end to end on a line from 0 to 1, most likely first; where a
/// number falls is the token that is drawn. Immutable.
///
/// Gives what [SamplingTrace#pick(double)] gives, and is faster for many numbers.
public final class DrawLine {
    private final double[] ends; // (kept) by place
    private final int last;

    private DrawLine(SamplingTrace trace) {
        ends = new double[trace.kept()];
        int possible = 0;
        double end = 0;
        for (int place = 0; place < ends.length; place++) {
            double probability = trace.probability(trace.candidate(place));
            end += probability;
            ends[place] = end;
            possible = probability > 0 ? place : possible;
        }
        last = possible;
        for (int place = last; place < ends.length; place++) {
            ends[place] = 1;
        }
    }

    /// The line of a trace.
    public static DrawLine of(SamplingTrace trace) {
        return new DrawLine(trace);
    }

    /// The number of candidates.
    public int size() {
        return ends.length;
    }

    /// Where a candidate's part begins.
    public double low(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    /// Where a candidate's part ends.
    public double high(int place) {
        return ends[place];
    }

    /// The place of the candidate on whose part a number falls.
    ///
    /// @param u in [0, 1)
    /// @throws IllegalArgumentException if `u` is outside
    public int placeAt(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("a draw must be in [0, 1), not " + u);
        }
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (u < ends[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
