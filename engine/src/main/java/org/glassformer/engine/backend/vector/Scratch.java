package org.glassformer.engine.backend.vector;

import java.lang.foreign.Arena;

/// Memory of one thread that a kernel may use until it returns; it grows to the largest need.
final class Scratch implements AutoCloseable {
    private static final int SLOTS = 8;

    private final Arena[] arenas = new Arena[SLOTS];
    private final long[] addresses = new long[SLOTS];
    private final long[] sizes = new long[SLOTS];
    private float[] floats = new float[0];
    private float[] line = new float[0];

    /// An array of at least `size` floats, with whatever they held before.
    float[] floats(long size) {
        if (floats.length < size) {
            floats = new float[Math.toIntExact(size)];
        }
        return floats;
    }

    /// Another array of at least `size` floats, for rows that are widened.
    float[] line(long size) {
        if (line.length < size) {
            line = new float[Math.toIntExact(size)];
        }
        return line;
    }

    /// The address of at least `size` floats, with whatever they held before.
    ///
    /// @param slot which of the blocks, 0 to 7; the others stay as they are
    long block(int slot, long size) {
        long bytes = size * Float.BYTES;
        if (sizes[slot] < bytes) {
            release(slot);
            // Shared, because the backend may be closed by another thread than the one that ran.
            Arena arena = Arena.ofShared();
            arenas[slot] = arena;
            addresses[slot] = arena.allocate(bytes, NativeMemory.ALIGNMENT).address();
            sizes[slot] = bytes;
        }
        return addresses[slot];
    }

    private void release(int slot) {
        if (sizes[slot] > 0) {
            arenas[slot].close();
            sizes[slot] = 0;
        }
    }

    @Override
    public void close() {
        for (int slot = 0; slot < SLOTS; slot++) {
            release(slot);
        }
    }
}
