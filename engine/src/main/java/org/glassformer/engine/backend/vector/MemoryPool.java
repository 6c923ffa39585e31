package org.glassformer.engine.backend.vector;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Hands out native memory and keeps released blocks for the next tensor of the same size.
///
/// A model allocates the same activations over and over, and fresh pages cost more than the
/// operations on them. At most [#KEPT] bytes wait; everything goes back when the backend closes,
/// also what nobody closed.
final class MemoryPool implements AutoCloseable {
    private static final long KEPT = 256L << 20;
    private static final long ROUNDING = 256;

    private final Map<Long, Deque<Block>> free = new HashMap<>();
    private final Set<Arena> arenas = new HashSet<>();
    private long kept;
    private volatile boolean closed;

    /// Memory of one arena.
    ///
    /// @param address its first byte
    /// @param byteSize its size, rounded up
    record Block(Arena arena, long address, long byteSize) {}

    /// A block of zeros.
    synchronized NativeMemory allocate(long byteSize) {
        if (closed) {
            throw new IllegalStateException("the device is closed");
        }
        long size = (Math.max(1, byteSize) + ROUNDING - 1) / ROUNDING * ROUNDING;
        Deque<Block> waiting = free.get(size);
        if (waiting != null && !waiting.isEmpty()) {
            Block block = waiting.pop();
            kept -= size;
            Lanes.ALL.asSlice(block.address(), size).fill((byte) 0);
            return new NativeMemory(this, block, byteSize);
        }
        // Shared, because a tensor may be closed by another thread than the one that made it.
        Arena arena = Arena.ofShared();
        arenas.add(arena);
        long address = arena.allocate(size, NativeMemory.ALIGNMENT).address();
        return new NativeMemory(this, new Block(arena, address, size), byteSize);
    }

    /// Takes a block back.
    synchronized void release(Block block) {
        if (closed) {
            return;
        }
        if (kept + block.byteSize() <= KEPT) {
            free.computeIfAbsent(block.byteSize(), size -> new ArrayDeque<>()).push(block);
            kept += block.byteSize();
        } else {
            arenas.remove(block.arena());
            block.arena().close();
        }
    }

    /// Whether everything went back.
    boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            arenas.forEach(Arena::close);
            arenas.clear();
            free.clear();
        }
    }
}
