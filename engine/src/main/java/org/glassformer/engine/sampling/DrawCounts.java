package org.glassformer.engine.sampling;

import java.util.function.IntToDoubleFunction;

/// How often each candidate was drawn in many draws from the same probabilities. Immutable.
///
/// Whatever chance a stage had, such as [Cut.Xtc], has been decided in the trace; only the draw is
/// repeated.
public final class DrawCounts {
    /// What a class of the chi-square test must be expected to hold at least (Cochran 1954).
    public static final double LEAST_EXPECTED = 5;

    private final SamplingTrace trace;
    private final int[] counts; // (kept) by place
    private final int draws;

    private DrawCounts(SamplingTrace trace, int[] counts, int draws) {
        this.trace = trace;
        this.counts = counts;
        this.draws = draws;
    }

    /// Draws.
    ///
    /// @param draws how often
    /// @param u the number of each draw, from 0, in [0, 1): for a step drawn again and again
    ///     `again -> Draws.uniform(seed, step, again)`
    public static DrawCounts of(SamplingTrace trace, int draws, IntToDoubleFunction u) {
        DrawLine line = DrawLine.of(trace);
        int[] counts = new int[line.size()];
        for (int draw = 0; draw < draws; draw++) {
            counts[line.placeAt(u.applyAsDouble(draw))]++;
        }
        return new DrawCounts(trace, counts, draws);
    }

    /// The number of draws.
    public int draws() {
        return draws;
    }

    /// How often a candidate was drawn.
    ///
    /// @param place as in [SamplingTrace#candidate(int)]
    public int count(int place) {
        return counts[place];
    }

    /// How often a candidate is drawn on average.
    public double expected(int place) {
        return trace.probability(trace.candidate(place)) * draws;
    }

    /// Compares the counts with the probabilities; candidates that are expected less than five times
    /// are one class together, or go with the least likely other one if that is too few still.
    public ChiSquare test() {
        double statistic = 0;
        int classes = 0;
        int place = 0;
        double restExpected = draws;
        int restCount = draws;
        while (place < counts.length
                && expected(place) >= LEAST_EXPECTED
                && restAfter(restExpected, place)) {
            statistic += part(counts[place], expected(place));
            restExpected -= expected(place);
            restCount -= counts[place];
            classes++;
            place++;
        }
        if (place < counts.length && draws > 0) {
            statistic += part(restCount, restExpected);
            classes++;
        }
        return ChiSquare.of(statistic, Math.max(0, classes - 1));
    }

    /// Whether what comes after a place is a class too, or nothing at all.
    private boolean restAfter(double restExpected, int place) {
        double rest = restExpected - expected(place);
        return place == counts.length - 1 || rest >= LEAST_EXPECTED;
    }

    private static double part(int count, double expected) {
        return (count - expected) * (count - expected) / expected;
    }
}
