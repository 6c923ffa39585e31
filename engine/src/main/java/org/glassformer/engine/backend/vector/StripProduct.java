package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

/// Products of a few rows with a matrix in strips.
///
/// Four strips at once share their factors; they lie apart, as the rows in [Dots] and for the same reason.
final class StripProduct {
    private static final long FLOAT = Float.BYTES;
    private static final int FOUR = 4;

    private StripProduct() {}

    /// out[n][o] = x[n] . w[o] + bias[o].
    ///
    /// @param out (n, o)
    /// @param x (n, width)
    /// @param bias (o), or 0
    static void run(Workers workers, long out, long x, Strips w, long bias, int n, int o) {
        StripFormat format = w.format();
        int width = w.width();
        int size = format.factors(width);
        float[] factors = workers.scratch().floats((long) n * size);
        for (int row = 0; row < n; row++) {
            format.arrange(x + (long) row * width * FLOAT, width, factors, row * size);
        }
        int start = (int) (w.first() / V);
        int strips = (int) ((w.first() + o + V - 1) / V) - start;
        workers.run(
                (strips + FOUR - 1) / FOUR,
                Workers.grain(0.05 * FOUR * V * width * (1 + n)),
                (from, to, own) -> {
                    long lanes = own.block(2, (long) FOUR * V);
                    int last = Math.min(to * FOUR, strips) - 1;
                    int apart = to - from;
                    for (int s = from * FOUR; s < from * FOUR + apart; s++) {
                        long w0 = w.strip(start + s);
                        long w1 = w.strip(start + Math.min(s + apart, last));
                        long w2 = w.strip(start + Math.min(s + 2 * apart, last));
                        long w3 = w.strip(start + Math.min(s + 3 * apart, last));
                        for (int row = 0; row < n; row++) {
                            format.multiply(
                                    w0, w1, w2, w3, w.blocks(), factors, row * size, lanes, own);
                            long at = out + (long) row * o * FLOAT;
                            for (int r = 0; r < FOUR && s + r * apart <= last; r++) {
                                long first = (long) (start + s + r * apart) * V - w.first();
                                put(at, lanes + r * VB, bias, first, o);
                            }
                        }
                    }
                });
    }

    /// Puts the products of a strip where those of its rows belong that are asked for.
    ///
    /// @param first the row in the first lane
    private static void put(long out, long lanes, long bias, long first, int o) {
        if (first >= 0 && first + V <= o) {
            long at = first * FLOAT;
            store(out + at, bias == 0 ? load(lanes) : load(lanes).add(load(bias + at)));
            return;
        }
        for (int lane = 0; lane < V; lane++) {
            long row = first + lane;
            if (row >= 0 && row < o) {
                float product = get(lanes + lane * FLOAT);
                set(out + row * FLOAT, bias == 0 ? product : product + get(bias + row * FLOAT));
            }
        }
    }
}
