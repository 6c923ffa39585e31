package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassformer.engine.tensor.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// One array of floats, of which tensors are views that copy nothing.
///
/// Making a view costs ND4J some microseconds, more than many an operation on it, so the latest are kept.
final class ArrayMemory implements Memory {
    private static final int VIEWS_KEPT = 64;

    private final Store store;
    private final INDArray all;
    private final long elements;
    private final Map<Place, INDArray> views =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, INDArray> eldest) {
                    return size() > VIEWS_KEPT;
                }
            };
    private boolean open = true;

    /// Where a view lies: `rank` axes, the last of which has neighbouring elements.
    private record Place(
            long offset, int rank, long d0, long d1, long d2, long stride0, long stride1) {}

    /// An array of zeros.
    ///
    /// @param store what keeps account of it
    ArrayMemory(Store store, long elements) {
        this.store = store;
        this.elements = elements;
        this.all = Nd4j.create(DataType.FLOAT, Math.max(1, elements));
    }

    /// Which device it belongs to.
    Store store() {
        return store;
    }

    /// The number of elements.
    long elements() {
        return elements;
    }

    /// `count` elements from `offset` on.
    INDArray vector(long offset, long count) {
        return view(new Place(offset, 1, count, 1, 1, 1, 1));
    }

    /// A matrix whose rows begin `stride` elements apart.
    INDArray matrix(long offset, long rows, long cols, long stride) {
        return view(new Place(offset, 2, rows, cols, 1, stride, 1));
    }

    /// An array of three axes, whose outer ones step by `stride0` and `stride1` elements.
    INDArray cube(long offset, long d0, long d1, long d2, long stride0, long stride1) {
        return view(new Place(offset, 3, d0, d1, d2, stride0, stride1));
    }

    private INDArray view(Place place) {
        checkOpen();
        return views.computeIfAbsent(place, this::make);
    }

    private INDArray make(Place at) {
        long[] shape =
                switch (at.rank) {
                    case 1 -> new long[] {at.d0};
                    case 2 -> new long[] {at.d0, at.d1};
                    default -> new long[] {at.d0, at.d1, at.d2};
                };
        long[] strides =
                switch (at.rank) {
                    case 1 -> new long[] {1};
                    case 2 -> new long[] {at.stride0, 1};
                    default -> new long[] {at.stride0, at.stride1, 1};
                };
        return Nd4j.create(all.data(), shape, strides, at.offset, 'c');
    }

    /// The array's own bytes, to read: from a card they are fetched first.
    MemorySegment toRead() {
        checkOpen();
        Nd4j.getAffinityManager().ensureLocation(all, Location.HOST);
        return bytes();
    }

    /// The array's own bytes, to write; call [#written] afterwards.
    MemorySegment toWrite() {
        return toRead();
    }

    /// Says that the bytes were changed from outside, so that a card takes them anew.
    void written() {
        Nd4j.getAffinityManager().tagLocation(all, Location.HOST);
    }

    @SuppressWarnings("restricted")
    private MemorySegment bytes() {
        return MemorySegment.ofAddress(all.data().address()).reinterpret(elements * Float.BYTES);
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the tensor is closed");
        }
    }

    @Override
    public long byteSize() {
        return elements * Float.BYTES;
    }

    /// Gives the native memory back at once, without waiting for the collector.
    @Override
    public void close() {
        synchronized (store) {
            if (open) {
                open = false;
                views.clear();
                store.forget(this);
                all.close();
            }
        }
    }
}
