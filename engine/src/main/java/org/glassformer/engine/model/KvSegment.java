package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Keys and values of some tokens in a row, set aside while others stand in the cache. Its memory is
/// the backend's and is released with the last token in it.
final class KvSegment {
    private final Tensor memory; // (2 L rows, NKV HS): per layer the keys, then the values
    private final int rows;
    private int users;

    KvSegment(Backend backend, int layers, int rows, int width) {
        this.rows = rows;
        this.memory = backend.allocate(Shape.of(Math.multiplyExact(2 * layers, rows), width));
    }

    /// Rows `from` to `to` of a layer's keys.
    Tensor keys(int layer, int from, int to) {
        return memory.slice(2 * layer * rows + from, 2 * layer * rows + to);
    }

    /// Rows `from` to `to` of a layer's values.
    Tensor values(int layer, int from, int to) {
        return memory.slice((2 * layer + 1) * rows + from, (2 * layer + 1) * rows + to);
    }

    long elements() {
        return memory.elements();
    }

    void use() {
        users++;
    }

    void release() {
        if (--users == 0) {
            memory.close();
        }
    }

    boolean isReleased() {
        return users == 0;
    }
}
