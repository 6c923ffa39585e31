package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;

import jdk.incubator.vector.FloatVector;

/// Products of a few rows with a matrix of F16 or BF16.
///
/// Four rows at once lie apart, as in [Dots] and for the same reason; [HalfKernel] multiplies them. The last
/// rows of a band, fewer than four, are widened.
final class HalfProduct {
    private static final long FLOAT = Float.BYTES;
    private static final int STRIP = Dots.STRIP;

    private HalfProduct() {}

    /// out[n][o] = x[n] . w[o] + bias[o].
    ///
    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void run(Workers workers, long out, long x, HalfRows w, long bias, int n, int o) {
        int i = w.width();
        HalfKernel kernel = HalfKernel.of(w);
        int size = kernel.factors() == 0 ? i : kernel.factors();
        long factors = arranged(kernel, workers.scratch(), x, n, i);
        int strips = (o + STRIP - 1) / STRIP;
        workers.run(
                strips,
                Workers.grain(0.2 * STRIP * i * (1 + 0.2 * n)),
                (from, to, own) -> {
                    float[] line = own.line(i);
                    long lanes = own.block(2, (long) STRIP * V);
                    int first = from * STRIP;
                    int end = Math.min(to * STRIP, o);
                    int apart = (end - first) / STRIP;
                    long stride = apart * 2L * i;
                    for (int s = first; s < first + apart; s++) {
                        for (int row = 0; row < n; row++) {
                            long xs = factors + (long) row * size * FLOAT;
                            kernel.multiply(w.row(s), stride, xs, lanes);
                            long at = out + (long) row * o * FLOAT;
                            for (int r = 0; r < STRIP; r++) {
                                int index = s + r * apart;
                                put(at, kernel.sum(lanes + r * VB, w.row(index), xs), bias, index);
                            }
                        }
                    }
                    for (int s = first + STRIP * apart; s < end; s++) {
                        w.plainRow(s, line);
                        for (int row = 0; row < n; row++) {
                            float sum = dot(line, x + (long) row * i * FLOAT, i);
                            put(out + (long) row * o * FLOAT, sum, bias, s);
                        }
                    }
                });
    }

    /// The factors of all rows as the kernel takes them, in the caller's memory.
    private static long arranged(HalfKernel kernel, Scratch scratch, long x, int n, int i) {
        int size = kernel.factors();
        if (size == 0) {
            return x;
        }
        long to = scratch.block(0, (long) n * size);
        for (int row = 0; row < n; row++) {
            kernel.arrange(x + (long) row * i * FLOAT, to + (long) row * size * FLOAT);
        }
        return to;
    }

    private static void put(long out, float sum, long bias, int at) {
        set(out + at * FLOAT, bias == 0 ? sum : sum + get(bias + at * FLOAT));
    }

    /// As [Dots#dot].
    private static float dot(float[] w, long x, int n) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            s0 = load(x + i * FLOAT).fma(FloatVector.fromArray(F, w, i), s0);
            s1 = load(x + i * FLOAT + VB).fma(FloatVector.fromArray(F, w, i + V), s1);
        }
        if (i + V <= n) {
            s0 = load(x + i * FLOAT).fma(FloatVector.fromArray(F, w, i), s0);
            i += V;
        }
        float sum = VectorMath.sum(s0.add(s1));
        for (; i < n; i++) {
            sum = Math.fma(get(x + i * FLOAT), w[i], sum);
        }
        return sum;
    }
}
