package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Strips of Q4_K, in groups of 32 columns x = d scale q - dmin least: for each block of 256 columns the coded d of all rows, the
/// coded dmin, three vectors of words with scales and least values of six bits ([Sixes]), then as in [FourBitStrips] four vectors
/// of words for each group.
///
/// What is taken off by the least values is added from the sums of the factors.
record SuperFourBitStrips() implements StripFormat {
    static final StripFormat FORMAT = new SuperFourBitStrips();

    private static final int SIZE = 256;
    private static final int BYTES = 144;
    private static final int GROUP = 32;
    private static final int GROUPS = SIZE / GROUP;
    private static final int WORDS = 4;

    /// Bytes before the words, of all rows.
    private static final long HEAD = 16L * V;

    @Override
    public long bytes(int blocks) {
        return (long) blocks * BYTES * V;
    }

    /// A file has the scales as [#scale] and [#least] say, and in 32 bytes the lower bits of one group and the upper bits of the
    /// next.
    @Override
    public boolean put(
            MemorySegment source, long from, long strip, int blocks, int block, int lane) {
        long head = strip + (long) block * BYTES * V;
        int a = source.get(Codes.WORD, from + 4);
        int b = source.get(Codes.WORD, from + 8);
        int c = source.get(Codes.WORD, from + 12);
        for (int g = 0; g < GROUPS; g++) {
            Sixes.put(head + 4L * V, lane, g, scale(a, c, g));
            Sixes.put(head + 4L * V, lane, GROUPS + g, scale(b, c >>> 4, g));
            for (int i = 0; i < WORDS; i++) {
                long at = from + 16 + 32L * (g / 2) + 8L * i;
                int low = source.get(Codes.WORD, at) >>> (4 * (g % 2));
                int high = source.get(Codes.WORD, at + 4) >>> (4 * (g % 2));
                long words = head + HEAD + (long) (g * WORDS + i) * VB;
                Codes.word(words, lane, Nibbles.together(low, high));
            }
        }
        boolean fits = Codes.put(source, from, head, lane);
        return Codes.put(source, from + 2, head + 2L * V, lane) && fits;
    }

    /// The first four of eight lie whole in the bytes of one word, the others in parts: four bits in those of another, two
    /// above the first.
    private static int scale(int word, int rest, int group) {
        int shift = 8 * (group % 4);
        return group < 4
                ? word >>> shift & 63
                : (rest >>> shift & 15) | (word >>> (shift + 6) & 3) << 4;
    }

    @Override
    public void read(long strip, int blocks, int block, int lane, float[] to, int at) {
        long head = strip + (long) block * BYTES * V;
        float d = Codes.get(head, lane);
        float dmin = Codes.get(head + 2L * V, lane);
        for (int g = 0; g < GROUPS; g++) {
            float scale = d * Sixes.get(head + 4L * V, lane, g);
            float least = dmin * Sixes.get(head + 4L * V, lane, GROUPS + g);
            for (int i = 0; i < GROUP; i++) {
                int word = Codes.word(head + HEAD + (g * WORDS + i / 8) * VB, lane);
                int q = (word >>> Nibbles.shift(i % 8)) & 15;
                to[at + g * GROUP + i] = scale * q - least;
            }
        }
    }

    @Override
    public void widen(long strip, int blocks, int from, int count, long to, long stride) {
        for (int i = 0; i < count; i += GROUP) {
            long block = strip + (long) ((from + i) / SIZE) * BYTES * V;
            int g = (from + i) % SIZE / GROUP;
            FloatVector d = Codes.load(block).mul(Sixes.load(block + 4L * V, g));
            FloatVector less =
                    Codes.load(block + 2L * V).mul(Sixes.load(block + 4L * V, GROUPS + g)).neg();
            for (int j = 0; j < WORDS; j++) {
                long words = block + HEAD + (long) (g * WORDS + j) * VB;
                Nibbles.widen(words, 0, d, less, to + (i + 8 * j) * stride, stride);
            }
        }
    }

    @Override
    public int factors(int width) {
        return width / GROUP * (1 + GROUP);
    }

