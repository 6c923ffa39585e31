package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Memory;

/// Memory of the device behind a tensor.
///
/// Quantised blocks lie as their [Planes] say: the numbers of all blocks, and from [#scales] on their
/// binary16 scales. Numbers of 16 bits lie two in a word. So kernels read whole aligned words, which
/// every device can.
final class GpuMemory implements Memory {
    private final DeviceHeap heap;
    private final DeviceHeap.Place place;
    private final DType dtype;
    private final long elements;
    private boolean open = true;
    private boolean blank;

    /// Takes memory for so many elements.
    ///
    /// @throws org.glassformer.engine.backend.DeviceException if there is no room
    GpuMemory(DeviceHeap heap, DType dtype, long elements) {
        this.heap = heap;
        this.dtype = dtype;
        this.elements = elements;
        this.place = heap.take(wordsOf(dtype.byteSize(elements)) + Integer.BYTES);
    }

    private static long wordsOf(long bytes) {
        return (bytes + 3) / 4 * 4;
    }

    /// Makes it count as zeros, though nobody has written them yet.
    void leaveBlank() {
        blank = true;
    }

    /// Whether it counts as zeros and must be filled with them now, before it is used: the answer is
    /// given once.
    boolean takeBlank() {
        boolean was = blank;
        blank = false;
        return was;
    }

    DType dtype() {
        return dtype;
    }

    /// How its blocks are taken apart.
    Planes planes() {
        return Planes.of(dtype);
    }

    long elements() {
        return elements;
    }

    /// Where it lies, for transfers.
    DeviceHeap.Place place() {
        return place;
    }

    /// The first byte's address on the device.
    ///
    /// @throws IllegalStateException if the memory was released, or belongs to another backend
    long address(DeviceHeap owner) {
        if (owner != heap) {
            throw new IllegalStateException("a tensor of another device");
        }
        if (!open || heap.isClosed()) {
            throw new IllegalStateException("the tensor is closed");
        }
        return place.address();
    }

    /// Bytes before the plane of scales.
    long scales() {
        return elements / dtype.blockSize() * planes().numbers();
    }

    @Override
    public long byteSize() {
        return dtype.byteSize(elements);
    }

    @Override
    public void close() {
        synchronized (heap) {
            if (open) {
                open = false;
                heap.giveBack(place);
            }
        }
    }
}
