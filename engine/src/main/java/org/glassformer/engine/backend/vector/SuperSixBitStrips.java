package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.EightBitStrips.B;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Strips of Q6_K, in groups of 16 columns x = d scale (q - 32): for each block of 256 columns three vectors of words for
/// each group, then the scales of all groups, a byte for each row, then the coded d of all rows. The bytes of the words are four columns each, the two highest bits
/// of the bytes together the last four.
///
/// As in [FourBitStrips] a number stays where it is, 256^k times too large, and its factor is 256^k times too small.
record SuperSixBitStrips() implements StripFormat {
    static final StripFormat FORMAT = new SuperSixBitStrips();

    private static final int SIZE = 256;
    private static final int GROUP = 16;

    /// Bytes of a group's words, of all rows.
    private static final long WORDS = 3 * VB;

    /// Where in a block the groups' scales start, and the codes.
    private static final long SCALES = SIZE / GROUP * WORDS;

    private static final long CODES = SCALES + SIZE / GROUP * (long) V;

    /// Bytes of a block, of all rows: the codes take as much as a vector of words.
    private static final long BYTES = CODES + VB;

    /// What is left of the bytes of a word when six bits are taken.
    private static final int REST = 0xC0C0C0C0;

    @Override
    public long bytes(int blocks) {
        return blocks * BYTES;
    }

    /// Of 128 columns a file has the lower four bits in 64 bytes, the upper two in 32, the scales behind them and d in the end.
    @Override
    public boolean put(
            MemorySegment source, long from, long strip, int blocks, int block, int lane) {
        long words = strip + block * BYTES;
        for (int g = 0; g < SIZE / GROUP; g++) {
            int quarter = g % 8 / 2;
            long fours = from + 64L * (g / 8) + 32L * (quarter % 2) + 16L * (g % 2);
            long twos = from + 128 + 32L * (g / 8) + 16L * (g % 2);
            int last = six(source, fours + 12, twos + 12, quarter);
            for (int i = 0; i < 3; i++) {
                int rest = (last << (6 - 2 * i)) & REST;
                int word = six(source, fours + 4L * i, twos + 4L * i, quarter) | rest;
                Codes.word(words + g * WORDS + i * VB, lane, word);
            }
            byte scale = source.get(ValueLayout.JAVA_BYTE, from + 192 + g);
            ALL.set(ValueLayout.JAVA_BYTE, words + SCALES + (long) g * V + lane, scale);
        }
        return Codes.put(source, from + 208, words + CODES, lane);
    }

    /// Four columns of a quarter in the bytes of a word.
    private static int six(MemorySegment source, long fours, long twos, int quarter) {
        int low = (source.get(Codes.WORD, fours) >>> (quarter / 2 * 4)) & 0x0F0F0F0F;
        int high = (source.get(Codes.WORD, twos) >>> (2 * quarter)) & 0x03030303;
        return low | high << 4;
    }

    @Override
    public void read(long strip, int blocks, int block, int lane, float[] to, int at) {
        long words = strip + block * BYTES;
        float d = Codes.get(words + CODES, lane);
        for (int g = 0; g < SIZE / GROUP; g++) {
            long scales = words + SCALES + (long) g * V;
            float scale = d * ALL.get(ValueLayout.JAVA_BYTE, scales + lane);
            int last = 0;
            for (int i = 0; i < 3; i++) {
                int word = Codes.word(words + g * WORDS + i * VB, lane);
                last = (last >>> 2) | (word & REST);
                four(word, scale, to, at + g * GROUP + 4 * i);
            }
            four(last >>> 2, scale, to, at + g * GROUP + 12);
        }
    }

    private static void four(int word, float scale, float[] to, int at) {
        for (int k = 0; k < 4; k++) {
            to[at + k] = scale * (((word >>> (8 * k)) & 63) - 32);
        }
    }

    @Override
    public void widen(long strip, int blocks, int from, int count, long to, long stride) {
        for (int i = 0; i < count; i += GROUP) {
            long block = strip + (from + i) / SIZE * BYTES;
            int g = (from + i) % SIZE / GROUP;
            ByteVector b =
                    ByteVector.fromMemorySegment(B, ALL, block + SCALES + (long) g * V, ORDER);
            FloatVector scale =
                    Codes.load(block + CODES).mul((FloatVector) b.convertShape(B2F, F, 0));
            long words = block + g * WORDS;
            IntVector last = IntVector.zero(I);
            for (int j = 0; j < 3; j++) {
                IntVector n = IntVector.fromMemorySegment(I, ALL, words + j * VB, LITTLE_ENDIAN);
                last = last.lanewise(LSHR, 2).or(n.and(REST));
                widen(n, scale, to + (i + 4 * j) * stride, stride);
            }
            widen(last.lanewise(LSHR, 2), scale, to + (i + 12) * stride, stride);
        }
    }

