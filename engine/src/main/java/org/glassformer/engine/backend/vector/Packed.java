package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;

/// A matrix that stays packed in native memory: its numbers are those of the file, in another order.
///
/// Numbers of F16, and the scales of Q8_0, Q4_0, Q4_K and Q6_K, have their exponents counted from elsewhere
/// ([Codes]).
sealed interface Packed permits HalfRows, Strips {
    /// Bytes behind the last row that may be read, never used: a vector may reach beyond a row.
    long MARGIN = 64;

    /// How the elements are packed.
    DType dtype();

    /// Elements of a row.
    int width();

    /// Whether a matrix of this type and shape stays packed here; others become F32.
    static boolean keeps(DType dtype, Shape shape) {
        boolean known =
                switch (dtype) {
                    case F16, BF16, Q8_0, Q4_0, Q4_K, Q6_K -> true;
                    case F64, F32, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K -> false;
                };
        return known
                && shape.rank() == 2
                && shape.dim(1) > 0
                && shape.dim(1) % dtype.blockSize() == 0;
    }

    /// Bytes that a matrix takes here: those of the file, with quantised rows filled up to whole strips.
    static long bytes(DType dtype, Shape shape) {
        return dtype.quantised()
                ? Strips.bytes(dtype, shape.dim(0), shape.dim(1))
                : dtype.byteSize(shape.elements());
    }

    /// A matrix at an address, which [#fill] fills.
    static Packed at(long address, DType dtype, Shape shape) {
        int width = shape.dim(1);
        return dtype.quantised()
                ? new Strips(dtype, address, width, 0)
                : new HalfRows(dtype, address, width);
    }

    /// The same from another row on.
    Packed from(long firstRow);

    /// Takes all rows out of a file's bytes.
    ///
    /// @return whether all could be kept: no code reaches an F16 or a scale of 128 and more
    boolean fill(MemorySegment source, long rows);

    /// A whole row in plain loops, exactly as [org.glassformer.engine.tensor.Blocks] gives it.
    void plainRow(long index, float[] to);

    /// Columns `k0` to `k0 + kc` of `count` rows from `first` on as [GemmPack#b] lays a panel out.
    ///
    /// @param k0 a multiple of [Gemm#KC]
    /// @param count at most [GemmTile#NR]
    /// @param square room for V x V floats
    void panel(Scratch own, long first, int count, int k0, int kc, long to, long square);

    /// out[n][o] = x[n] . w[o] + bias[o], for a few rows n, where reading the matrix once is all the time there is.
    ///
    /// @param out (n, o)
    /// @param x (n, width)
    /// @param bias (o), or 0
    void multiply(Workers workers, long out, long x, long bias, int n, int o);

    /// Any elements, counted over all rows.
    default void read(long start, float[] values, int at, int count) {
        float[] line = new float[width()];
        int done = 0;
        while (done < count) {
            int from = (int) ((start + done) % width());
            int use = Math.min(width() - from, count - done);
            plainRow((start + done) / width(), line);
            System.arraycopy(line, from, values, at + done, use);
            done += use;
        }
    }
}
