package org.glassformer.engine.sampling;

import java.util.BitSet;

/// Which of the places of a [Pool] the cuts keep.
final class Cuts {
    private Cuts() {}

    /// How many of the first places stay.
    static int topK(Pool pool, int k, Cut.TieRule ties) {
        int kept = pool.kept();
        if (k == 0 || k >= kept) {
            return kept;
        }
        int remaining = k;
        if (ties == Cut.TieRule.KEEP) {
            while (remaining < kept && pool.areTies(k - 1, remaining)) {
                remaining++;
            }
        }
        return remaining;
    }

    /// How many of the first places stay.
    static int topP(Pool pool, double p) {
        if (p >= 1) {
            return pool.kept();
        }
        double sum = 0;
        for (int place = 0; place < pool.kept(); place++) {
            sum += pool.weight(place) / pool.total();
            if (sum >= p) {
                return place + 1;
            }
        }
        return pool.kept();
    }

    /// How many of the first places stay.
    static int minP(Pool pool, double p) {
        int remaining = pool.kept();
        while (remaining > 1 && ratio(pool, remaining - 1) < p) {
            remaining--;
        }
        return remaining;
    }

    /// The probability of a place by that of the most likely one.
    static double ratio(Pool pool, int place) {
        return pool.weight(place) / pool.weight(0);
    }

    /// How many of the first places stay.
    static int topNSigma(Pool pool, double n) {
        if (n < 0) {
            return pool.kept();
        }
        double threshold = sigmaThreshold(n, sigma(pool));
        int remaining = pool.kept();
        while (remaining > 1 && distance(pool, remaining - 1) < threshold) {
            remaining--;
        }
        return remaining;
    }

    /// The logit of a place less the largest.
    static double distance(Pool pool, int place) {
        return pool.gap(place) - pool.gap(0);
    }

    /// The least distance that stays.
    static double sigmaThreshold(double n, double sigma) {
        return n == 0 || sigma == 0 ? 0 : -n * sigma;
    }

    /// The standard deviation of the logits that are there, dividing by their number.
    static double sigma(Pool pool) {
        int count = pool.kept();
        while (pool.gap(count - 1) == Double.NEGATIVE_INFINITY) {
            count--; // after a temperature near 0
        }
        double mean = 0;
        for (int place = 0; place < count; place++) {
            mean += pool.gap(place);
        }
        mean /= count;
        double squares = 0;
        for (int place = 0; place < count; place++) {
            double difference = pool.gap(place) - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares / count);
    }

    /// How many of the first places go; the rest stay.
    static int xtc(Pool pool, Cut.Xtc xtc, double chance) {
        if (xtc.isNeutral() || pool.kept() < 2 || chance > xtc.probability()) {
            return 0;
        }
        int last = 0;
        while (last + 1 < pool.kept() && pool.weight(last + 1) / pool.total() >= xtc.threshold()) {
            last++;
        }
        return pool.kept() - last >= xtc.minKeep() ? last : 0;
    }

    /// The places that stay.
    static BitSet typical(Pool pool, double mass, Cut.TieRule ties) {
        BitSet staying = new BitSet(pool.kept());
        if (mass >= 1) {
            staying.set(0, pool.kept());
            return staying;
        }
        TypicalOrder order = new TypicalOrder(pool);
        double sum = 0;
        double last = Double.NaN;
        while (order.hasNext()) {
            int place = order.next();
            if (!Double.isNaN(last) && order.distance(place) != last) {
                break;
            }
            staying.set(place);
            sum += pool.weight(place) / pool.total();
            if (ties == Cut.TieRule.CUT_BY_ORDER && sum > mass) {
                break;
            }
            if (ties == Cut.TieRule.KEEP && Double.isNaN(last) && sum >= mass) {
                last = order.distance(place);
            }
        }
        return staying;
    }
}
