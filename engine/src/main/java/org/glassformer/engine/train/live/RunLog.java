package org.glassformer.engine.train.live;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What was measured at every step of a run, in memory.
final class RunLog {
    private double[] losses = new double[1024];
    private double[] rates = new double[1024];
    private double[] norms = new double[1024];
    private double[] speeds = new double[1024];
    private final TreeMap<Integer, HeldOutPoint> heldOut = new TreeMap<>();
    private int steps;
    private int rewritten;

    /// Remembers a step; one that was there before is replaced.
    void step(int step, double loss, double rate, double norm, double tokensPerSecond) {
        if (step > losses.length) {
            int length = Math.max(step, losses.length * 2);
            losses = Arrays.copyOf(losses, length);
            rates = Arrays.copyOf(rates, length);
            norms = Arrays.copyOf(norms, length);
            speeds = Arrays.copyOf(speeds, length);
        }
        int at = step - 1;
        if (at > steps) {
            for (double[] series : new double[][] {losses, rates, norms, speeds}) {
                Arrays.fill(series, steps, at, Double.NaN);
            }
        }
        losses[at] = loss;
        rates[at] = rate;
        norms[at] = norm;
        speeds[at] = tokensPerSecond;
        steps = Math.max(steps, step);
    }

    void heldOut(HeldOutPoint point) {
        heldOut.put(point.step(), point);
    }

    /// Forgets everything after a step.
    void dropAfter(int step) {
        if (step < steps) {
            steps = step;
            rewritten++;
        }
        heldOut.tailMap(step, false).clear();
    }

    /// Steps in it.
    int steps() {
        return steps;
    }

    /// How often the end was cut off, so that a file of it has to be written anew.
    int rewritten() {
        return rewritten;
    }

    /// A copy of the steps from `from` (counted from 0) on.
    LogSeries series(int from) {
        int at = Math.clamp(from, 0, steps);
        Map<Integer, HeldOutPoint> points = heldOut.tailMap(at, at == 0);
        return new LogSeries(
                at,
                Arrays.copyOfRange(losses, at, steps),
                Arrays.copyOfRange(rates, at, steps),
                Arrays.copyOfRange(norms, at, steps),
                Arrays.copyOfRange(speeds, at, steps),
                points.values().stream().toList());
    }
}
