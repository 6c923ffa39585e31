package org.glassformer.engine.sampling;

/// The places of a [Pool] by abs(-ln p - H), equal ones by place.
///
/// With p = w / S and H = ln S - m, where m is the mean gap, -ln p - H = m - gap: the order grows from
/// the mean gap to both sides of an order that is known, and nothing is sorted.
final class TypicalOrder {
    private final Pool pool;
    private final double mean;
    private int above; // the places from 0 to this one are left, with gaps above the mean
    private int below; // the places from this one are left
    private int tie; // of the places from tie to tieEnd, which are equal, the next one
    private int tieEnd;

    TypicalOrder(Pool pool) {
        this.pool = pool;
        mean = pool.meanGap();
        int low = 0;
        int high = pool.kept();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pool.gap(middle) >= mean) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        above = low - 1;
        below = low;
        tie = 0;
        tieEnd = 0;
    }

    boolean hasNext() {
        return tie < tieEnd || above >= 0 || below < pool.kept();
    }

    int next() {
        if (tie < tieEnd) {
            return tie++;
        }
        if (below >= pool.kept() || (above >= 0 && distance(above) <= distance(below))) {
            tieEnd = above + 1;
            tie = above;
            while (tie > 0 && pool.gap(tie - 1) == pool.gap(above)) {
                tie--;
            }
            above = tie - 1;
            return tie++;
        }
        return below++;
    }

    /// How far the place's surprise is from the expected one, in nats.
    double distance(int place) {
        return Math.abs(mean - pool.gap(place));
    }
}