    @Override
    public void arrange(long x, int width, float[] to, int at) {
        int next = at;
        for (int i = 0; i < width; i += GROUP) {
            to[next] = -Nibbles.sum(x + i * 4L, GROUP);
            Nibbles.arrange(x + i * 4L, GROUP, to, next + 1);
            next += 1 + GROUP;
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
        long scales = own.block(1, 4L * Sixes.COUNT * V);
        long apart = Sixes.COUNT * VB;
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int xi = at;
        for (int block = 0; block < blocks; block++) {
            long head = (long) block * BYTES * V;
            Sixes.scales(w0 + head, scales);
            Sixes.scales(w1 + head, scales + apart);
            Sixes.scales(w2 + head, scales + 2 * apart);
            Sixes.scales(w3 + head, scales + 3 * apart);
            long q = head + HEAD;
            for (int g = 0; g < GROUPS; g++) {
                FloatVector sum = FloatVector.broadcast(F, x[xi]);
                long d = scales + g * VB;
                long least = d + GROUPS * VB;
                s0 = FloatVector.fromMemorySegment(F, ALL, least, ORDER).fma(sum, s0);
                s1 = FloatVector.fromMemorySegment(F, ALL, least + apart, ORDER).fma(sum, s1);
                s2 = FloatVector.fromMemorySegment(F, ALL, least + 2 * apart, ORDER).fma(sum, s2);
                s3 = FloatVector.fromMemorySegment(F, ALL, least + 3 * apart, ORDER).fma(sum, s3);
                FloatVector t0 = FloatVector.zero(F);
                FloatVector t1 = t0;
                FloatVector t2 = t0;
                FloatVector t3 = t0;
                xi++;
                for (int i = 0; i < WORDS; i++) {
                    IntVector a0 = IntVector.fromMemorySegment(I, ALL, w0 + q, LITTLE_ENDIAN);
                    IntVector a1 = IntVector.fromMemorySegment(I, ALL, w1 + q, LITTLE_ENDIAN);
                    IntVector a2 = IntVector.fromMemorySegment(I, ALL, w2 + q, LITTLE_ENDIAN);
                    IntVector a3 = IntVector.fromMemorySegment(I, ALL, w3 + q, LITTLE_ENDIAN);
                    FloatVector f = FloatVector.broadcast(F, x[xi]);
                    t0 = ((FloatVector) a0.and(15).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(15).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(15).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(15).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 1]);
                    t0 = ((FloatVector) a0.and(0xF0).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(0xF0).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(0xF0).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(0xF0).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 2]);
                    t0 = ((FloatVector) a0.and(0xF00).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(0xF00).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(0xF00).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(0xF00).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 3]);
                    t0 = ((FloatVector) a0.and(0xF000).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(0xF000).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(0xF000).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(0xF000).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 4]);
                    t0 = ((FloatVector) a0.and(0xF0000).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(0xF0000).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(0xF0000).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(0xF0000).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 5]);
                    t0 = ((FloatVector) a0.and(0xF00000).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(0xF00000).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(0xF00000).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(0xF00000).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 6]);
                    t0 = ((FloatVector) a0.and(0xF000000).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.and(0xF000000).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.and(0xF000000).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.and(0xF000000).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 7]);
                    t0 = ((FloatVector) a0.lanewise(LSHR, 28).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.lanewise(LSHR, 28).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.lanewise(LSHR, 28).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.lanewise(LSHR, 28).convertShape(I2F, F, 0)).fma(f, t3);
                    q += VB;
                    xi += 8;
                }
                s0 = FloatVector.fromMemorySegment(F, ALL, d, ORDER).fma(t0, s0);
                s1 = FloatVector.fromMemorySegment(F, ALL, d + apart, ORDER).fma(t1, s1);
                s2 = FloatVector.fromMemorySegment(F, ALL, d + 2 * apart, ORDER).fma(t2, s2);
                s3 = FloatVector.fromMemorySegment(F, ALL, d + 3 * apart, ORDER).fma(t3, s3);
            }
        }
        s0.intoMemorySegment(ALL, out, ORDER);
        s1.intoMemorySegment(ALL, out + VB, ORDER);
        s2.intoMemorySegment(ALL, out + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, out + 3 * VB, ORDER);
    }
}
