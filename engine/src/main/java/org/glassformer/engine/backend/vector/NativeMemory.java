package org.glassformer.engine.backend.vector;

import org.glassformer.engine.tensor.Memory;

/// A block of native memory behind a tensor.
final class NativeMemory implements Memory {
    /// Blocks start at a cache line, which is also the widest vector.
    static final long ALIGNMENT = 64;

    private final MemoryPool pool;
    private final MemoryPool.Block block;
    private final long byteSize;
    private boolean open = true;

    NativeMemory(MemoryPool pool, MemoryPool.Block block, long byteSize) {
        this.pool = pool;
        this.block = block;
        this.byteSize = byteSize;
    }

    @Override
    public long byteSize() {
        return byteSize;
    }

    /// The first byte's address.
    ///
    /// @throws IllegalStateException if the memory was released, or belongs to another backend
    long address(MemoryPool owner) {
        if (!open || owner != pool || pool.isClosed()) {
            throw new IllegalStateException(
                    owner != pool ? "a tensor of another device" : "the tensor is closed");
        }
        return block.address();
    }

    @Override
    public void close() {
        synchronized (pool) {
            if (open) {
                open = false;
                pool.release(block);
            }
        }
    }
}
