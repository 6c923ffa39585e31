package org.glassformer.engine.backend.vector;

import static jdk.incubator.vector.VectorOperators.S2I;
import static org.glassformer.engine.backend.vector.Codes.S;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import org.glassformer.engine.tensor.DType;

/// Rows of F16, as [Codes], or of BF16, one after the other as in a file.
///
/// @param dtype F16 or BF16
/// @param address the first byte of the first row
/// @param width elements of a row
record HalfRows(DType dtype, long address, int width) implements Packed {
    private static final long FLOAT = Float.BYTES;
    private static final int WIDE = 3;

    /// The address of a row.
    long row(long index) {
        return address + 2L * width * index;
    }

    @Override
    public HalfRows from(long firstRow) {
        return new HalfRows(dtype, row(firstRow), width);
    }

    @Override
    public boolean fill(MemorySegment source, long rows) {
        if (dtype == DType.F16) {
            return Codes.code(source, rows * width, address);
        }
        MemorySegment.copy(source, 0, ALL, address, rows * width * 2);
        return true;
    }

    @Override
    public void plainRow(long index, float[] to) {
        long w = row(index);
        for (int i = 0; i < width; i++) {
            to[i] = number(w + 2L * i);
        }
    }

    @Override
    public void panel(Scratch own, long first, int count, int k0, int kc, long to, long square) {
        long wide = own.block(WIDE, (long) GemmTile.NR * Gemm.KC);
        for (int row = 0; row < count; row++) {
            widen(row(first + row) + 2L * k0, kc, wide + row * (kc * FLOAT));
        }
        GemmPack.b(to, wide, FLOAT, kc * FLOAT, count, kc, square);
    }

    private void widen(long w, int count, long to) {
        int bound = Lanes.bound(count);
        for (int i = 0; i < bound; i += V) {
            Lanes.store(
                    to + i * FLOAT,
                    dtype == DType.F16
                            ? Codes.load(w + 2L * i)
                            : ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w + 2L * i, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(VectorOperators.LSHL, 16)
                                    .reinterpretAsFloats());
        }
        for (int i = bound; i < count; i++) {
            Lanes.set(to + i * FLOAT, number(w + 2L * i));
        }
    }

    /// The number at an address.
    private float number(long w) {
        return dtype == DType.F16
                ? Codes.get(w)
                : Float.intBitsToFloat(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, w) << 16);
    }

    @Override
    public void multiply(Workers workers, long out, long x, long bias, int n, int o) {
        HalfProduct.run(workers, out, x, this, bias, n, o);
    }
}
