package org.glassformer.engine.cli;

import java.util.Arrays;

/// Measures how long work takes: the median of several runs after a warm-up.
final class Stopwatch {
    private static final int MOST_RUNS = 51;
    private static final double PATIENCE = 20;

    private final double seconds;

    /// A stopwatch that gives each measurement about this long, and at least one run.
    Stopwatch(double seconds) {
        this.seconds = seconds;
    }

    /// The seconds that a single run may take to be worth it.
    double patience() {
        return PATIENCE * seconds;
    }

    /// The seconds that one run of `work` takes.
    double time(Runnable work) {
        double first = once(work);
        if (first > patience()) {
            return first;
        }
        // The first run compiles the kernels: it says nothing about the ones that follow.
        double spent = once(work);
        while (spent < seconds / 2) {
            spent += once(work);
        }
        double[] runs = new double[MOST_RUNS];
        int count = 0;
        double measured = 0;
        while (count == 0 || (count < MOST_RUNS && measured < seconds)) {
            runs[count] = once(work);
            measured += runs[count];
            count++;
        }
        Arrays.sort(runs, 0, count);
        return runs[count / 2];
    }

    /// The seconds that one run of each of two works takes, run in turn, so that whatever else the
    /// machine does slows both.
    double[] inTurn(Runnable one, Runnable other) {
        double spent = 0;
        do {
            spent += once(one) + once(other);
        } while (spent < seconds);
        double[][] runs = new double[2][MOST_RUNS];
        int count = 0;
        double measured = 0;
        while (count == 0 || (count < MOST_RUNS && measured < 2 * seconds)) {
            runs[0][count] = once(one);
            runs[1][count] = once(other);
            measured += runs[0][count] + runs[1][count];
            count++;
        }
        Arrays.sort(runs[0], 0, count);
        Arrays.sort(runs[1], 0, count);
        return new double[] {runs[0][count / 2], runs[1][count / 2]};
    }

    private static double once(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
