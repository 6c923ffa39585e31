package org.glassformer.engine.backend.nd4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Allocates the arrays of one device, and gives back what is left when the device closes.
final class Store implements AutoCloseable {
    private final Set<ArrayMemory> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    /// An array of zeros; the caller closes it.
    synchronized ArrayMemory allocate(long elements) {
        if (closed) {
            throw new IllegalStateException("the device is closed");
        }
        ArrayMemory memory = new ArrayMemory(this, elements);
        open.add(memory);
        return memory;
    }

    /// Called by an array that closes.
    synchronized void forget(ArrayMemory memory) {
        open.remove(memory);
    }

    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(open).forEach(ArrayMemory::close);
    }
}
