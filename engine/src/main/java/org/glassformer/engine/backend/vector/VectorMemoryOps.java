package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors in native memory. Matrices of the types that [Packed] keeps stay as they are when they are loaded,
/// everything else becomes F32.
record VectorMemoryOps(Workers workers, MemoryPool pool, Operands operands) implements MemoryOps {
    private static final long FLOAT = Float.BYTES;

    @Override
    public DType activationType() {
        return DType.F32;
    }

    @Override
    public Tensor allocate(Shape shape) {
        return new Tensor(shape, DType.F32, pool.allocate(DType.F32.byteSize(shape.elements())));
    }

    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        long n = shape.elements();
        long bytes = dtype.byteSize(n);
        if (source.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    source.byteSize()
                            + " bytes for "
                            + dtype
                            + " "
                            + shape
                            + ", which takes "
                            + bytes);
        }
        if (Packed.keeps(dtype, shape)) {
            NativeMemory memory = pool.allocate(Packed.bytes(dtype, shape) + Packed.MARGIN);
            Packed matrix = Packed.at(memory.address(pool), dtype, shape);
            if (matrix.fill(source, shape.dim(0))) {
                return new Tensor(shape, dtype, new PackedMemory(memory, matrix));
            }
            memory.close();
        }
        Tensor tensor = allocate(shape);
        if (n > 0) {
            // The caller's memory may be its own thread's alone: the blocks stay on this thread.
            Widening.run(dtype, source, n, operands.at(tensor));
        }
        return tensor;
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        Operands.within(tensor, start, count);
        long to = operands.at(tensor) + start * FLOAT;
        MemorySegment.copy(values, from, Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, to, count);
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        Operands.within(tensor, start, count);
        if (tensor.memory() instanceof PackedMemory memory) {
            memory.bytes().address(pool); // still there
            memory.matrix().read(tensor.offset() + start, values, from, count);
            return;
        }
        long at = operands.at(tensor) + start * FLOAT;
        MemorySegment.copy(Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, at, values, from, count);
    }

    @Override
    public void fill(Tensor tensor, float value) {
        Elementwise.fill(workers, operands.at(tensor), tensor.elements(), value);
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        long n = to.elements();
        Elementwise.copy(workers, operands.at(to), operands.at(from, n, "the source"), n);
    }
}
