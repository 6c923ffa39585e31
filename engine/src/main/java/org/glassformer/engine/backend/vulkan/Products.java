package org.glassformer.engine.backend.vulkan;

import java.util.HashMap;
import java.util.Map;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;
import org.jspecify.annotations.Nullable;

/// Matrix products: `product.comp` in tiles, `matvec.comp` for few rows.
final class Products {
    /// From this many rows on the tiles are faster, which read the weight once for all of them.
    private static final int FEW = 8;

    private final Call call;
    private final Busy busy;
    private final Map<FewRows, Variant> fewRows = new HashMap<>();
    private final Map<Tiles, Variant> tiles = new HashMap<>();

    Products(Call call, Busy busy) {
        this.call = call;
        this.busy = busy;
    }

    /// How large the tiles are.
    ///
    /// @param groups work groups that keep the device busy: larger tiles are taken where there are as
    ///     many of them, because each reads less for the same result
    /// @param large whether the largest tiles may be taken at all
    record Busy(int groups, boolean large) {
        /// A device with many cores.
        static final Busy HARDWARE = new Busy(96, true);

        /// The CPU. It is busy with a few, and Mesa takes seconds to compile the largest.
        static final Busy SOFTWARE = new Busy(16, false);
    }

    /// How one of the factors lies in memory.
    ///
    /// @param operand the numbers
    /// @param width from one row to the next
    /// @param turned whether the inner dimension is the rows, not the columns
    /// @param batch from one sequence to the next
    /// @param head from one head to the next
    /// @param group from one of several heads that add up to the next
    record Factor(Operand operand, int width, boolean turned, int batch, int head, int group) {
        Factor(Operand operand, boolean turned) {
            this(operand, operand.cols(), turned, 0, 0, 0);
        }

        /// Whether four elements in a row can be read at once, in rows of so many.
        private boolean fours(int across) {
            return operand.fours()
                    && across % 4 == 0
                    && width % 4 == 0
                    && batch % 4 == 0
                    && head % 4 == 0
                    && group % 4 == 0;
        }
    }

    /// The sizes of a product, or of one for each head.
    ///
    /// @param m rows of the result
    /// @param n its columns
    /// @param k the inner dimension
    /// @param batch sequences
    /// @param heads of a sequence
    /// @param sharing heads that read one head of the second factor
    /// @param groups heads that add up
    record Sizes(int m, int n, int k, int batch, int heads, int sharing, int groups) {
        Sizes(int m, int n, int k) {
            this(m, n, k, 1, 1, 1, 1);
        }
    }

    /// What attention hides.
    enum Mask {
        /// Nothing.
        NONE(0),
        /// Hidden results are minus infinity.
        MINUS_INFINITY(1),
        /// Hidden results are not added.
        LEFT_OUT(2),
        /// Hidden elements of the first factor count as zero.
        ZERO(3);

        private final int code;

        Mask(int code) {
            this.code = code;
        }
    }

    /// What happens to the result.
    ///
    /// @param alpha what it is multiplied by
    /// @param add whether it is added
    /// @param mask what is hidden
    /// @param past the first query's position
    /// @param window keys that a query sees, 0 for all
    record Ending(float alpha, boolean add, Mask mask, int past, int window) {
        static final Ending STORE = new Ending(1, false, Mask.NONE, 0, 0);
        static final Ending ADD = new Ending(1, true, Mask.NONE, 0, 0);
    }

    private record Tile(int rows, int cols, int ownRows, int ownCols) {
        static final Tile LARGE = new Tile(128, 128, 8, 8);
        static final Tile MIDDLE = new Tile(64, 64, 4, 4);
        static final Tile SMALL = new Tile(32, 32, 2, 2);

        long count(Sizes sizes) {
            return (long) ((sizes.m() + rows - 1) / rows)
                    * ((sizes.n() + cols - 1) / cols)
                    * sizes.batch()
                    * sizes.heads();
        }

        int threads() {
            return rows / ownRows * (cols / ownCols);
        }

        /// The largest tile of which there are enough to keep a device busy.
        static Tile of(Sizes sizes, Busy busy) {
            int shorter = Math.min(sizes.m(), sizes.n());
            if (busy.large() && shorter > 64 && LARGE.count(sizes) >= busy.groups()) {
                return LARGE;
            }
            return shorter > 32 && 2 * MIDDLE.count(sizes) >= busy.groups() ? MIDDLE : SMALL;
        }
    }

    /// The choices compiled into `matvec.comp`, whose text is written once, not for each command.
    ///
    /// @param code of the weight's type
    /// @param fours whether four elements are read at once
    /// @param rows of x
    /// @param outer rows of the weight that a work group takes
    /// @param threads of a work group
    private record FewRows(int code, boolean fours, int rows, int outer, int threads) {
        Variant variant() {
            String defines =
                    "#define W %d\n#define VEC %d\n#define N %d\n#define ROWS %d\n"
                            .formatted(code, fours ? 1 : 0, rows, outer);
            return new Variant("matvec", defines, threads);
        }
    }

