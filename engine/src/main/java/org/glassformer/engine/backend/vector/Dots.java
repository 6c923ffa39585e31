package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;

import jdk.incubator.vector.FloatVector;
import org.glassformer.engine.backend.StartUp;

/// Products of a few rows with a matrix, where reading the matrix once is all the time there is.
final class Dots {
    private static final long FLOAT = Float.BYTES;

    /// Rows of the matrix that are swept together. They lie as far apart as a band of work allows: each is
    /// then a long stream of its own that continues in the next strip, and the processor fetches ahead
    /// of four streams, where it did so of one. Packed rows of one or two kilobytes gain a half to three quarters.
    static final int STRIP = 4;

    private Dots() {}

    /// out[n][o] = x[n] . w[o] + bias[o].
    ///
    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void run(Workers workers, long out, long x, long w, long bias, int n, int o, int i) {
        if (StartUp.isGoingOn()) {
            workers.run(
                    o,
                    Workers.grain(0.5 * i * n),
                    (from, to, own) -> PlainSteps.dots(out, x, w, bias, n, o, i, from, to));
            return;
        }
        int strips = (o + STRIP - 1) / STRIP;
        workers.run(
                strips,
                Workers.grain(0.3 * STRIP * i * (1 + 0.2 * n)),
                (from, to, own) -> {
                    int first = from * STRIP;
                    int end = Math.min(to * STRIP, o);
                    int apart = (end - first) / STRIP;
                    for (int s = first; s < first + apart; s++) {
                        for (int row = 0; row < n; row++) {
                            long at = out + ((long) row * o + s) * FLOAT;
                            long xs = x + (long) row * i * FLOAT;
                            long ws = w + (long) s * i * FLOAT;
                            long start = bias == 0 ? 0 : bias + s * FLOAT;
                            four(at, apart, xs, ws, (long) apart * i * FLOAT, i, start, 1f);
                        }
                    }
                    for (int r = first + STRIP * apart; r < end; r++) {
                        for (int row = 0; row < n; row++) {
                            long xs = x + (long) row * i * FLOAT;
                            float sum = dot(xs, w + (long) r * i * FLOAT, i);
                            long at = out + ((long) row * o + r) * FLOAT;
                            put(at, sum, bias == 0 ? 0 : bias + r * FLOAT);
                        }
                    }
                });
    }

    /// out[r apart] = factor x . w[r] + bias[r apart] for r = 0 to 3; each sum as in [#dot].
    ///
    /// @param apart elements from one result to the next
    /// @param stride bytes from one row of `w` to the next
    static void four(
            long out, int apart, long x, long w, long stride, int n, long bias, float factor) {
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        long w1 = w + stride;
        long w2 = w1 + stride;
        long w3 = w2 + stride;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            long at = i * FLOAT;
            FloatVector a = load(x + at);
            FloatVector b = load(x + at + VB);
            s00 = a.fma(load(w + at), s00);
            s10 = a.fma(load(w1 + at), s10);
            s20 = a.fma(load(w2 + at), s20);
            s30 = a.fma(load(w3 + at), s30);
            s01 = b.fma(load(w + at + VB), s01);
            s11 = b.fma(load(w1 + at + VB), s11);
            s21 = b.fma(load(w2 + at + VB), s21);
            s31 = b.fma(load(w3 + at + VB), s31);
        }
        if (i + V <= n) {
            long at = i * FLOAT;
            FloatVector a = load(x + at);
            s00 = a.fma(load(w + at), s00);
            s10 = a.fma(load(w1 + at), s10);
            s20 = a.fma(load(w2 + at), s20);
            s30 = a.fma(load(w3 + at), s30);
            i += V;
        }
        float t0 = VectorMath.sum(s00.add(s01));
        float t1 = VectorMath.sum(s10.add(s11));
        float t2 = VectorMath.sum(s20.add(s21));
        float t3 = VectorMath.sum(s30.add(s31));
        for (; i < n; i++) {
            long at = i * FLOAT;
            float a = get(x + at);
            t0 = Math.fma(a, get(w + at), t0);
            t1 = Math.fma(a, get(w1 + at), t1);
            t2 = Math.fma(a, get(w2 + at), t2);
            t3 = Math.fma(a, get(w3 + at), t3);
        }
        long step = apart * FLOAT;
        put(out, factor * t0, bias);
        put(out + step, factor * t1, bias == 0 ? 0 : bias + step);
        put(out + 2 * step, factor * t2, bias == 0 ? 0 : bias + 2 * step);
        put(out + 3 * step, factor * t3, bias == 0 ? 0 : bias + 3 * step);
    }

    /// Stores a sum, with the number at `bias` added unless that is 0.
    private static void put(long out, float sum, long bias) {
        set(out, bias == 0 ? sum : sum + get(bias));
    }

    /// x . y: even and odd vectors apart, then the lanes, then the tail.
    static float dot(long x, long y, int n) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            long at = i * FLOAT;
            s0 = load(x + at).fma(load(y + at), s0);
            s1 = load(x + at + VB).fma(load(y + at + VB), s1);
        }
        if (i + V <= n) {
            s0 = load(x + i * FLOAT).fma(load(y + i * FLOAT), s0);
            i += V;
        }
        float sum = VectorMath.sum(s0.add(s1));
        for (; i < n; i++) {
            sum = Math.fma(get(x + i * FLOAT), get(y + i * FLOAT), sum);
        }
        return sum;
    }

    /// out[r] = sum of column r over the rows, added to what `out` holds.
    ///
    /// @param x (rows, cols)
    static void columnSums(Workers workers, long out, long x, int rows, int cols) {
        int bands = (cols + V - 1) / V;
        workers.run(
                bands,
                Math.max(4, Workers.grain(2.0 * rows)),
                (from, to, own) -> {
                    for (int band = from; band < to; band++) {
                        int col = band * V;
                        if (col + V <= cols) {
                            columnSum(out + col * FLOAT, x + col * FLOAT, rows, cols * FLOAT);
                        } else {
                            for (int c = col; c < cols; c++) {
                                float sum = 0;
                                for (int r = 0; r < rows; r++) {
                                    sum += get(x + ((long) r * cols + c) * FLOAT);
                                }
                                set(out + c * FLOAT, get(out + c * FLOAT) + sum);
                            }
                        }
                    }
                });
    }

    private static void columnSum(long out, long x, int rows, long stride) {
        FloatVector sum = FloatVector.zero(F);
        for (int r = 0; r < rows; r++) {
            sum = sum.add(load(x + r * stride));
        }
        Lanes.store(out, load(out).add(sum));
    }
}