    private static void widen(IntVector n, FloatVector scale, long to, long stride) {
        IntVector q1 = n.lanewise(LSHR, 8);
        IntVector q2 = n.lanewise(LSHR, 16);
        IntVector q3 = n.lanewise(LSHR, 24);
        store(to, scale.mul((FloatVector) n.and(63).sub(32).convertShape(I2F, F, 0)));
        store(to + stride, scale.mul((FloatVector) q1.and(63).sub(32).convertShape(I2F, F, 0)));
        store(to + 2 * stride, scale.mul((FloatVector) q2.and(63).sub(32).convertShape(I2F, F, 0)));
        store(to + 3 * stride, scale.mul((FloatVector) q3.and(63).sub(32).convertShape(I2F, F, 0)));
    }

    @Override
    public int factors(int width) {
        return width / GROUP * (1 + GROUP);
    }

    @Override
    public void arrange(long x, int width, float[] to, int at) {
        int next = at;
        for (int i = 0; i < width; i += GROUP) {
            to[next] = -32 * Nibbles.sum(x + i * 4L, GROUP);
            for (int k = 0; k < GROUP; k += 4) {
                long from = x + (i + k) * 4L;
                to[next + 1 + k] = get(from);
                to[next + 2 + k] = get(from + 4) * 0x1p-8f;
                to[next + 3 + k] = get(from + 8) * 0x1p-16f;
                to[next + 4 + k] = get(from + 12) * 0x1p-24f;
            }
            next += 1 + GROUP;
        }
    }

