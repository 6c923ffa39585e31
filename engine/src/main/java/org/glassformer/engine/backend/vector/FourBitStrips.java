package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.S2I;
import static org.glassformer.engine.backend.vector.Codes.CODE;
import static org.glassformer.engine.backend.vector.Codes.S;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShuffle;

/// Strips of Q4_0, x = d (q - 8): the coded scales of all rows, block by block, then for each block of 32 columns
/// four vectors of words, each with eight columns ([Nibbles]); of the last, whose bits have the word's sign, is kept q - 8.
///
/// A number stays where it is in its word, so that it is 16^k times too large, and its factor is 16^k times too
/// small: a mask, a conversion and a multiplication for a vector of numbers. Two columns take less: the last is taken with
/// all that lies below it, without a mask, and the factors of the others are as much smaller; and the one at bits 16 to 19
/// becomes a float without a conversion, by the upper bits of 2^23, to which it adds 2^16 times itself.
/// What the numbers lie too high starts the sum of eight: if it were that of a whole block, the error would be three times
/// as large.
///
/// Two columns a round are few enough calls of the Vector API for the compiler to take all of them in.
/// The masks are broadcast as they are loaded, as the factors are, so that nothing is shifted.
record FourBitStrips() implements StripFormat {
    static final StripFormat FORMAT = new FourBitStrips();

    private static final int SIZE = 32;

    private static final int WORDS = 4;

    private static final int COLUMNS = 8;

    private static final int LAST = COLUMNS - 1;

    /// The column whose bits are a float's as they lie, with [#HIGH] above them.
    private static final int FLOAT = 6;

    /// The upper bits of [#FLOATED].
    private static final int HIGH = 0x4B000000;

    /// What such a float is more than the number at its place.
    private static final float FLOATED = 0x1p23f;

    /// Makes the last column of a word q - 8.
    private static final int SIGNED = 0x80000000;

    /// Where the columns of a word are.
    private static final int[] MASKS = masks();

    /// All factors are so much too large, so that the bits of a code, as a float, multiply a sum without becoming too small.
    private static final float LARGE = 0x1p64f;

    /// What the sums are multiplied by in the end.
    private static final float SMALL = Codes.WORTH / LARGE;

    /// What the factors of two words of columns are multiplied by.
    private static final float[] PLACES = places();

    /// What is taken off for the last column's factor, which is multiplied with the others' numbers as well.
    private static final float[] BELOW = below();

    /// In each lane that of its word's last column.
    private static final VectorShuffle<Float> LAST_OF_WORD =
            VectorShuffle.fromOp(F, i -> (i | LAST) % V);

    @Override
    public long bytes(int blocks) {
        return head(blocks) + (long) blocks * WORDS * VB;
    }

    /// Bytes of all codes of a strip, up to where a vector may lie.
    private static long head(int blocks) {
        return (2L * blocks * V + VB - 1) / VB * VB;
    }

    /// Where the words of a block start.
    private static long words(long strip, int blocks, int block) {
        return strip + head(blocks) + (long) block * WORDS * VB;
    }

    /// Byte j of a block in a file holds column j below and column j + 16 above.
    @Override
    public boolean put(
            MemorySegment source, long from, long strip, int blocks, int block, int lane) {
        for (int i = 0; i < WORDS; i++) {
            int low = source.get(Codes.WORD, from + 2 + 8L * (i % 2)) >>> (i < 2 ? 0 : 4);
            int high = source.get(Codes.WORD, from + 6 + 8L * (i % 2)) >>> (i < 2 ? 0 : 4);
            int word = Nibbles.together(low, high) ^ SIGNED;
            Codes.word(words(strip, blocks, block) + i * VB, lane, word);
        }
        return Codes.put(source, from, strip + 2L * block * V, lane);
    }

    @Override
    public void read(long strip, int blocks, int block, int lane, float[] to, int at) {
        float d = Codes.get(strip + 2L * block * V, lane);
        long words = words(strip, blocks, block);
        for (int i = 0; i < SIZE; i++) {
            int word = Codes.word(words + i / COLUMNS * VB, lane) ^ SIGNED;
            to[at + i] = d * (((word >>> Nibbles.shift(i % COLUMNS)) & 15) - 8);
        }
    }

    @Override
    public void widen(long strip, int blocks, int from, int count, long to, long stride) {
        for (int i = 0; i < count; i += SIZE) {
            int block = (from + i) / SIZE;
            FloatVector d = Codes.load(strip + 2L * block * V);
            FloatVector less = d.mul(-8);
            long words = words(strip, blocks, block);
            for (int j = 0; j < WORDS; j++) {
                long column = to + (i + COLUMNS * j) * stride;
                Nibbles.widen(words + j * VB, SIGNED, d, less, column, stride);
            }
        }
    }

    private static int[] masks() {
        int[] masks = new int[COLUMNS];
        Arrays.setAll(masks, i -> 15 << Nibbles.shift(i));
        return masks;
    }

