package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.tensor.Memory;
import org.jspecify.annotations.Nullable;

/// One double per element, whatever the precision: the loops then need no second version.
final class ScalarMemory implements Memory {
    private final boolean single;
    private double @Nullable [] values;

    /// @param single whether the values are rounded to float when stored
    ScalarMemory(int elements, boolean single) {
        this.values = new double[elements];
        this.single = single;
    }

    /// Whether the values are rounded to float when stored.
    boolean single() {
        return single;
    }

    /// The values.
    ///
    /// @throws IllegalStateException if the memory was closed
    double[] values() {
        if (values == null) {
            throw new IllegalStateException("the tensor is closed");
        }
        return values;
    }

    @Override
    public long byteSize() {
        return values == null ? 0 : 8L * values.length;
    }

    @Override
    public void close() {
        values = null;
    }
}