    /// The scales of the groups of a block times d. Short methods are taken into [#multiply], which has no room left for helpers in them.
    ///
    /// @param to takes a vector for each group
    private static void scales(long block, long to) {
        FloatVector d = Codes.load(block + CODES);
        long q = block + SCALES;
        for (int g = 0; g < SIZE / GROUP; g += 8) {
            ByteVector b0 = ByteVector.fromMemorySegment(B, ALL, q, ORDER);
            ByteVector b1 = ByteVector.fromMemorySegment(B, ALL, q + V, ORDER);
            ByteVector b2 = ByteVector.fromMemorySegment(B, ALL, q + 2L * V, ORDER);
            ByteVector b3 = ByteVector.fromMemorySegment(B, ALL, q + 3L * V, ORDER);
            ByteVector b4 = ByteVector.fromMemorySegment(B, ALL, q + 4L * V, ORDER);
            ByteVector b5 = ByteVector.fromMemorySegment(B, ALL, q + 5L * V, ORDER);
            ByteVector b6 = ByteVector.fromMemorySegment(B, ALL, q + 6L * V, ORDER);
            ByteVector b7 = ByteVector.fromMemorySegment(B, ALL, q + 7L * V, ORDER);
            ((FloatVector) b0.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + g * VB, ORDER);
            ((FloatVector) b1.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 1) * VB, ORDER);
            ((FloatVector) b2.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 2) * VB, ORDER);
            ((FloatVector) b3.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 3) * VB, ORDER);
            ((FloatVector) b4.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 4) * VB, ORDER);
            ((FloatVector) b5.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 5) * VB, ORDER);
            ((FloatVector) b6.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 6) * VB, ORDER);
            ((FloatVector) b7.convertShape(B2F, F, 0))
                    .mul(d)
                    .intoMemorySegment(ALL, to + (g + 7) * VB, ORDER);
            q += 8L * V;
        }
    }

    @Override
    public void multiply(
            long w0,
            long w1,
            long w2,
            long w3,
            int blocks,
            float[] x,
            int at,
            long out,
            Scratch own) {
        long apart = SIZE / GROUP * VB;
        long scales = own.block(1, 4L * SIZE / GROUP * V);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int xi = at;
        for (int block = 0; block < blocks; block++) {
            long head = block * BYTES;
            scales(w0 + head, scales);
            scales(w1 + head, scales + apart);
            scales(w2 + head, scales + 2 * apart);
            scales(w3 + head, scales + 3 * apart);
            long q = head;
            for (int g = 0; g < SIZE / GROUP; g++) {
                FloatVector t0 = FloatVector.broadcast(F, x[xi]);
                FloatVector t1 = t0;
                FloatVector t2 = t0;
                FloatVector t3 = t0;
                IntVector e0 = IntVector.zero(I);
                IntVector e1 = e0;
                IntVector e2 = e0;
                IntVector e3 = e0;
                FloatVector f;
                xi++;
                for (int end = xi + 12;
                        xi < end;
                        xi += 4) { // a count the compiler knows it unrolls, and spills
                    IntVector n0 = IntVector.fromMemorySegment(I, ALL, w0 + q, LITTLE_ENDIAN);
                    IntVector n1 = IntVector.fromMemorySegment(I, ALL, w1 + q, LITTLE_ENDIAN);
                    IntVector n2 = IntVector.fromMemorySegment(I, ALL, w2 + q, LITTLE_ENDIAN);
                    IntVector n3 = IntVector.fromMemorySegment(I, ALL, w3 + q, LITTLE_ENDIAN);
                    e0 = e0.lanewise(LSHR, 2).or(n0.and(REST));
                    e1 = e1.lanewise(LSHR, 2).or(n1.and(REST));
                    e2 = e2.lanewise(LSHR, 2).or(n2.and(REST));
                    e3 = e3.lanewise(LSHR, 2).or(n3.and(REST));
                    f = FloatVector.broadcast(F, x[xi]);
                    t0 = ((FloatVector) n0.and(63).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) n1.and(63).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) n2.and(63).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) n3.and(63).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 1]);
                    t0 = ((FloatVector) n0.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) n1.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) n2.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) n3.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 2]);
                    t0 = ((FloatVector) n0.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) n1.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) n2.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) n3.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 3]);
                    t0 = ((FloatVector) n0.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) n1.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) n2.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) n3.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t3);
                    q += VB;
                }
                e0 = e0.lanewise(LSHR, 2);
                e1 = e1.lanewise(LSHR, 2);
                e2 = e2.lanewise(LSHR, 2);
                e3 = e3.lanewise(LSHR, 2);
                f = FloatVector.broadcast(F, x[xi]);
                t0 = ((FloatVector) e0.and(63).convertShape(I2F, F, 0)).fma(f, t0);
                t1 = ((FloatVector) e1.and(63).convertShape(I2F, F, 0)).fma(f, t1);
                t2 = ((FloatVector) e2.and(63).convertShape(I2F, F, 0)).fma(f, t2);
                t3 = ((FloatVector) e3.and(63).convertShape(I2F, F, 0)).fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + 1]);
                t0 = ((FloatVector) e0.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t0);
                t1 = ((FloatVector) e1.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t1);
                t2 = ((FloatVector) e2.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t2);
                t3 = ((FloatVector) e3.and(0x3F00).convertShape(I2F, F, 0)).fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + 2]);
                t0 = ((FloatVector) e0.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t0);
                t1 = ((FloatVector) e1.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t1);
                t2 = ((FloatVector) e2.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t2);
                t3 = ((FloatVector) e3.and(0x3F0000).convertShape(I2F, F, 0)).fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + 3]);
                t0 = ((FloatVector) e0.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t0);
                t1 = ((FloatVector) e1.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t1);
                t2 = ((FloatVector) e2.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t2);
                t3 = ((FloatVector) e3.and(0x3F000000).convertShape(I2F, F, 0)).fma(f, t3);
                long d = scales + g * VB;
                s0 = FloatVector.fromMemorySegment(F, ALL, d, ORDER).fma(t0, s0);
                s1 = FloatVector.fromMemorySegment(F, ALL, d + apart, ORDER).fma(t1, s1);
                s2 = FloatVector.fromMemorySegment(F, ALL, d + 2 * apart, ORDER).fma(t2, s2);
                s3 = FloatVector.fromMemorySegment(F, ALL, d + 3 * apart, ORDER).fma(t3, s3);
                xi += 4;
            }
        }
        s0.intoMemorySegment(ALL, out, ORDER);
        s1.intoMemorySegment(ALL, out + VB, ORDER);
        s2.intoMemorySegment(ALL, out + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, out + 3 * VB, ORDER);
    }
}
