package org.glassformer.engine.analysis;

import java.util.List;

/// What the model would say at every point of the residual stream and every position.
///
/// A cell is a point (a row, from the embeddings up) and a position (a column).
public final class LensGrid {
    private final List<StreamPoint> points;
    private final int positions;
    private final int top;
    private final int[] ids; // (points, positions, top)
    private final float[] probabilities; // (points, positions, top)
    private final int[] ranks; // (points, positions)
    private final float[] chosen; // (points, positions)
    private final double[] divergences; // (points, positions)

    LensGrid(List<StreamPoint> points, int positions, int top) {
        this.points = points;
        this.positions = positions;
        this.top = top;
        int cells = Math.multiplyExact(points.size(), positions);
        this.ids = new int[Math.multiplyExact(cells, top)];
        this.probabilities = new float[ids.length];
        this.ranks = new int[cells];
        this.chosen = new float[cells];
        this.divergences = new double[cells];
    }

    /// The points, from the embeddings to the last block.
    public List<StreamPoint> points() {
        return points;
    }

    /// How many positions there are.
    public int positions() {
        return positions;
    }

    /// How many of the likeliest tokens each cell has.
    public int top() {
        return top;
    }

    /// The n-th likeliest token of a cell, from 0; of equal ones the lower id comes first.
    public int token(int point, int position, int n) {
        return ids[cell(point, position) * top + checked(n)];
    }

    /// The probability of the n-th likeliest token of a cell.
    public float probability(int point, int position, int n) {
        return probabilities[cell(point, position) * top + checked(n)];
    }

    /// The rank of the position's chosen token in a cell, 1 for the likeliest; 0 if none was chosen.
    public int rank(int point, int position) {
        return ranks[cell(point, position)];
    }

    /// The probability of the position's chosen token in a cell; 0 if none was chosen.
    public float chosenProbability(int point, int position) {
        return chosen[cell(point, position)];
    }

    /// KL(final || cell) in nats: the expected surprise, beyond its own, of the model's last
    /// distribution p under that of the cell q, sum p ln(p / q). 0 at the last point; below about
    /// 1e-5 it is rounding.
    public double divergence(int point, int position) {
        return divergences[cell(point, position)];
    }

    private int cell(int point, int position) {
        if (point < 0 || point >= points.size() || position < 0 || position >= positions) {
            throw new IndexOutOfBoundsException("no cell " + point + ", " + position);
        }
        return point * positions + position;
    }

    private int checked(int n) {
        if (n < 0 || n >= top) {
            throw new IndexOutOfBoundsException("no token " + n + " of " + top);
        }
        return n;
    }

    /// Fills in one cell; `token` is the chosen one or negative.
    void set(int point, int position, float[] logits, double logSumExp, int token, double kl) {
        int cell = cell(point, position);
        int from = cell * top;
        int held = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int id = 0; id < logits.length; id++) {
            float logit = logits[id];
            if (held == top && !(logit > least)) {
                continue;
            }
            int at = held < top ? held++ : top - 1;
            while (at > 0 && logits[ids[from + at - 1]] < logit) {
                ids[from + at] = ids[from + at - 1];
                at--;
            }
            ids[from + at] = id;
            least = logits[ids[from + held - 1]];
        }
        for (int n = 0; n < top; n++) {
            probabilities[from + n] = (float) Math.exp(logits[ids[from + n]] - logSumExp);
        }
        if (token >= 0) {
            ranks[cell] = rank(logits, token);
            chosen[cell] = (float) Math.exp(logits[token] - logSumExp);
        }
        divergences[cell] = kl;
    }

    private static int rank(float[] logits, int token) {
        float own = logits[token];
        int above = 0;
        for (int id = 0; id < token; id++) {
            above += logits[id] >= own ? 1 : 0;
        }
        for (int id = token + 1; id < logits.length; id++) {
            above += logits[id] > own ? 1 : 0;
        }
        return above + 1;
    }
}
