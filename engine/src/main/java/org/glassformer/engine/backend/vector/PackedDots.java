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
/// stays in the cache and multiplied as in [Dots], which gives the very bits of F32 weights. The rows of
/// a strip lie apart, as in [Dots], and for the same reason.
///
/// The methods with the sums have more than 325 bytecodes, the most that C2 takes into their caller: two
/// of half that length it did take in, and then made an object of every vector, a fifth of the speed.
final class PackedDots {
    private static final long FLOAT = Float.BYTES;
    private static final int STRIP = Dots.STRIP;

    /// The floats -8 to 7, of which an index chooses by its last four bits where a vector holds all 16.
    private static final IntVector LESS_8 =
            FloatVector.broadcast(F, -8).addIndex(1).reinterpretAsInts();

    /// 2^23 as bits, and 2^23 + 8.
    private static final int BEHIND = 0x4B000000;

    private static final float LESS = 0x1p23f + 8;

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
                    int first = from * STRIP;
                    int end = Math.min(to * STRIP, o);
                    int apart = (end - first) / STRIP;
                    for (int s = first; s < first + apart; s++) {
                        strip(w, s, apart, wide, out, x, bias, n, o, sums);
                    }
                    for (int s = first + STRIP * apart; s < end; s++) {
                        row(w, s, wide, out, x, bias, n, o);
                    }
                });
    }

    /// Four rows, `apart` from each other.
    private static void strip(
            Packed w,
            int first,
            int apart,
            float[] wide,
            long out,
            long x,
            long bias,
            int n,
            int o,
            float[] sums) {
        int i = w.width();
        boolean direct = w.dtype() == DType.Q8_0 || w.dtype() == DType.Q4_0;
        for (int r = 0; r < STRIP; r++) {
            if (direct) {
                Unpack.scales(w.row(first + r * apart), w.blocks(), wide, r * w.blocks());
            } else {
                w.widen(first + r * apart, 0, i, wide, r * i);
            }
        }
        for (int row = 0; row < n; row++) {
            long xs = x + (long) row * i * FLOAT;
            if (direct) {
                multiply(w, first, apart, wide, xs, sums);
            } else {
                four(wide, xs, i, sums);
            }
            for (int r = 0; r < STRIP; r++) {
                int to = first + r * apart;
                float more = bias == 0 ? 0 : get(bias + to * FLOAT);
                set(out + ((long) row * o + to) * FLOAT, bias == 0 ? sums[r] : sums[r] + more);
            }
        }
    }

    /// One of the last rows, fewer than a strip has.
    private static void row(
            Packed w, int index, float[] wide, long out, long x, long bias, int n, int o) {
        int i = w.width();
        w.widen(index, 0, i, wide, 0);
        for (int row = 0; row < n; row++) {
            float sum = dot(wide, x + (long) row * i * FLOAT, i);
            float more = bias == 0 ? 0 : get(bias + index * FLOAT);
            set(out + ((long) row * o + index) * FLOAT, bias == 0 ? sum : sum + more);
        }
    }

    private static void multiply(
            Packed w, int first, int apart, float[] scales, long x, float[] sums) {
        int blocks = w.blocks();
        long numbers = w.row(first) + 2L * blocks;
        long stride = apart * w.rowBytes();
        if (w.dtype() == DType.Q8_0) {
            eightBits(scales, numbers, stride, blocks, x, sums);
        } else if (V == 16) {
            fourBitsOf16(scales, numbers, stride, blocks, x, sums);
        } else {
            fourBits(scales, numbers, stride, blocks, x, sums);
        }
    }

    /// sums[r] = sum over blocks b of d[r][b] sum over j of q[r][b][j] x[b][j].
    private static void eightBits(
            float[] d, long q, long stride, int blocks, long x, float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int b = 0; b < blocks; b++) {
            long at = b * 32L;
            long xs = x + b * (32 * FLOAT);
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int j = 0; j < 32; j += 2 * V) {
                FloatVector low = load(xs + j * FLOAT);
                t0 = Unpack.bytes(q + at + j).fma(low, t0);
                t1 = Unpack.bytes(q1 + at + j).fma(low, t1);
                t2 = Unpack.bytes(q2 + at + j).fma(low, t2);
                t3 = Unpack.bytes(q3 + at + j).fma(low, t3);
                FloatVector high = load(xs + j * FLOAT + VB);
                t0 = Unpack.bytes(q + at + j + V).fma(high, t0);
                t1 = Unpack.bytes(q1 + at + j + V).fma(high, t1);
                t2 = Unpack.bytes(q2 + at + j + V).fma(high, t2);
                t3 = Unpack.bytes(q3 + at + j + V).fma(high, t3);
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

    /// The same with q - 8, two numbers in a byte, for vectors of 16 floats: the four bits choose
    /// one of 16 values, which takes one instruction where a mask, a subtraction and a conversion took three.
    private static void fourBitsOf16(
            float[] d, long q, long stride, int blocks, long x, float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int b = 0; b < blocks; b++) {
            long at = b * 16L;
            long xs = x + b * (32 * FLOAT);
            FloatVector low = load(xs);
            FloatVector high = load(xs + VB);
            IntVector p0 = Unpack.unsigned(q + at);
            IntVector p1 = Unpack.unsigned(q1 + at);
            IntVector p2 = Unpack.unsigned(q2 + at);
            IntVector p3 = Unpack.unsigned(q3 + at);
            FloatVector t0 = p0.selectFrom(LESS_8).reinterpretAsFloats().mul(low);
            FloatVector t1 = p1.selectFrom(LESS_8).reinterpretAsFloats().mul(low);
            FloatVector t2 = p2.selectFrom(LESS_8).reinterpretAsFloats().mul(low);
            FloatVector t3 = p3.selectFrom(LESS_8).reinterpretAsFloats().mul(low);
            t0 = p0.lanewise(LSHR, 4).selectFrom(LESS_8).reinterpretAsFloats().fma(high, t0);
            t1 = p1.lanewise(LSHR, 4).selectFrom(LESS_8).reinterpretAsFloats().fma(high, t1);
            t2 = p2.lanewise(LSHR, 4).selectFrom(LESS_8).reinterpretAsFloats().fma(high, t2);
            t3 = p3.lanewise(LSHR, 4).selectFrom(LESS_8).reinterpretAsFloats().fma(high, t3);
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

    /// The same for narrower vectors: the four bits are put behind 2^23, where the last bit of a float counts ones.
    private static void fourBits(float[] d, long q, long stride, int blocks, long x, float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int b = 0; b < blocks; b++) {
            long at = b * 16L;
            long xs = x + b * (32 * FLOAT);
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int j = 0; j < 16; j += V) {
                FloatVector low = load(xs + j * FLOAT);
                FloatVector high = load(xs + (j + 16) * FLOAT);
                IntVector p0 = Unpack.unsigned(q + at + j);
                IntVector u0 = p0.lanewise(LSHR, 4).or(BEHIND);
                t0 = p0.and(15).or(BEHIND).reinterpretAsFloats().sub(LESS).fma(low, t0);
                t0 = u0.reinterpretAsFloats().sub(LESS).fma(high, t0);
                IntVector p1 = Unpack.unsigned(q1 + at + j);
                IntVector u1 = p1.lanewise(LSHR, 4).or(BEHIND);
                t1 = p1.and(15).or(BEHIND).reinterpretAsFloats().sub(LESS).fma(low, t1);
                t1 = u1.reinterpretAsFloats().sub(LESS).fma(high, t1);
                IntVector p2 = Unpack.unsigned(q2 + at + j);
                IntVector u2 = p2.lanewise(LSHR, 4).or(BEHIND);
                t2 = p2.and(15).or(BEHIND).reinterpretAsFloats().sub(LESS).fma(low, t2);
                t2 = u2.reinterpretAsFloats().sub(LESS).fma(high, t2);
                IntVector p3 = Unpack.unsigned(q3 + at + j);
                IntVector u3 = p3.lanewise(LSHR, 4).or(BEHIND);
                t3 = p3.and(15).or(BEHIND).reinterpretAsFloats().sub(LESS).fma(low, t3);
                t3 = u3.reinterpretAsFloats().sub(LESS).fma(high, t3);
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

    /// sums[r] = x . w[r] of four widened rows, each as in [Dots].
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
        return tail(VectorMath.sum(s0.add(s1)), w, 0, x, i, n);
    }

    private static float tail(float sum, float[] w, int at, long x, int from, int n) {
        float total = sum;
        for (int i = from; i < n; i++) {
            total = Math.fma(get(x + i * FLOAT), w[at + i], total);
        }
        return total;
    }
}
