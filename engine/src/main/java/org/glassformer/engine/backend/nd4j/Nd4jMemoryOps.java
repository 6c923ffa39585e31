package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors in ND4J's arrays; weights of every type are widened when they are loaded, by [Widening].
record Nd4jMemoryOps(Store store, Arguments arguments) implements MemoryOps {
    @Override
    public DType activationType() {
        return DType.F32;
    }

    @Override
    public Tensor allocate(Shape shape) {
        return new Tensor(shape, DType.F32, store.allocate(shape.elements()));
    }

    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        Checks.bytes(dtype, shape, source);
        ArrayMemory memory = store.allocate(shape.elements());
        Widening.run(dtype, source, shape.elements(), memory.toWrite());
        memory.written();
        return new Tensor(shape, DType.F32, memory);
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        ArrayMemory memory = within(tensor, start, count);
        long at = (tensor.offset() + start) * Float.BYTES;
        MemorySegment.copy(
                values, from, memory.toWrite(), ValueLayout.JAVA_FLOAT_UNALIGNED, at, count);
        memory.written();
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        ArrayMemory memory = within(tensor, start, count);
        long at = (tensor.offset() + start) * Float.BYTES;
        MemorySegment.copy(
                memory.toRead(), ValueLayout.JAVA_FLOAT_UNALIGNED, at, values, from, count);
    }

    private ArrayMemory within(Tensor tensor, long start, int count) {
        if (start < 0 || count < 0 || start > tensor.elements() - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from " + start + " leave " + tensor);
        }
        return arguments.memory("tensor", tensor);
    }

    @Override
    public void fill(Tensor tensor, float value) {
        arguments.vector("tensor", tensor).assign(value);
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        Ops.copy(arguments.vector("to", to), arguments.vector("from", from, to.elements()));
    }
}
