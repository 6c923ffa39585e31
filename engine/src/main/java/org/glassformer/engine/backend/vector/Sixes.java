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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Sixteen numbers of six bits for each lane in three words: five in each from the lowest bits up, and the last one in the two
/// highest bits of all three.
final class Sixes {
    /// Numbers of a lane.
    static final int COUNT = 16;

    private Sixes() {}

    /// Sets a number of a lane, where it was 0.
    static void put(long words, int lane, int index, int value) {
        if (index == 15) {
            for (int i = 0; i < 3; i++) {
                int word = Codes.word(words + i * VB, lane);
                Codes.word(words + i * VB, lane, word | ((value >>> (2 * i)) & 3) << 30);
            }
        } else {
            long at = words + index / 5 * VB;
            Codes.word(at, lane, Codes.word(at, lane) | value << (index % 5 * 6));
        }
    }

    /// A number of a lane.
    static int get(long words, int lane, int index) {
        if (index < 15) {
            return Codes.word(words + index / 5 * VB, lane) >>> (index % 5 * 6) & 63;
        }
        return Codes.word(words, lane) >>> 30
                | (Codes.word(words + VB, lane) >>> 30) << 2
                | (Codes.word(words + 2 * VB, lane) >>> 30) << 4;
    }

    /// A number of all lanes.
    static FloatVector load(long words, int index) {
        if (index < 15) {
            IntVector w = Lanes.loadInts(words + index / 5 * VB);
            return (FloatVector) w.lanewise(LSHR, index % 5 * 6).and(63).convertShape(I2F, F, 0);
        }
        IntVector q =
                Lanes.loadInts(words)
                        .lanewise(LSHR, 30)
                        .or(Lanes.loadInts(words + VB).lanewise(LSHR, 28).and(12))
                        .or(Lanes.loadInts(words + 2 * VB).lanewise(LSHR, 26).and(48));
        return (FloatVector) q.convertShape(I2F, F, 0);
    }

    /// All numbers of a block's head as floats: the first eight times d, the others times dmin.
    ///
    /// @param head the coded d of all lanes, the coded dmin, the words
    /// @param to takes sixteen vectors
    static void scales(long head, long to) {
        FloatVector d = Codes.load(head);
        FloatVector m = Codes.load(head + 2L * V);
        IntVector a = IntVector.fromMemorySegment(I, ALL, head + 4L * V, LITTLE_ENDIAN);
        IntVector b = IntVector.fromMemorySegment(I, ALL, head + 4L * V + VB, LITTLE_ENDIAN);
        IntVector c = IntVector.fromMemorySegment(I, ALL, head + 4L * V + 2 * VB, ORDER);
        ((FloatVector) a.and(63).convertShape(I2F, F, 0)).mul(d).intoMemorySegment(ALL, to, ORDER);
        ((FloatVector) a.lanewise(LSHR, 6).and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + VB, ORDER);
        ((FloatVector) a.lanewise(LSHR, 12).and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + 2 * VB, ORDER);
        ((FloatVector) a.lanewise(LSHR, 18).and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + 3 * VB, ORDER);
        ((FloatVector) a.lanewise(LSHR, 24).and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + 4 * VB, ORDER);
        ((FloatVector) b.and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + 5 * VB, ORDER);
        ((FloatVector) b.lanewise(LSHR, 6).and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + 6 * VB, ORDER);
        ((FloatVector) b.lanewise(LSHR, 12).and(63).convertShape(I2F, F, 0))
                .mul(d)
                .intoMemorySegment(ALL, to + 7 * VB, ORDER);
        ((FloatVector) b.lanewise(LSHR, 18).and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 8 * VB, ORDER);
        ((FloatVector) b.lanewise(LSHR, 24).and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 9 * VB, ORDER);
        ((FloatVector) c.and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 10 * VB, ORDER);
        ((FloatVector) c.lanewise(LSHR, 6).and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 11 * VB, ORDER);
        ((FloatVector) c.lanewise(LSHR, 12).and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 12 * VB, ORDER);
        ((FloatVector) c.lanewise(LSHR, 18).and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 13 * VB, ORDER);
        ((FloatVector) c.lanewise(LSHR, 24).and(63).convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 14 * VB, ORDER);
        IntVector last =
                a.lanewise(LSHR, 30)
                        .or(b.lanewise(LSHR, 28).and(12))
                        .or(c.lanewise(LSHR, 26).and(48));
        ((FloatVector) last.convertShape(I2F, F, 0))
                .mul(m)
                .intoMemorySegment(ALL, to + 15 * VB, ORDER);
    }
}
