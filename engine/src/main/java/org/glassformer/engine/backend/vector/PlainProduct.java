package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// out = x w^T + bias in plain loops, with the very sums of [Gemm], for as long as the JVM has not
/// compiled the vector kernels.
///
/// Vector code that is not compiled yet makes an object of every vector and runs a thousand times
/// slower than it will; a plain loop starts at a tenth of its speed. Per element, both add over
/// blocks of [Gemm#KC], in order, sums over k, in order, by fused multiply-add: nobody can tell
/// from the numbers which one ran.
final class PlainProduct {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private PlainProduct() {}

    /// The rows of a weight as floats.
    @FunctionalInterface
    interface Rows {
        /// Sets all of `to` to row `index`.
        void get(long index, float[] to);
    }

    /// Rows of `i` floats at an address.
    static Rows floats(long w, int i) {
        return (index, to) -> MemorySegment.copy(ALL, FLOAT, w + index * (i * 4L), to, 0, i);
    }

    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void run(Workers workers, long out, long x, Rows w, long bias, int n, int o, int i) {
        float[] columns = transposed(x, n, i); // (i, n)
        workers.run(
                o,
                Workers.grain(0.5 * n * (double) i),
                (from, to, own) -> band(out, columns, w, bias, n, o, i, from, to));
    }

    private static float[] transposed(long x, int n, int i) {
        float[] columns = new float[Math.multiplyExact(n, i)];
        float[] row = new float[i];
        for (int r = 0; r < n; r++) {
            MemorySegment.copy(ALL, FLOAT, x + r * (i * 4L), row, 0, i);
            for (int k = 0; k < i; k++) {
                columns[k * n + r] = row[k];
            }
        }
        return columns;
    }

    private static void band(
            long out, float[] columns, Rows w, long bias, int n, int o, int i, int from, int to) {
        int width = to - from;
        float[] result = new float[n * width];
        float[] weights = new float[i];
        float[] sums = new float[n];
        float[] first = new float[width];
        if (bias != 0) {
            MemorySegment.copy(ALL, FLOAT, bias + from * 4L, first, 0, width);
        }
        for (int j = 0; j < width; j++) {
            w.get(from + j, weights);
            for (int k0 = 0; k0 < i; k0 += Gemm.KC) {
                Arrays.fill(sums, 0);
                int end = Math.min(i, k0 + Gemm.KC);
                for (int k = k0; k < end; k++) {
                    multiplyAdd(sums, columns, k * n, weights[k]);
                }
                for (int r = 0; r < n; r++) {
                    boolean fresh = k0 == 0 && bias == 0;
                    float before = k0 == 0 ? first[j] : result[r * width + j];
                    result[r * width + j] = fresh ? sums[r] : sums[r] + before;
                }
            }
        }
        for (int r = 0; r < n; r++) {
            long at = out + (r * (long) o + from) * 4L;
            MemorySegment.copy(result, r * width, ALL, FLOAT, at, width);
        }
    }

    /// sums[r] = fma(columns[at + r], weight, sums[r]).
    private static void multiplyAdd(float[] sums, float[] columns, int at, float weight) {
        for (int r = 0; r < sums.length; r++) {
            sums[r] = Math.fma(columns[at + r], weight, sums[r]);
        }
    }
}
