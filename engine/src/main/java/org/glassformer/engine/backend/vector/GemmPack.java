package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.GemmTile.MR;
import static org.glassformer.engine.backend.vector.GemmTile.NR;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;

/// Copies pieces of A and B into the order in which [GemmTile] reads them.
///
/// Strides are in bytes; of the two strides of an operand one is that of a single float.
final class GemmPack {
    private static final long FLOAT = Float.BYTES;

    private GemmPack() {}

    /// to[at + 6 k + i] = factor a[i][k], zeros below the last row.
    ///
    /// @param rows rows of this panel, at most 6
    static void a(
            float[] to,
            int at,
            long a,
            long rowStride,
            long colStride,
            int rows,
            int kc,
            float factor) {
        if (rows < MR) {
            edgeA(to, at, a, rowStride, colStride, rows, kc, factor);
        } else if (rowStride == FLOAT) {
            long p = a;
            for (int k = 0, t = at; k < kc; k++, t += MR) {
                to[t] = factor * get(p);
                to[t + 1] = factor * get(p + 4);
                to[t + 2] = factor * get(p + 8);
                to[t + 3] = factor * get(p + 12);
                to[t + 4] = factor * get(p + 16);
                to[t + 5] = factor * get(p + 20);
                p += colStride;
            }
        } else {
            long p = a;
            long q = a + 3 * rowStride;
            for (int k = 0, t = at; k < kc; k++, t += MR) {
                to[t] = factor * get(p);
                to[t + 1] = factor * get(p + rowStride);
                to[t + 2] = factor * get(p + 2 * rowStride);
                to[t + 3] = factor * get(q);
                to[t + 4] = factor * get(q + rowStride);
                to[t + 5] = factor * get(q + 2 * rowStride);
                p += colStride;
                q += colStride;
            }
        }
    }

    private static void edgeA(
            float[] to,
            int at,
            long a,
            long rowStride,
            long colStride,
            int rows,
            int kc,
            float factor) {
        for (int i = 0; i < MR; i++) {
            for (int k = 0, t = at + i; k < kc; k++, t += MR) {
                to[t] = i < rows ? factor * get(a + i * rowStride + k * colStride) : 0;
            }
        }
    }

    /// to[k][j] = b[k][j], zeros right of the last column; NR columns.
    ///
    /// @param cols columns of this panel, at most NR
    /// @param square room for V x V floats
    static void b(long to, long b, long rowStride, long colStride, int cols, int kc, long square) {
        if (colStride == FLOAT) {
            if (cols == NR) {
                rowsOfB(to, b, rowStride, kc);
            } else {
                for (int k = 0; k < kc; k++) {
                    long t = to + k * (NR * FLOAT);
                    for (int j = 0; j < NR; j++) {
                        set(t + j * FLOAT, j < cols ? get(b + k * rowStride + j * FLOAT) : 0);
                    }
                }
            }
            return;
        }
        columnsOfB(to, b, rowStride, colStride, cols, kc, square);
    }

    private static void columnsOfB(
            long to, long b, long rowStride, long colStride, int cols, int kc, long square) {
        int k0 = 0;
        if (cols == NR && rowStride == FLOAT) {
            for (; k0 + V <= kc; k0 += V) {
                for (int j = 0; j < NR; j += V) {
                    long from = b + k0 * FLOAT + j * colStride;
                    Transpose.square(
                            to + (k0 * (long) NR + j) * FLOAT, NR * FLOAT, from, colStride, square);
                }
            }
        }
        for (int k = k0; k < kc; k++) {
            long t = to + k * (NR * FLOAT);
            for (int j = 0; j < NR; j++) {
                set(t + j * FLOAT, j < cols ? get(b + k * rowStride + j * colStride) : 0);
            }
        }
    }

    private static void rowsOfB(long to, long b, long rowStride, int kc) {
        for (int k = 0; k < kc; k++) {
            long p = b + k * rowStride;
            long t = to + k * (NR * FLOAT);
            for (int j = 0; j < NR; j += 2 * V) {
                FloatVector u = load(p + j * FLOAT);
                FloatVector v = load(p + j * FLOAT + VB);
                store(t + j * FLOAT, u);
                store(t + j * FLOAT + VB, v);
            }
        }
    }
}
