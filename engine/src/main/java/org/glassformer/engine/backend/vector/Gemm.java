package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.GemmTile.MR;
import static org.glassformer.engine.backend.vector.GemmTile.NR;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import org.jspecify.annotations.Nullable;

/// Matrix products C = A B of many rows, in any transposition, packed and blocked.
///
/// k is cut into blocks of [#KC]. Of the two operands the one with fewer numbers per k is packed
/// once for all threads; each thread packs its part of the other and runs the tiles over it
/// (Goto and van de Geijn 2008). An element of C is the sum over the blocks, in order, of sums over
/// k, in order, whatever the threads do.
final class Gemm {
    /// How many k a block has: a packed panel of A stays in the first cache, one of B in the second.
    static final int KC = 384;

    /// Panels of A that a thread packs at once.
    private static final int GROUP = 16;

    private static final long FLOAT = Float.BYTES;
    private static final int SHARED_B = 0;
    private static final int OWN_B = 1;
    private static final int TILE = 2;

    private Gemm() {}

    /// A matrix in memory.
    ///
    /// @param address its first element
    /// @param rowStride bytes from a row to the next
    /// @param colStride bytes from a column to the next
    /// @param packed where the columns lie if they are packed; there is no address then
    record Matrix(long address, long rowStride, long colStride, @Nullable Packed packed) {
        Matrix(long address, long rowStride, long colStride) {
            this(address, rowStride, colStride, null);
        }

        /// Packed rows as columns.
        static Matrix columns(Packed rows) {
            return new Matrix(0, FLOAT, rows.width() * FLOAT, rows);
        }

        /// Rows of `cols` floats, one after the other.
        static Matrix rowMajor(long address, long cols) {
            return new Matrix(address, cols * FLOAT, FLOAT);
        }

        /// The same numbers with rows and columns exchanged.
        Matrix transposed() {
            return new Matrix(address, colStride, rowStride);
        }

        /// The address of an element.
        long at(long row, long col) {
            return address + row * rowStride + col * colStride;
        }
    }

    /// C = A B + bias, or C += A B.
    ///
    /// @param a (m, k)
    /// @param b (k, n), may be packed
    /// @param c (m, n), row-major
    /// @param add whether it adds to what C holds
    /// @param bias the address of (n), or 0; not with `add`
    static void run(
            Workers workers,
            int m,
            int n,
            int k,
            Matrix a,
            Matrix b,
            Matrix c,
            boolean add,
            long bias) {
        int rowPanels = (m + MR - 1) / MR;
        int colPanels = (n + NR - 1) / NR;
        boolean byColumns = m <= n && (colPanels >= 2 * workers.count() || colPanels >= rowPanels);
        for (int k0 = 0; k0 < k; k0 += KC) {
            int kc = Math.min(KC, k - k0);
            boolean sum = add || k0 > 0;
            if (byColumns) {
                byColumns(workers, m, n, k0, kc, a, b, c, sum, bias);
            } else {
                byRows(workers, m, n, k0, kc, a, b, c, sum, bias);
            }
        }
    }

    private static void byColumns(
            Workers workers,
            int m,
            int n,
            int k0,
            int kc,
            Matrix a,
            Matrix b,
            Matrix c,
            boolean add,
            long bias) {
        int rowPanels = (m + MR - 1) / MR;
        int colPanels = (n + NR - 1) / NR;
        float[] packed = workers.scratch().floats((long) rowPanels * MR * kc);
        workers.run(
                rowPanels,
                Workers.grain(MR * 0.5 * kc),
                (from, to, own) -> packA(packed, 0, a, from, to, m, k0, kc, 1));
        workers.run(
                colPanels,
                Workers.grain(0.015 * NR * (double) m * kc),
                (from, to, own) -> {
                    long panel = own.block(OWN_B, (long) KC * NR);
                    for (int p = from; p < to; p++) {
                        packB(own, panel, b, p, n, k0, kc);
                        tiles(own, packed, 0, rowPanels, panel, p, m, n, kc, c, add, bias);
                    }
                });
    }

