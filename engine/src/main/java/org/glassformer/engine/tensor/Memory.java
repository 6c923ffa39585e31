package org.glassformer.engine.tensor;

/// The memory behind tensors: allocated, read, written and released by the backend that owns it.
///
/// Only that backend knows what is inside (an array, native memory, a buffer on a GPU).
public interface Memory extends AutoCloseable {
    /// Bytes held.
    long byteSize();

    /// Releases the memory; tensors over it must not be used afterwards. Closing twice is harmless.
    @Override
    void close();
}
