package org.glassformer.engine.sampling;

import java.util.Arrays;
import java.util.List;

/// The tokens while they pass through a chain, most likely first.
///
/// Every stage so far keeps a prefix of this order: dividing by a temperature does not change it and
/// each cut removes from its end. So a cut moves one boundary, and the sums run over what is left.
final class Pool {
    private final int[] ids; // (V) by descending logit
    private final float[] logits; // (V) in that order
    private final double[] values; // (V) the logits as the stages leave them
    private final double[] gaps; // (V) value minus the largest value, 0 or less
    private final double[] weights; // (V) e^gap
    private final byte[] removedBy; // (V)
    private int kept;
    private double total; // sum of the weights kept
    private double entropyBits; // NaN until asked for

    Pool(float[] source) {
        ids = LogitOrder.descending(source);
        int size = ids.length;
        logits = new float[size];
        values = new double[size];
        gaps = new double[size];
        weights = new double[size];
        removedBy = new byte[size];
        for (int rank = 0; rank < size; rank++) {
            logits[rank] = source[ids[rank]];
            values[rank] = logits[rank];
            gaps[rank] = values[rank] - values[0];
        }
        kept = size;
        while (logits[kept - 1] == Float.NEGATIVE_INFINITY) {
            kept--;
        }
        Arrays.fill(removedBy, 0, kept, SamplingTrace.NOT_REMOVED);
        Arrays.fill(removedBy, kept, size, SamplingTrace.IMPOSSIBLE);
        weigh();
    }

    int kept() {
        return kept;
    }

    double total() {
        return total;
    }

    /// The entropy in bits of what is kept: ln of the total less the mean gap.
    double entropyBits() {
        if (Double.isNaN(entropyBits)) {
            double weighted = 0;
            for (int rank = 0; rank < kept; rank++) {
                if (weights[rank] > 0) {
                    weighted += weights[rank] * gaps[rank];
                }
            }
            entropyBits = Math.max(0, (Math.log(total) - weighted / total) / Math.log(2));
        }
        return entropyBits;
    }

    /// Lets stage number `index` act.
    StageTrace apply(Stage stage, int index) {
        int before = kept;
        int remaining =
                switch (stage) {
                    case Stage.Temperature(double t) -> temper(t);
                    case Stage.TopK(int k, Stage.TieRule ties) -> topK(k, ties);
                    case Stage.TopP(double p) -> p >= 1 ? kept : topP(p);
                    case Stage.MinP(double p) -> minP(p);
                };
        double removedMass = cut(remaining, (byte) index);
        return new StageTrace(stage.name(), kept, before - kept, removedMass, entropyBits());
    }

    SamplingTrace finish(List<StageTrace> stages, double rawTotal, double rawEntropy) {
        double[] probabilities = Arrays.copyOf(weights, kept);
        for (int rank = 0; rank < kept; rank++) {
            probabilities[rank] /= total;
        }
        return new SamplingTrace(
                ids,
                logits,
                values,
                probabilities,
                removedBy,
                stages,
                Math.log(rawTotal),
                rawEntropy);
    }

    private int temper(double t) {
        if (t == 0) {
            return 1;
        }
        if (t != 1) {
            for (int rank = 0; rank < kept; rank++) {
                values[rank] /= t;
                gaps[rank] /= t;
            }
            weigh();
        }
        return kept;
    }

    private int topK(int k, Stage.TieRule ties) {
        if (k == 0 || k >= kept) {
            return kept;
        }
        int remaining = k;
        if (ties == Stage.TieRule.KEEP) {
            while (remaining < kept && values[remaining] == values[k - 1]) {
                remaining++;
            }
        }
        return remaining;
    }

    private int topP(double p) {
        double sum = 0;
        for (int rank = 0; rank < kept; rank++) {
            sum += weights[rank] / total;
            if (sum >= p) {
                return rank + 1;
            }
        }
        return kept;
    }

    /// The largest weight is 1, so a weight is the ratio to the most likely token.
    private int minP(double p) {
        int remaining = kept;
        while (remaining > 1 && weights[remaining - 1] < p) {
            remaining--;
        }
        return remaining;
    }

    private void weigh() {
        entropyBits = Double.NaN;
        total = 0;
        for (int rank = 0; rank < kept; rank++) {
            weights[rank] = Math.exp(gaps[rank]);
            total += weights[rank];
        }
    }

    /// Keeps the first `remaining` tokens and returns the share of the probability that goes.
    private double cut(int remaining, byte index) {
        if (remaining == kept) {
            return 0;
        }
        double removed = 0;
        for (int rank = remaining; rank < kept; rank++) {
            removed += weights[rank];
            removedBy[rank] = index;
        }
        double share = removed / total;
        kept = remaining;
        entropyBits = Double.NaN;
        total = 0;
        for (int rank = 0; rank < kept; rank++) {
            total += weights[rank];
        }
        return Math.min(1, share);
    }
}