    private static void byRows(
            Workers workers,
            int m,
            int n,
            int k0,
            int kc,
            Matrix a,
            Matrix b,
            Matrix c,
            boolean add,
            long bias) {
        int rowPanels = (m + MR - 1) / MR;
        int colPanels = (n + NR - 1) / NR;
        long panelSize = (long) NR * kc;
        long packed = workers.scratch().block(SHARED_B, colPanels * panelSize);
        workers.run(
                colPanels,
                Workers.grain(0.5 * panelSize),
                (from, to, own) -> {
                    for (int p = from; p < to; p++) {
                        packB(own, packed + p * panelSize * FLOAT, b, p, n, k0, kc);
                    }
                });
        workers.run(
                rowPanels,
                Workers.grain(0.015 * MR * (double) n * kc),
                (from, to, own) -> {
                    float[] group = own.floats((long) GROUP * MR * kc);
                    for (int i = from; i < to; i += GROUP) {
                        int end = Math.min(to, i + GROUP);
                        packA(group, i, a, i, end, m, k0, kc, 1);
                        for (int p = 0; p < colPanels; p++) {
                            long panel = packed + p * panelSize * FLOAT;
                            tiles(own, group, i, end, panel, p, m, n, kc, c, add, bias);
                        }
                    }
                });
    }

    /// C = factor A B, or C += factor A B, on the calling thread, with its scratch memory.
    static void alone(
            Scratch own,
            int m,
            int n,
            int k,
            float factor,
            Matrix a,
            Matrix b,
            Matrix c,
            boolean add) {
        int rowPanels = (m + MR - 1) / MR;
        int colPanels = (n + NR - 1) / NR;
        for (int k0 = 0; k0 < k; k0 += KC) {
            int kc = Math.min(KC, k - k0);
            boolean sum = add || k0 > 0;
            float[] group = own.floats((long) Math.min(rowPanels, 4 * GROUP) * MR * kc);
            long panel = own.block(OWN_B, (long) KC * NR);
            for (int i = 0; i < rowPanels; i += 4 * GROUP) {
                int end = Math.min(rowPanels, i + 4 * GROUP);
                packA(group, i, a, i, end, m, k0, kc, factor);
                for (int p = 0; p < colPanels; p++) {
                    packB(own, panel, b, p, n, k0, kc);
                    tiles(own, group, i, end, panel, p, m, n, kc, c, sum, 0);
                }
            }
        }
    }

    /// Panels `from` to `to` of A; panel `from` of the matrix lands at panel `from - first`.
    private static void packA(
            float[] packed, int first, Matrix a, int from, int to, int m, int k0, int kc, float f) {
        for (int i = from; i < to; i++) {
            int rows = Math.min(MR, m - i * MR);
            long at = a.at((long) i * MR, k0);
            GemmPack.a(
                    packed, (i - first) * MR * kc, at, a.rowStride(), a.colStride(), rows, kc, f);
        }
    }

    private static void packB(Scratch own, long panel, Matrix b, int p, int n, int k0, int kc) {
        int cols = Math.min(NR, n - p * NR);
        long square = own.block(TILE, (long) MR * NR);
        if (b.packed() != null) {
            b.packed().panel(own, (long) p * NR, cols, k0, kc, panel, square);
            return;
        }
        long at = b.at(k0, (long) p * NR);
        GemmPack.b(panel, at, b.rowStride(), b.colStride(), cols, kc, square);
    }

    /// The tiles of row panels `from` to `to`, packed from the start of `packed`, and one panel of B.
    private static void tiles(
            Scratch own,
            float[] packed,
            int from,
            int to,
            long panel,
            int p,
            int m,
            int n,
            int kc,
            Matrix c,
            boolean add,
            long bias) {
        long tile = own.block(TILE, (long) MR * NR);
        int cols = Math.min(NR, n - p * NR);
        long start = bias == 0 ? 0 : bias + p * (NR * FLOAT);
        for (int i = from; i < to; i++) {
            int rows = Math.min(MR, m - i * MR);
            long at = c.at((long) i * MR, (long) p * NR);
            int ap = (i - from) * MR * kc;
            GemmTile.run(packed, ap, panel, NR * FLOAT, kc, tile);
            merge(tile, rows, cols, at, c.rowStride(), add, start);
        }
    }

    /// c = tile + bias, or c += tile.
    private static void merge(
            long tile, int rows, int cols, long c, long stride, boolean add, long bias) {
        int bound = Lanes.bound(cols);
        for (int i = 0; i < rows; i++) {
            long from = tile + i * (NR * FLOAT);
            long to = c + i * stride;
            long more = add ? to : bias;
            int j = 0;
            if (more == 0) {
                for (; j < bound; j += Lanes.V) {
                    store(to + j * FLOAT, load(from + j * FLOAT));
                }
            } else {
                for (; j < bound; j += Lanes.V) {
                    store(to + j * FLOAT, load(from + j * FLOAT).add(load(more + j * FLOAT)));
                }
            }
            for (; j < cols; j++) {
                float extra = more == 0 ? 0 : get(more + j * FLOAT);
                set(to + j * FLOAT, get(from + j * FLOAT) + extra);
            }
        }
    }
}
