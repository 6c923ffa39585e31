package org.glassformer.engine.backend.vector;

import org.glassformer.engine.tensor.Memory;

/// Native memory that holds a packed matrix.
///
/// @param bytes where it lies
/// @param matrix the whole of it
record PackedMemory(NativeMemory bytes, Packed matrix) implements Memory {

    /// Bytes of the matrix, without the margin behind it.
    @Override
    public long byteSize() {
        return bytes.byteSize() - Packed.MARGIN;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
