package org.glassformer.engine.backend.vector;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.glassformer.engine.tensor.DType;

/// Products of a few rows with a packed matrix, where reading the matrix once is all the time there is.
///
/// Activations stay F32, so that the only error is that of adding. Strips of four rows: Q8_0 and Q4_0
/// are multiplied in registers, a scale for each block; the other types are widened into an array that
/// stays in the cache and multiplied as in [Dots], which gives the very bits of F32 weights.
final class PackedDots {
    private static final long FLOAT = Float.BYTES;
    private static final int STRIP = 4;

    private PackedDots() {}

    /// out[n][o] = x[n] . w[o] + bias[o].
    ///
    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void run(Workers workers, long out, long x, Packed w, long bias, int n, int o) {
        int i = w.width();
        int strips = (o + STRIP - 1) / STRIP;
        workers.run(
                strips,
                Workers.grain(0.2 * STRIP * i * (1 + 0.2 * n)),
                (from, to, own) -> {
                    float[] wide = own.floats((long) STRIP * i + V);
                    float[] sums = new float[STRIP];
                    for (int s = from; s < to; s++) {
                        int first = s * STRIP;
                        int rows = Math.min(STRIP, o - first);
                        boolean direct = prepare(w, first, rows, wide);
                        for (int row = 0; row < n; row++) {
                            long xs = x + (long) row * i * FLOAT;
                            long at = out + ((long) row * o + first) * FLOAT;
                            if (direct) {
                                multiply(w, first, wide, xs, sums);
                            } else {
                                dots(wide, xs, i, rows, sums);
                            }
                            for (int r = 0; r < rows; r++) {
                                float more = bias == 0 ? 0 : get(bias + (first + r) * FLOAT);
                                set(at + r * FLOAT, bias == 0 ? sums[r] : sums[r] + more);
                            }
                        }
                    }
                });
    }

    /// Puts the scales of a strip into `wide` where its rows are multiplied as they are, else the rows.
    ///
    /// @return whether these are scales
    private static boolean prepare(Packed w, int first, int rows, float[] wide) {
        boolean direct = rows == STRIP && (w.dtype() == DType.Q8_0 || w.dtype() == DType.Q4_0);
        for (int r = 0; r < rows; r++) {
            if (direct) {
                Unpack.scales(w.row(first + r), w.blocks(), wide, r * w.blocks());
            } else {
                w.widen(first + r, 0, w.width(), wide, r * w.width());
            }
        }
        return direct;
    }

    private static void multiply(Packed w, int first, float[] scales, long x, float[] sums) {
        int blocks = w.blocks();
        long numbers = w.row(first) + 2L * blocks;
        if (w.dtype() == DType.Q8_0) {
            eightBits(scales, numbers, w.rowBytes(), blocks, x, sums);
        } else {
            fourBits(scales, numbers, w.rowBytes(), blocks, x, sums);
        }
    }

