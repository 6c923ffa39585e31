package org.glassformer.engine.cli;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Measures how long work takes: the median of several runs, as many as there is time for.
final class Stopwatch {
    private static final int MOST_RUNS = 51;
    private static final double PATIENCE = 10;
    private static final double LEAST_PATIENCE = 2;
    private static final double ENOUGH = 4;

    private final double seconds;
    private final boolean warms;
    private final LongSupplier nanos;

    /// A stopwatch that gives each measurement about this long, and at least one run.
    ///
    /// @param warms whether work becomes faster in its first runs, as on the CPU, whose kernels the JVM compiles
    ///     meanwhile; a graphics card has its kernels after the first
    Stopwatch(double seconds, boolean warms) {
        this(seconds, warms, System::nanoTime);
    }

    /// @param nanos the clock
    Stopwatch(double seconds, boolean warms, LongSupplier nanos) {
        this.seconds = seconds;
        this.warms = warms;
        this.nanos = nanos;
    }

    /// The seconds that a single run may take to be worth it.
    double patience() {
        return Math.max(LEAST_PATIENCE, PATIENCE * seconds);
    }

    /// The largest of `least`, `times` as much and so on to `most` of which one run is expected to take no longer than
    /// [#patience]; the smaller ones are run once each to know.
    int fitting(int least, int most, int times, IntConsumer work) {
        int size = Math.min(least, most);
        while (size < most) {
            int now = size;
            int next = (int) Math.min(most, (long) size * times);
            double took = once(() -> work.accept(now));
            if (took * next / now > patience()) {
                return now;
            }
            size = next;
        }
        return size;
    }

    /// The seconds that one run of `work` takes.
    double time(Runnable work) {
        double first = once(work);
        if (first > (warms ? patience() : Math.max(LEAST_PATIENCE, ENOUGH * seconds))) {
            return first;
        }
        if (warms) {
            double spent = once(work);
            while (spent < seconds / 2) {
                spent += once(work);
            }
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

    private double once(Runnable work) {
        long start = nanos.getAsLong();
        work.run();
        return (nanos.getAsLong() - start) / 1e9;
    }
}
