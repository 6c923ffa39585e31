package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;

import jdk.incubator.vector.FloatVector;

/// The innermost piece of every matrix product: a tile of C that stays in registers.
///
/// A tile is 6 rows by [#NR] columns: 4 vectors wide where there are 32 vector registers, 2 where
/// there are 16. Each step of k loads one row of B and broadcasts 6 numbers of A, so that 24
/// fused multiply-adds share 10 loads. Everything is spelt out because a loop over an array of
/// vectors, or a call, would box them. The tile does not add to C itself: with that code too, the
/// JVM's first compiler ran out of registers, and the second then never got its turn.
final class GemmTile {
    /// Rows of a tile.
    static final int MR = 6;

    private static final boolean WIDE =
            Lanes.F.vectorBitSize() == 512 || System.getProperty("os.arch", "").equals("aarch64");

    /// Columns of a tile.
    static final int NR = (WIDE ? 4 : 2) * V;

    private GemmTile() {}

    /// to[i][j] = sum_k a[k][i] b[k][j].
    ///
    /// @param a A, packed: 6 numbers for every k, from `ap` on
    /// @param b B, `ldb` bytes from one k to the next
    /// @param kc how many k
    /// @param to 6 rows of NR floats
    static void run(float[] a, int ap, long b, long ldb, int kc, long to) {
        if (WIDE) {
            tile4(a, ap, b, ldb, kc, to);
        } else {
            tile2(a, ap, b, ldb, kc, to);
        }
    }

    private static void tile4(float[] a, int ap, long b, long ldb, int kc, long to) {
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = s00;
        FloatVector s02 = s00;
        FloatVector s03 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s12 = s00;
        FloatVector s13 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s22 = s00;
        FloatVector s23 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s32 = s00;
        FloatVector s33 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s42 = s00;
        FloatVector s43 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        FloatVector s52 = s00;
        FloatVector s53 = s00;
        long p = b;
        int i = ap;
        for (int k = 0; k < kc; k++) {
            FloatVector b0 = FloatVector.fromMemorySegment(F, ALL, p, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(F, ALL, p + VB, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(F, ALL, p + 2 * VB, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(F, ALL, p + 3 * VB, ORDER);
            FloatVector a0 = FloatVector.broadcast(F, a[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            s03 = a0.fma(b3, s03);
            FloatVector a1 = FloatVector.broadcast(F, a[i + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            s13 = a1.fma(b3, s13);
            FloatVector a2 = FloatVector.broadcast(F, a[i + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            s23 = a2.fma(b3, s23);
            FloatVector a3 = FloatVector.broadcast(F, a[i + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            s33 = a3.fma(b3, s33);
            FloatVector a4 = FloatVector.broadcast(F, a[i + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            s42 = a4.fma(b2, s42);
            s43 = a4.fma(b3, s43);
            FloatVector a5 = FloatVector.broadcast(F, a[i + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            s52 = a5.fma(b2, s52);
            s53 = a5.fma(b3, s53);
            p += ldb;
            i += 6;
        }
        s00.intoMemorySegment(ALL, to, ORDER);
        s01.intoMemorySegment(ALL, to + VB, ORDER);
        s02.intoMemorySegment(ALL, to + 2 * VB, ORDER);
        s03.intoMemorySegment(ALL, to + 3 * VB, ORDER);
        s10.intoMemorySegment(ALL, to + 4 * VB, ORDER);
        s11.intoMemorySegment(ALL, to + 5 * VB, ORDER);
        s12.intoMemorySegment(ALL, to + 6 * VB, ORDER);
        s13.intoMemorySegment(ALL, to + 7 * VB, ORDER);
        s20.intoMemorySegment(ALL, to + 8 * VB, ORDER);
        s21.intoMemorySegment(ALL, to + 9 * VB, ORDER);
        s22.intoMemorySegment(ALL, to + 10 * VB, ORDER);
        s23.intoMemorySegment(ALL, to + 11 * VB, ORDER);
        s30.intoMemorySegment(ALL, to + 12 * VB, ORDER);
        s31.intoMemorySegment(ALL, to + 13 * VB, ORDER);
        s32.intoMemorySegment(ALL, to + 14 * VB, ORDER);
        s33.intoMemorySegment(ALL, to + 15 * VB, ORDER);
        s40.intoMemorySegment(ALL, to + 16 * VB, ORDER);
        s41.intoMemorySegment(ALL, to + 17 * VB, ORDER);
        s42.intoMemorySegment(ALL, to + 18 * VB, ORDER);
        s43.intoMemorySegment(ALL, to + 19 * VB, ORDER);
        s50.intoMemorySegment(ALL, to + 20 * VB, ORDER);
        s51.intoMemorySegment(ALL, to + 21 * VB, ORDER);
        s52.intoMemorySegment(ALL, to + 22 * VB, ORDER);
        s53.intoMemorySegment(ALL, to + 23 * VB, ORDER);
    }

    private static void tile2(float[] a, int ap, long b, long ldb, int kc, long to) {
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        long p = b;
        int i = ap;
        for (int k = 0; k < kc; k++) {
            FloatVector b0 = FloatVector.fromMemorySegment(F, ALL, p, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(F, ALL, p + VB, ORDER);
            FloatVector a0 = FloatVector.broadcast(F, a[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[i + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(F, a[i + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(F, a[i + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            FloatVector a4 = FloatVector.broadcast(F, a[i + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            FloatVector a5 = FloatVector.broadcast(F, a[i + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            p += ldb;
            i += 6;
        }
        s00.intoMemorySegment(ALL, to, ORDER);
        s01.intoMemorySegment(ALL, to + VB, ORDER);
        s10.intoMemorySegment(ALL, to + 2 * VB, ORDER);
        s11.intoMemorySegment(ALL, to + 3 * VB, ORDER);
        s20.intoMemorySegment(ALL, to + 4 * VB, ORDER);
        s21.intoMemorySegment(ALL, to + 5 * VB, ORDER);
        s30.intoMemorySegment(ALL, to + 6 * VB, ORDER);
        s31.intoMemorySegment(ALL, to + 7 * VB, ORDER);
        s40.intoMemorySegment(ALL, to + 8 * VB, ORDER);
        s41.intoMemorySegment(ALL, to + 9 * VB, ORDER);
        s50.intoMemorySegment(ALL, to + 10 * VB, ORDER);
        s51.intoMemorySegment(ALL, to + 11 * VB, ORDER);
    }
}
