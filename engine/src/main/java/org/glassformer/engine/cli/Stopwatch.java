package org.glassformer.engine.cli;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Measures how long work takes: several runs, as many as there is time for, once it has stopped getting faster.
final class Stopwatch {
    private static final int MOST_RUNS = 51;
    private static final double PATIENCE = 10;
    private static final double LEAST_PATIENCE = 2;
    private static final double ENOUGH = 4;

    /// The most time that getting faster may take, in times of what is measured.
    private static final double WARMING = 5;

    private static final int PATIENT_ROUNDS = 2;
    private static final double FASTER = 0.97;

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

    /// How long a run of `work` takes.
    Timing time(Runnable work) {
        double first = once(work);
        if (first > (warms ? patience() : Math.max(LEAST_PATIENCE, ENOUGH * seconds))) {
            return Timing.once(first);
        }
        if (warms) {
            warm(work);
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
        return new Timing(runs[count / 2], runs[0]);
    }

    /// Runs work until it has stopped getting faster: what is called once a layer is compiled long after the kernels are.
    private void warm(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        double all = 0;
        for (int idle = 0; idle < PATIENT_ROUNDS && all < WARMING * seconds; idle++) {
            double spent = 0;
            double shortest = Double.POSITIVE_INFINITY;
            do {
                double run = once(work);
                shortest = Math.min(shortest, run);
                spent += run;
            } while (spent < seconds / 2);
            if (shortest < FASTER * best) {
                idle = -1;
            }
            best = Math.min(best, shortest);
            all += spent;
        }
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
