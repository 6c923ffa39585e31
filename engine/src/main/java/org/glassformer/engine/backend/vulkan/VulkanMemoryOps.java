package org.glassformer.engine.backend.vulkan;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors in the memory of a GPU: [DeviceHeap] has the places, [Transfers] brings the numbers there and back.
///
/// @param device its name, for messages
record VulkanMemoryOps(
        String device,
        DeviceHeap heap,
        Recorder recorder,
        Transfers transfers,
        Operands operands,
        Positions positions)
        implements MemoryOps {
    /// Elements that are widened at once, whole blocks of every type.
    private static final int PART = 1 << 16;

    @Override
    public DType activationType() {
        return DType.F32;
    }

    @Override
    public Tensor allocate(Shape shape) {
        GpuMemory memory = memory(DType.F32, shape);
        memory.leaveBlank();
        return new Tensor(shape, DType.F32, memory);
    }

    private GpuMemory memory(DType dtype, Shape shape) {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE) {
            throw new DeviceException(
                    "a tensor %s is larger than %s can address".formatted(shape, device));
        }
        return new GpuMemory(heap, dtype, elements);
    }

    /// A tensor with the values of `source`: a matrix in its type, if there are kernels that read it,
    /// and everything else as floats.
    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        long elements = shape.elements();
        Checks.bytes(dtype, shape, source);
        boolean matrix = shape.rank() > 1 && elements > 0;
        if (dtype == DType.F32 || (matrix && keeps(dtype))) {
            GpuMemory memory = memory(dtype, shape);
            transfers.load(memory, source);
            return new Tensor(shape, dtype, memory);
        }
        GpuMemory memory = memory(DType.F32, shape);
        float[] part = new float[(int) Math.min(PART, elements)];
        for (long first = 0; first < elements; first += PART) {
            int count = (int) Math.min(PART, elements - first);
            Blocks.read(dtype, source, first, count, part, 0);
            transfers.write(memory, Float.BYTES * first, part, 0, count);
        }
        return new Tensor(shape, DType.F32, memory);
    }

    private static boolean keeps(DType dtype) {
        return switch (dtype) {
            case F32, F16, BF16, Q8_0, Q4_0, Q4_K, Q6_K -> true;
            case F64, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K -> false;
        };
    }

    @Override
    public Tensor widened(Tensor tensor) {
        Operand source = operands.weight("tensor", tensor);
        GpuMemory memory = memory(DType.F32, tensor.shape());
        Tensor wide = new Tensor(tensor.shape(), DType.F32, memory);
        positions.widen(operands.vector("wide", wide), source);
        return wide;
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        Tensor range = tensor.view(start, Shape.of(count));
        operands.result("tensor", range, count);
        GpuMemory memory = (GpuMemory) range.memory();
        transfers.write(memory, Float.BYTES * range.offset(), values, from, count);
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        if (start < 0 || count < 0 || start > tensor.elements() - count) {
            throw new IllegalArgumentException(
                    "%d elements from %d leave %s".formatted(count, start, tensor.shape()));
        }
        operands.weight("tensor", tensor.view(0, Shape.of(Math.toIntExact(tensor.elements()))));
        GpuMemory memory = (GpuMemory) tensor.memory();
        long first = tensor.offset() + start;
        if (tensor.dtype() == DType.F32) {
            MemorySegment to = MemorySegment.ofArray(values);
            transfers.read(
                    memory,
                    Float.BYTES * first,
                    to.asSlice((long) Float.BYTES * from, (long) Float.BYTES * count));
        } else {
            readPacked(memory, first, values, from, count);
        }
    }

    @Override
    public float[] readLater(Tensor tensor) {
        int count = Math.toIntExact(tensor.elements());
        float[] values = new float[count];
        if (tensor.dtype() == DType.F32 && count > 0) {
            operands.vector("tensor", tensor);
            GpuMemory memory = (GpuMemory) tensor.memory();
            transfers.readLater(memory, Float.BYTES * tensor.offset(), values);
        } else {
            read(tensor, 0, values, 0, count);
        }
        return values;
    }

    @Override
    public void settle() {
        transfers.settle();
    }

    private void readPacked(GpuMemory memory, long first, float[] values, int from, int count) {
        DType dtype = memory.dtype();
        int size = dtype.blockSize();
        long block = first / size;
        int blocks = Math.toIntExact((first + count + size - 1) / size - block);
        MemorySegment stored =
                MemorySegment.ofArray(new byte[Math.multiplyExact(blocks, dtype.blockBytes())]);
        transfers.readBlocks(memory, block, stored);
        Blocks.read(dtype, stored, first % size, count, values, from);
    }

    @Override
    public void fill(Tensor tensor, float value) {
        operands.result("tensor", tensor, tensor.elements());
        DeviceHeap.Place place = ((GpuMemory) tensor.memory()).place();
        if (tensor.elements() > 0) {
            recorder.fill(
                    place.buffer(),
                    place.offset() + Float.BYTES * tensor.offset(),
                    Float.BYTES * tensor.elements(),
                    Float.floatToRawIntBits(value));
        }
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        if (from.elements() != to.elements()) {
            throw new IllegalArgumentException(
                    "from is %s, it needs %d elements".formatted(from.shape(), to.elements()));
        }
        int count = Math.toIntExact(from.elements());
        Operand source = operands.weight("from", from.view(0, Shape.of(count)));
        Operand target = operands.result("to", to, count);
        if (source.dtype() != DType.F32) {
            positions.widen(target, source);
        } else if (source.start() < target.end() && target.start() < source.end()) {
            try (Tensor between = allocate(from.shape())) {
                operands.result("between", between, count);
                move(between, from);
                move(to, between);
            }
        } else {
            move(to, from);
        }
    }

    private void move(Tensor to, Tensor from) {
        DeviceHeap.Place source = ((GpuMemory) from.memory()).place();
        DeviceHeap.Place target = ((GpuMemory) to.memory()).place();
        if (from.elements() > 0) {
            recorder.copy(
                    source.buffer(),
                    source.offset() + Float.BYTES * from.offset(),
                    target.buffer(),
                    target.offset() + Float.BYTES * to.offset(),
                    Float.BYTES * from.elements());
        }
    }
}
