package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;

/// Rows of a matrix that stay packed in native memory, as large as in the file.
///
/// BF16, Q4_K and Q6_K lie as in the file. Numbers of F16, and the scales of Q8_0 and Q4_0, have their
/// exponents counted from elsewhere ([Unpack#code(int)]). A row of Q8_0 or Q4_0 has all its scales first,
/// then the numbers of all its blocks: scales then become floats many at a time, where one by one they
/// cost as much as the products.
///
/// @param dtype how the elements are packed
/// @param address the first byte of the first row
/// @param width elements of a row, whole blocks
record Packed(DType dtype, long address, int width) {
    /// Bytes behind the last row that may be read, never used: a vector may reach beyond a row.
    static final long MARGIN = 64;

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

    /// Bytes of a row.
    long rowBytes() {
        return dtype.byteSize(width);
    }

    /// The address of a row.
    long row(long index) {
        return address + index * rowBytes();
    }

    /// The same from another row on.
    Packed from(long firstRow) {
        return new Packed(dtype, row(firstRow), width);
    }

    /// Blocks, and so scales, of a row.
    int blocks() {
        return width / dtype.blockSize();
    }

    /// Copies all rows out of a file's bytes.
    ///
    /// @return whether all could be kept: no code reaches an F16 or a scale of 128 and more
    boolean fill(MemorySegment source, long rows) {
        return switch (dtype) {
            case F16 -> Unpack.code(source, rows * width, address);
            case Q8_0, Q4_0 -> fillBlocks(source, rows);
            default -> {
                MemorySegment.copy(source, 0, Lanes.ALL, address, rows * rowBytes());
                yield true;
            }
        };
    }

    private boolean fillBlocks(MemorySegment source, long rows) {
        boolean fits = true;
        int numbers = dtype.blockBytes() - 2;
        for (long row = 0; row < rows; row++) {
            long scales = row(row);
            long to = scales + 2L * blocks();
            long from = row * rowBytes();
            for (int block = 0; block < blocks(); block++) {
                int code = Unpack.code(source.get(Unpack.LITTLE_ENDIAN_SHORT, from));
                fits &= code >= 0;
                Lanes.ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, scales + 2L * block, (short) code);
                MemorySegment.copy(source, from + 2, Lanes.ALL, to, numbers);
                from += 2 + numbers;
                to += numbers;
            }
        }
        return fits;
    }

    /// Elements `from` to `from + count` of a row as floats, exactly as
    /// [Blocks] gives them.
    ///
    /// @param from a multiple of [#step], as is `count`
    /// @param to takes them from index `at` on
    void widen(long row, int from, int count, float[] to, int at) {
        long w = row(row);
        switch (dtype) {
            case F16 -> Unpack.halves(w + 2L * from, count, to, at);
            case BF16 -> Unpack.upperHalves(w + 2L * from, count, to, at);
            case Q8_0 -> Unpack.eightBits(w, blocks(), from, count, to, at);
            case Q4_0 -> Unpack.fourBits(w, blocks(), from, count, to, at);
            case Q4_K -> SuperUnpack.fourBits(w, from, count, to, at);
            case Q6_K -> SuperUnpack.sixBits(w, from, count, to, at);
            case F64, F32, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                    throw new IllegalStateException(dtype + " is never kept");
        }
    }

    /// A whole row in plain loops, for as long as the vector kernels are not compiled.
    void plainRow(long index, float[] to) {
        long w = row(index);
        switch (dtype) {
            case F16 -> Unpack.plainHalves(w, width, to);
            case Q8_0 -> Unpack.plainEightBits(w, blocks(), to);
            case Q4_0 -> Unpack.plainFourBits(w, blocks(), to);
            case BF16, Q4_K, Q6_K ->
                    Blocks.read(dtype, Lanes.ALL.asSlice(w, rowBytes()), 0, width, to, 0);
            case F64, F32, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                    throw new IllegalStateException(dtype + " is never kept");
        }
    }

    /// The number of elements of which [#widen] takes multiples; it divides [Gemm#KC].
    int step() {
        return Math.min(128, dtype.blockSize());
    }

    /// Any elements, counted over all rows.
    void read(long start, float[] values, int at, int count) {
        float[] line = new float[width];
        int done = 0;
        while (done < count) {
            long row = (start + done) / width;
            int from = (int) ((start + done) % width);
            int use = Math.min(width - from, count - done);
            int first = from / step() * step();
            int end = (from + use + step() - 1) / step() * step();
            widen(row, first, end - first, line, 0);
            System.arraycopy(line, from - first, values, at + done, use);
            done += use;
        }
    }
}