    private static float[] places() {
        float[] places = new float[2 * COLUMNS];
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.scalb(LARGE, -Nibbles.shift(i % COLUMNS));
        }
        return places;
    }

    private static float[] below() {
        float[] below = new float[2 * COLUMNS];
        for (int i = 0; i < below.length; i++) {
            below[i] = i % COLUMNS == LAST ? 0 : -PLACES[LAST];
        }
        return below;
    }

    /// The factors of all columns in their order, then for each word what starts its sum, then what rounding took from that:
    /// the last word of a block makes good what all have lost. A multiple of eight.
    @Override
    public int factors(int width) {
        return width + width / COLUMNS * 2;
    }

    @Override
    public void arrange(long x, int width, float[] to, int at) {
        for (int i = 0; i < width; i += V) {
            int column = i % COLUMNS;
            FloatVector factors = FloatVector.fromMemorySegment(F, ALL, x + i * 4L, ORDER);
            FloatVector last =
                    V < COLUMNS
                            ? FloatVector.broadcast(F, get(x + (i | LAST) * 4L))
                            : factors.rearrange(LAST_OF_WORD);
            last.mul(FloatVector.fromArray(F, BELOW, column))
                    .add(factors.mul(FloatVector.fromArray(F, PLACES, column)))
                    .intoArray(to, at + i);
        }
        int words = width / COLUMNS;
        int starts = at + width;
        int lost = starts + words;
        for (int i = 0; i < words; i++) {
            long from = x + (long) i * COLUMNS * 4;
            float low = get(from) + get(from + 4) + (get(from + 8) + get(from + 12));
            float high = get(from + 16) + get(from + 20) + get(from + 24);
            float less = -8 * LARGE * (low + high);
            float more = FLOATED * to[at + i * COLUMNS + FLOAT];
            float start = less - more;
            float part = start - less;
            to[starts + i] = start;
            to[lost + i] = (less - (start - part)) - (more + part);
        }
        for (int i = 0; i < words; i += WORDS) {
            to[starts + i + WORDS - 1] +=
                    to[lost + i] + to[lost + i + 1] + (to[lost + i + 2] + to[lost + i + 3]);
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
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int xi = at;
        int start = at + blocks * SIZE;
        long q = head(blocks);
        for (int block = 0; block < blocks; block++) {
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int i = 0; i < WORDS; i++) {
                IntVector a0 = IntVector.fromMemorySegment(I, ALL, w0 + q, LITTLE_ENDIAN);
                IntVector a1 = IntVector.fromMemorySegment(I, ALL, w1 + q, LITTLE_ENDIAN);
                IntVector a2 = IntVector.fromMemorySegment(I, ALL, w2 + q, LITTLE_ENDIAN);
                IntVector a3 = IntVector.fromMemorySegment(I, ALL, w3 + q, LITTLE_ENDIAN);
                FloatVector r0 = FloatVector.broadcast(F, x[start]);
                FloatVector r1 = r0;
                FloatVector r2 = r0;
                FloatVector r3 = r0;
                FloatVector f = FloatVector.broadcast(F, x[xi + FLOAT]);
                IntVector m = IntVector.broadcast(I, MASKS[FLOAT]);
                IntVector high = IntVector.broadcast(I, HIGH);
                r0 = a0.lanewise(AND, m).lanewise(OR, high).reinterpretAsFloats().fma(f, r0);
                r1 = a1.lanewise(AND, m).lanewise(OR, high).reinterpretAsFloats().fma(f, r1);
                r2 = a2.lanewise(AND, m).lanewise(OR, high).reinterpretAsFloats().fma(f, r2);
                r3 = a3.lanewise(AND, m).lanewise(OR, high).reinterpretAsFloats().fma(f, r3);
                f = FloatVector.broadcast(F, x[xi + LAST]);
                r0 = ((FloatVector) a0.convertShape(I2F, F, 0)).fma(f, r0);
                r1 = ((FloatVector) a1.convertShape(I2F, F, 0)).fma(f, r1);
                r2 = ((FloatVector) a2.convertShape(I2F, F, 0)).fma(f, r2);
                r3 = ((FloatVector) a3.convertShape(I2F, F, 0)).fma(f, r3);
                for (int end = xi + FLOAT;
                        xi < end;
                        xi += 2) { // a count the compiler knows it unrolls
                    f = FloatVector.broadcast(F, x[xi]);
                    m = IntVector.broadcast(I, MASKS[xi & 7]);
                    r0 = ((FloatVector) a0.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r0);
                    r1 = ((FloatVector) a1.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r1);
                    r2 = ((FloatVector) a2.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r2);
                    r3 = ((FloatVector) a3.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r3);
                    f = FloatVector.broadcast(F, x[xi + 1]);
                    m = IntVector.broadcast(I, MASKS[(xi + 1) & 7]);
                    r0 = ((FloatVector) a0.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r0);
                    r1 = ((FloatVector) a1.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r1);
                    r2 = ((FloatVector) a2.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r2);
                    r3 = ((FloatVector) a3.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, r3);
                }
                t0 = t0.add(r0);
                t1 = t1.add(r1);
                t2 = t2.add(r2);
                t3 = t3.add(r3);
                xi += 2;
                q += VB;
                start++;
            }
            long d = 2L * block * V;
            s0 =
                    t0.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w0 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats(),
                            s0);
            s1 =
                    t1.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w1 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats(),
                            s1);
            s2 =
                    t2.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w2 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats(),
                            s2);
            s3 =
                    t3.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w3 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats(),
                            s3);
        }
        s0.mul(SMALL).intoMemorySegment(ALL, out, ORDER);
        s1.mul(SMALL).intoMemorySegment(ALL, out + VB, ORDER);
        s2.mul(SMALL).intoMemorySegment(ALL, out + 2 * VB, ORDER);
        s3.mul(SMALL).intoMemorySegment(ALL, out + 3 * VB, ORDER);
    }
}
