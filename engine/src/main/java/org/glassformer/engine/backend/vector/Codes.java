package org.glassformer.engine.backend.vector;

import static jdk.incubator.vector.VectorOperators.S2I;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Binary16 as this device keeps it: with exponents that an F32 has the bits for, so that it becomes one by a shift and a
/// mask.
final class Codes {
    /// The bits of a code, put where a float has them by a shift of 13.
    static final int CODE = 0x8FFFE000;

    /// What a float of such bits is multiplied by.
    static final float WORTH = 0x1p102f;

    /// Halves of words that become one vector of floats.
    static final VectorSpecies<Short> S =
            VectorSpecies.of(
                    short.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 2)));

    /// Two bytes as they are in a file.
    static final ValueLayout.OfShort HALF =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Four bytes as they are in a file, and as they lie here.
    static final ValueLayout.OfInt WORD =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Codes() {}

    /// Binary16 to bits that become a float without a detour: a sign, five bits of an exponent counted
    /// from -25, ten of a mantissa. So small numbers have an exponent as all others, where binary16 makes them
    /// subnormal, for which the processor takes a hundred cycles; 0 alone has an exponent of 0.
    ///
    /// @return the bits, or -1 if the number is 128 or more, or none
    static int code(int half) {
        int exponent = half >> 10 & 31;
        if (exponent > 21) {
            return -1;
        }
        if (exponent > 0) {
            return (half + (10 << 10)) & 0xFFFF;
        }
        int bits = Float.floatToRawIntBits(Float.float16ToFloat((short) half) * 0x1p-102f);
        return (bits >>> 16 & 0x8000) | (bits >>> 13 & 0x7FFF);
    }

    /// Many of them, in arrays, which are fast before anything is compiled.
    ///
    /// @param to takes two bytes for each
    /// @return whether all have a code
    static boolean code(MemorySegment halves, long count, long to) {
        short[] part = new short[(int) Math.min(1 << 13, count)];
        boolean fits = true;
        for (long first = 0; first < count; first += part.length) {
            int n = (int) Math.min(part.length, count - first);
            MemorySegment.copy(halves, HALF, 2 * first, part, 0, n);
            for (int i = 0; i < n; i++) {
                int code = code(part[i]);
                fits &= code >= 0;
                part[i] = (short) code;
            }
            MemorySegment.copy(part, 0, ALL, ValueLayout.JAVA_SHORT_UNALIGNED, to + 2 * first, n);
        }
        return fits;
    }

    /// Keeps the binary16 at a place of a file for a lane.
    ///
    /// @param codes one for each lane
    /// @return whether it has a code
    static boolean put(MemorySegment source, long from, long codes, int lane) {
        int code = code(source.get(HALF, from));
        ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, codes + 2L * lane, (short) code);
        return code >= 0;
    }

    /// The number of a code.
    static float get(long code) {
        int bits = ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, code) << 13 & CODE;
        return Float.intBitsToFloat(bits) * WORTH;
    }

    /// The number of a lane.
    static float get(long codes, int lane) {
        return get(codes + 2L * lane);
    }

    /// The numbers of V codes.
    static FloatVector load(long codes) {
        return ((IntVector)
                        ShortVector.fromMemorySegment(S, ALL, codes, ORDER).convertShape(S2I, I, 0))
                .lanewise(VectorOperators.LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH);
    }

    /// The word of a lane.
    static int word(long words, int lane) {
        return ALL.get(WORD, words + 4L * lane);
    }

    /// Sets the word of a lane.
    static void word(long words, int lane, int value) {
        ALL.set(WORD, words + 4L * lane, value);
    }
}
