package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.GemmTile.NR;
import static org.glassformer.engine.backend.vector.Lanes.V;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.glassformer.engine.tensor.DType;

/// Rows of a quantised type in strips, one row in each lane of a vector ([StripFormat]). The last strip is filled up with
/// rows of zeros.
///
/// @param dtype how the elements are packed
/// @param address the first byte of the first strip
/// @param width elements of a row, whole blocks
/// @param first which row is meant by row 0
record Strips(DType dtype, long address, int width, long first) implements Packed {
    private static final long FLOAT = Float.BYTES;

    /// Bytes of the strips that hold so many rows.
    static long bytes(DType dtype, long rows, int width) {
        return (rows + V - 1) / V * format(dtype).bytes(width / dtype.blockSize());
    }

    /// How these strips are laid out.
    StripFormat format() {
        return format(dtype);
    }

    private static StripFormat format(DType dtype) {
        return switch (dtype) {
            case Q8_0 -> EightBitStrips.FORMAT;
            case Q4_0 -> FourBitStrips.FORMAT;
            case Q4_K -> SuperFourBitStrips.FORMAT;
            case Q6_K -> SuperSixBitStrips.FORMAT;
            case F64, F32, F16, BF16, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                    throw new IllegalStateException(dtype + " has no strips");
        };
    }

    /// Blocks of a row.
    int blocks() {
        return width / dtype.blockSize();
    }

    /// The address of a strip, counted from the first of the matrix.
    long strip(long index) {
        return address + index * format().bytes(blocks());
    }

    @Override
    public Strips from(long firstRow) {
        return new Strips(dtype, address, width, first + firstRow);
    }

    @Override
    public boolean fill(MemorySegment source, long rows) {
        StripFormat format = format();
        boolean fits = true;
        long from = 0;
        for (long row = 0; row < rows; row++) {
            for (int block = 0; block < blocks(); block++) {
                int lane = (int) (row % V);
                fits &= format.put(source, from, strip(row / V), blocks(), block, lane);
                from += dtype.blockBytes();
            }
        }
        return fits;
    }

    @Override
    public void plainRow(long index, float[] to) {
        long row = first + index;
        for (int block = 0; block < blocks(); block++) {
            int at = block * dtype.blockSize();
            format().read(strip(row / V), blocks(), block, (int) (row % V), to, at);
        }
    }

    @Override
    public void panel(Scratch own, long from, int count, int k0, int kc, long to, long square) {
        long row = first + from;
        if (row % V == 0) {
            for (int j = 0; j < NR; j += V) {
                if (j < count) {
                    long strip = strip((row + j) / V);
                    format().widen(strip, blocks(), k0, kc, to + j * FLOAT, NR * FLOAT);
                } else {
                    zeros(kc, to + j * FLOAT);
                }
            }
            return;
        }
        float[] line = new float[width];
        for (int j = 0; j < NR; j++) {
            if (j < count) {
                plainRow(from + j, line);
            } else {
                Arrays.fill(line, 0);
            }
            for (int k = 0; k < kc; k++) {
                Lanes.set(to + (k * (long) NR + j) * FLOAT, line[k0 + k]);
            }
        }
    }

    private static void zeros(int kc, long to) {
        for (int k = 0; k < kc; k++) {
            Lanes.store(to + k * (NR * FLOAT), FloatVector.zero(Lanes.F));
        }
    }

    @Override
    public void multiply(Workers workers, long out, long x, long bias, int n, int o) {
        StripProduct.run(workers, out, x, this, bias, n, o);
    }
}
