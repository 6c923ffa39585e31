package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
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
/// four vectors of words, each with eight columns ([Nibbles]). Of columns 1, 3 and 5 is kept 15 - q, of the last, whose bits
/// have the word's sign, q - 8.
///
/// A number stays where it is in its word, so that it is 16^k times too large, and its factor is 16^k times too
/// small: a mask, a conversion and a multiplication for a vector of numbers. The last column is taken with all that lies
/// below it, without a mask, and the factors of the others are as much smaller. What the numbers of a block lie too high
/// starts its sum; as every other column is turned round, factors of one sign leave little of it.
///
/// Two columns a round are few enough calls of the Vector API for the compiler to take all of them in: none of twenty JVMs
/// made objects.
/// The masks are broadcast as they are loaded, as the factors are, so that nothing is shifted.
record FourBitStrips() implements StripFormat {
    static final StripFormat FORMAT = new FourBitStrips();

    private static final int SIZE = 32;

    private static final int WORDS = 4;

    private static final int COLUMNS = 8;

    private static final int LAST = COLUMNS - 1;

    /// Makes columns 1, 3 and 5 of a word 15 - q and the last q - 8.
    private static final int TURNED = 0x8F00FF00;

    /// Where the columns of a word are.
    private static final int[] MASKS = {
        0xF, 0xF00, 0xF0000, 0xF000000, 0xF0, 0xF000, 0xF00000, 0xF0000000
    };

    /// All factors are so much too large, so that the bits of a code, as a float, multiply a sum without becoming too small.
    private static final float LARGE = 0x1p64f;

    /// What the sums are multiplied by in the end.
    private static final float SMALL = Codes.WORTH / LARGE;

    /// What the factors of two words of columns are multiplied by.
    private static final float[] PLACES =
            twice(1, -0x1p-8f, 0x1p-16f, -0x1p-24f, 0x1p-4f, -0x1p-12f, 0x1p-20f, 0x1p-28f);

    /// What is taken off for the last column's factor, which is multiplied with the others' numbers as well.
    private static final float[] BELOW =
            twice(-0x1p-28f, -0x1p-28f, -0x1p-28f, -0x1p-28f, -0x1p-28f, -0x1p-28f, -0x1p-28f, 0);

    /// What is kept less the number, times the factor's sign.
    private static final float[] STARTS = twice(-8, 7, -8, 7, -8, 7, -8, 0);

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
            int word = Nibbles.together(low, high) ^ TURNED;
            Codes.word(words(strip, blocks, block) + i * VB, lane, word);
        }
        return Codes.put(source, from, strip + 2L * block * V, lane);
    }

    @Override
    public void read(long strip, int blocks, int block, int lane, float[] to, int at) {
        float d = Codes.get(strip + 2L * block * V, lane);
        long words = words(strip, blocks, block);
        for (int i = 0; i < SIZE; i++) {
            int word = Codes.word(words + i / COLUMNS * VB, lane) ^ TURNED;
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
                Nibbles.widen(words + j * VB, TURNED, d, less, column, stride);
            }
        }
    }

    private static float[] twice(float... word) {
        float[] two = Arrays.copyOf(word, 2 * COLUMNS);
        for (int i = 0; i < two.length; i++) {
            two[i] = word[i % COLUMNS] * LARGE;
        }
        return two;
    }

    /// The factors of all columns in their order, then for each block what starts its sum; in all a multiple of eight.
    @Override
    public int factors(int width) {
        return width + (width / SIZE + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    @Override
    public void arrange(long x, int width, float[] to, int at, Scratch own) {
        long lanes = own.block(2, V);
        for (int i = 0; i < width; i += SIZE) {
            FloatVector start = FloatVector.zero(F);
            for (int j = i; j < i + SIZE; j += V) {
                int column = j % COLUMNS;
                FloatVector factors = FloatVector.fromMemorySegment(F, ALL, x + j * 4L, ORDER);
                FloatVector last =
                        V < COLUMNS
                                ? FloatVector.broadcast(F, get(x + (j | LAST) * 4L))
                                : factors.rearrange(LAST_OF_WORD);
                last.mul(FloatVector.fromArray(F, BELOW, column))
                        .add(factors.mul(FloatVector.fromArray(F, PLACES, column)))
                        .intoArray(to, at + j);
                start = factors.fma(FloatVector.fromArray(F, STARTS, column), start);
            }
            start.intoMemorySegment(ALL, lanes, ORDER);
            to[at + width + i / SIZE] = VectorMath.sumAt(lanes);
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
            FloatVector t0 = FloatVector.broadcast(F, x[start + block]);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int i = 0; i < WORDS; i++) {
                IntVector a0 = IntVector.fromMemorySegment(I, ALL, w0 + q, LITTLE_ENDIAN);
                IntVector a1 = IntVector.fromMemorySegment(I, ALL, w1 + q, LITTLE_ENDIAN);
                IntVector a2 = IntVector.fromMemorySegment(I, ALL, w2 + q, LITTLE_ENDIAN);
                IntVector a3 = IntVector.fromMemorySegment(I, ALL, w3 + q, LITTLE_ENDIAN);
                FloatVector f = FloatVector.broadcast(F, x[xi + LAST]);
                t0 = ((FloatVector) a0.convertShape(I2F, F, 0)).fma(f, t0);
                t1 = ((FloatVector) a1.convertShape(I2F, F, 0)).fma(f, t1);
                t2 = ((FloatVector) a2.convertShape(I2F, F, 0)).fma(f, t2);
                t3 = ((FloatVector) a3.convertShape(I2F, F, 0)).fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + LAST - 1]);
                IntVector m = IntVector.broadcast(I, MASKS[LAST - 1]);
                t0 = ((FloatVector) a0.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t0);
                t1 = ((FloatVector) a1.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t1);
                t2 = ((FloatVector) a2.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t2);
                t3 = ((FloatVector) a3.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t3);
                for (int end = xi + LAST - 1;
                        xi < end;
                        xi += 2) { // a count the compiler knows it unrolls
                    f = FloatVector.broadcast(F, x[xi]);
                    m = IntVector.broadcast(I, MASKS[xi & 7]);
                    t0 = ((FloatVector) a0.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t3);
                    f = FloatVector.broadcast(F, x[xi + 1]);
                    m = IntVector.broadcast(I, MASKS[(xi + 1) & 7]);
                    t0 = ((FloatVector) a0.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t0);
                    t1 = ((FloatVector) a1.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t1);
                    t2 = ((FloatVector) a2.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t2);
                    t3 = ((FloatVector) a3.lanewise(AND, m).convertShape(I2F, F, 0)).fma(f, t3);
                }
                xi += 2;
                q += VB;
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
