package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Turns squares of V x V floats, where V is the vector length.
///
/// Step d exchanges, between rows r and r + d, the lanes with bit d set of the one with the lanes
/// without it of the other; after the steps 8, 4, 2 and 1 (those below V) rows are columns. Two
/// steps at a time stay in registers.
final class Transpose {
    private static final VectorShuffle<Float> SWAP1 = swap(1);
    private static final VectorShuffle<Float> SWAP2 = swap(2);
    private static final VectorShuffle<Float> SWAP4 = swap(4);
    private static final VectorShuffle<Float> SWAP8 = swap(8);
    private static final VectorMask<Float> HIGH1 = high(1);
    private static final VectorMask<Float> HIGH2 = high(2);
    private static final VectorMask<Float> HIGH4 = high(4);
    private static final VectorMask<Float> HIGH8 = high(8);

    private Transpose() {}

    private static VectorShuffle<Float> swap(int d) {
        return VectorShuffle.fromOp(F, i -> (i ^ d) % V);
    }

    private static VectorMask<Float> high(int d) {
        boolean[] bits = new boolean[V];
        for (int i = 0; i < V; i++) {
            bits[i] = (i & d) != 0;
        }
        return VectorMask.fromArray(F, bits, 0);
    }

    /// to[j][i] = from[i][j] for i, j below V.
    ///
    /// @param toStride bytes from a row to the next, likewise `fromStride`
    /// @param square room for a square
    static void square(long to, long toStride, long from, long fromStride, long square) {
        if (V == 16) {
            steps84(square, from, fromStride);
            steps21(to, toStride, square, VB);
        } else if (V == 8) {
            step4(square, from, fromStride);
            steps21(to, toStride, square, VB);
        } else {
            steps21(to, toStride, from, fromStride);
        }
    }

    private static void steps84(long to, long from, long stride) {
        for (int r = 0; r < 4; r++) {
            long p = from + r * stride;
            FloatVector a = load(p);
            FloatVector b = load(p + 4 * stride);
            FloatVector c = load(p + 8 * stride);
            FloatVector d = load(p + 12 * stride);
            FloatVector a8 = a.blend(c.rearrange(SWAP8), HIGH8);
            FloatVector b8 = b.blend(d.rearrange(SWAP8), HIGH8);
            FloatVector c8 = a.rearrange(SWAP8).blend(c, HIGH8);
            FloatVector d8 = b.rearrange(SWAP8).blend(d, HIGH8);
            long q = to + r * VB;
            store(q, a8.blend(b8.rearrange(SWAP4), HIGH4));
            store(q + 4 * VB, a8.rearrange(SWAP4).blend(b8, HIGH4));
            store(q + 8 * VB, c8.blend(d8.rearrange(SWAP4), HIGH4));
            store(q + 12 * VB, c8.rearrange(SWAP4).blend(d8, HIGH4));
        }
    }

    private static void step4(long to, long from, long stride) {
        for (int r = 0; r < 4; r++) {
            FloatVector a = load(from + r * stride);
            FloatVector b = load(from + (r + 4) * stride);
            store(to + r * VB, a.blend(b.rearrange(SWAP4), HIGH4));
            store(to + (r + 4) * VB, a.rearrange(SWAP4).blend(b, HIGH4));
        }
    }

    private static void steps21(long to, long toStride, long from, long fromStride) {
        for (int r = 0; r < V; r += 4) {
            long p = from + r * fromStride;
            FloatVector a = load(p);
            FloatVector b = load(p + fromStride);
            FloatVector c = load(p + 2 * fromStride);
            FloatVector d = load(p + 3 * fromStride);
            FloatVector a2 = a.blend(c.rearrange(SWAP2), HIGH2);
            FloatVector b2 = b.blend(d.rearrange(SWAP2), HIGH2);
            FloatVector c2 = a.rearrange(SWAP2).blend(c, HIGH2);
            FloatVector d2 = b.rearrange(SWAP2).blend(d, HIGH2);
            long q = to + r * toStride;
            store(q, a2.blend(b2.rearrange(SWAP1), HIGH1));
            store(q + toStride, a2.rearrange(SWAP1).blend(b2, HIGH1));
            store(q + 2 * toStride, c2.blend(d2.rearrange(SWAP1), HIGH1));
            store(q + 3 * toStride, c2.rearrange(SWAP1).blend(d2, HIGH1));
        }
    }
}