    /// sums[r] = sum over blocks b of d[r][b] sum over j of q[r][b][j] x[b][j].
    private static void eightBits(
            float[] d, long q, long stride, int blocks, long x, float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = 0; b < blocks; b++) {
            long at = q + b * 32L;
            long xs = x + b * (32 * FLOAT);
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int j = 0; j < 32; j += 2 * V) {
                FloatVector low = load(xs + j * FLOAT);
                t0 = Unpack.bytes(at + j).fma(low, t0);
                t1 = Unpack.bytes(at + stride + j).fma(low, t1);
                t2 = Unpack.bytes(at + 2 * stride + j).fma(low, t2);
                t3 = Unpack.bytes(at + 3 * stride + j).fma(low, t3);
                FloatVector high = load(xs + j * FLOAT + VB);
                t0 = Unpack.bytes(at + j + V).fma(high, t0);
                t1 = Unpack.bytes(at + stride + j + V).fma(high, t1);
                t2 = Unpack.bytes(at + 2 * stride + j + V).fma(high, t2);
                t3 = Unpack.bytes(at + 3 * stride + j + V).fma(high, t3);
            }
            s0 = t0.fma(FloatVector.broadcast(F, d[b]), s0);
            s1 = t1.fma(FloatVector.broadcast(F, d[b + blocks]), s1);
            s2 = t2.fma(FloatVector.broadcast(F, d[b + 2 * blocks]), s2);
            s3 = t3.fma(FloatVector.broadcast(F, d[b + 3 * blocks]), s3);
        }
        sums[0] = VectorMath.sum(s0);
        sums[1] = VectorMath.sum(s1);
        sums[2] = VectorMath.sum(s2);
        sums[3] = VectorMath.sum(s3);
    }

    /// The same with q - 8, two numbers in a byte, in two halves for want of registers.
    private static void fourBits(float[] d, long q, long stride, int blocks, long x, float[] sums) {
        twoOfFourBits(d, 0, q, stride, blocks, x, sums, 0);
        twoOfFourBits(d, 2 * blocks, q + 2 * stride, stride, blocks, x, sums, 2);
    }

    private static void twoOfFourBits(
            float[] d, int from, long q, long stride, int blocks, long x, float[] sums, int to) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        for (int b = 0; b < blocks; b++) {
            long at = q + b * 16L;
            long xs = x + b * (32 * FLOAT);
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            for (int j = 0; j < 16; j += V) {
                FloatVector low = load(xs + j * FLOAT);
                FloatVector high = load(xs + (j + 16) * FLOAT);
                IntVector p0 = Unpack.unsigned(at + j);
                IntVector p1 = Unpack.unsigned(at + stride + j);
                t0 = Unpack.floats(p0.and(15).sub(8)).fma(low, t0);
                t1 = Unpack.floats(p1.and(15).sub(8)).fma(low, t1);
                t0 = Unpack.floats(p0.lanewise(LSHR, 4).sub(8)).fma(high, t0);
                t1 = Unpack.floats(p1.lanewise(LSHR, 4).sub(8)).fma(high, t1);
            }
            s0 = t0.fma(FloatVector.broadcast(F, d[from + b]), s0);
            s1 = t1.fma(FloatVector.broadcast(F, d[from + b + blocks]), s1);
        }
        sums[to] = VectorMath.sum(s0);
        sums[to + 1] = VectorMath.sum(s1);
    }

    /// sums[r] = x . w[r], each as in [Dots].
    private static void dots(float[] w, long x, int n, int rows, float[] sums) {
        if (rows == STRIP) {
            four(w, x, n, sums);
        } else {
            for (int r = 0; r < rows; r++) {
                sums[r] = dot(w, r * n, x, n);
            }
        }
    }

    private static void four(float[] w, long x, int n, float[] sums) {
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            FloatVector a = load(x + i * FLOAT);
            FloatVector b = load(x + i * FLOAT + VB);
            s00 = a.fma(FloatVector.fromArray(F, w, i), s00);
            s10 = a.fma(FloatVector.fromArray(F, w, i + n), s10);
            s20 = a.fma(FloatVector.fromArray(F, w, i + 2 * n), s20);
            s30 = a.fma(FloatVector.fromArray(F, w, i + 3 * n), s30);
            s01 = b.fma(FloatVector.fromArray(F, w, i + V), s01);
            s11 = b.fma(FloatVector.fromArray(F, w, i + n + V), s11);
            s21 = b.fma(FloatVector.fromArray(F, w, i + 2 * n + V), s21);
            s31 = b.fma(FloatVector.fromArray(F, w, i + 3 * n + V), s31);
        }
        if (i + V <= n) {
            FloatVector a = load(x + i * FLOAT);
            s00 = a.fma(FloatVector.fromArray(F, w, i), s00);
            s10 = a.fma(FloatVector.fromArray(F, w, i + n), s10);
            s20 = a.fma(FloatVector.fromArray(F, w, i + 2 * n), s20);
            s30 = a.fma(FloatVector.fromArray(F, w, i + 3 * n), s30);
            i += V;
        }
        sums[0] = tail(VectorMath.sum(s00.add(s01)), w, 0, x, i, n);
        sums[1] = tail(VectorMath.sum(s10.add(s11)), w, n, x, i, n);
        sums[2] = tail(VectorMath.sum(s20.add(s21)), w, 2 * n, x, i, n);
        sums[3] = tail(VectorMath.sum(s30.add(s31)), w, 3 * n, x, i, n);
    }

    private static float dot(float[] w, int at, long x, int n) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            s0 = load(x + i * FLOAT).fma(FloatVector.fromArray(F, w, at + i), s0);
            s1 = load(x + i * FLOAT + VB).fma(FloatVector.fromArray(F, w, at + i + V), s1);
        }
        if (i + V <= n) {
            s0 = load(x + i * FLOAT).fma(FloatVector.fromArray(F, w, at + i), s0);
            i += V;
        }
        return tail(VectorMath.sum(s0.add(s1)), w, at, x, i, n);
    }

    private static float tail(float sum, float[] w, int at, long x, int from, int n) {
        float total = sum;
        for (int i = from; i < n; i++) {
            total = Math.fma(get(x + i * FLOAT), w[at + i], total);
        }
        return total;
    }
}