    /// The choices compiled into `product.comp`, as [FewRows].
    ///
    /// @param code of the second factor's type
    /// @param turnedA whether the first factor is turned
    /// @param turnedB whether the second is
    /// @param fours whether four elements are read at once
    private record Tiles(
            Tile tile,
            int code,
            boolean turnedA,
            boolean turnedB,
            boolean fours,
            Mask mask,
            boolean add,
            boolean bias) {
        Variant variant() {
            String defines =
                    """
                    #define BM %d
                    #define BN %d
                    #define TM %d
                    #define TN %d
                    #define W %d
                    #define TA %d
                    #define TB %d
                    #define VEC %d
                    #define MASK %d
                    #define ADD %d
                    #define BIAS %d
                    """
                            .formatted(
                                    tile.rows(),
                                    tile.cols(),
                                    tile.ownRows(),
                                    tile.ownCols(),
                                    code,
                                    turnedA ? 1 : 0,
                                    turnedB ? 1 : 0,
                                    fours ? 1 : 0,
                                    mask.code,
                                    add ? 1 : 0,
                                    bias ? 1 : 0);
            return new Variant("product", defines, tile.threads());
        }
    }

    /// out = x weight^T + bias.
    void forward(Operand out, Operand x, Operand weight, @Nullable Operand bias) {
        if (x.rows() <= FEW) {
            fewRows(out, x, weight, bias);
            return;
        }
        run(
                out,
                weight.rows(),
                0,
                0,
                new Factor(x, false),
                new Factor(weight, false),
                bias,
                new Sizes(x.rows(), weight.rows(), x.cols()),
                Ending.STORE);
    }

    private void fewRows(Operand out, Operand x, Operand weight, @Nullable Operand bias) {
        int outer = weight.rows();
        int inner = weight.cols();
        int rows = outer >= 8192 && x.rows() <= 2 ? 4 : outer >= 2048 && x.rows() <= 4 ? 2 : 1;
        boolean fours = inner % 4 == 0 && x.fours() && weight.fours();
        int threads = inner <= 1024 ? 64 : inner <= 4096 ? 128 : 256;
        FewRows kind = new FewRows(weight.code(), fours, x.rows(), rows, threads);
        call.start().writes(out).reads(x).weight(weight).mayRead(bias);
        call.of(weight.first(), outer, inner, bias == null ? 0 : 1);
        call.overGroups(
                fewRows.computeIfAbsent(kind, FewRows::variant),
                (outer + rows - 1) / rows,
                2.0 * x.rows() * outer * inner);
    }

    /// dx += dOut weight.
    void backwardInput(Operand dx, Operand dOut, Operand weight) {
        run(
                dx,
                weight.cols(),
                0,
                0,
                new Factor(dOut, false),
                new Factor(weight, true),
                null,
                new Sizes(dOut.rows(), weight.cols(), weight.rows()),
                Ending.ADD);
    }

    /// dWeight += dOut^T x.
    void backwardWeight(Operand dWeight, Operand dOut, Operand x) {
        run(
                dWeight,
                x.cols(),
                0,
                0,
                new Factor(dOut, true),
                new Factor(x, true),
                null,
                new Sizes(dOut.cols(), x.cols(), x.rows()),
                Ending.ADD);
    }

    /// c = a b^T, or c += a b^T, for each sequence and head.
    ///
    /// @param width of the rows of c
    /// @param batch from one sequence of c to the next
    /// @param head from one head of c to the next
    void run(
            Operand c,
            int width,
            int batch,
            int head,
            Factor a,
            Factor b,
            @Nullable Operand bias,
            Sizes sizes,
            Ending ending) {
        Tile tile = Tile.of(sizes, busy);
        boolean fours =
                ending.mask() != Mask.ZERO
                        && a.fours(a.turned() ? sizes.m() : sizes.k())
                        && b.fours(b.turned() ? sizes.n() : sizes.k());
        Tiles kind =
                new Tiles(
                        tile,
                        b.operand().code(),
                        a.turned(),
                        b.turned(),
                        fours,
                        ending.mask(),
                        ending.add(),
                        bias != null);
        call.start().reads(a.operand()).weight(b.operand()).writes(c).mayRead(bias);
        call.of(sizes.m(), sizes.n(), sizes.k(), a.width(), b.width(), width, sizes.heads());
        call.of(a.batch(), a.head(), b.batch(), b.head(), batch, head);
        call.of(sizes.sharing(), sizes.groups(), a.group(), b.group()).of(ending.alpha());
        boolean packed = b.operand().code() != 0;
        call.of(packed ? b.operand().first() : ending.past(), ending.window());
        call.run(
                tiles.computeIfAbsent(kind, Tiles::variant),
                (sizes.n() + tile.cols() - 1) / tile.cols(),
                (sizes.m() + tile.rows() - 1) / tile.rows(),
                sizes.batch() * sizes.heads(),
                2.0
                        * sizes.m()
                        * sizes.n()
                        * sizes.k()
                        * sizes.batch()
                        * sizes.heads()
                        * sizes.groups());
    }
}
