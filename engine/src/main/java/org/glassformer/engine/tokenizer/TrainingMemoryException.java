package org.glassformer.engine.tokenizer;

/// A text holds too many different words to learn a vocabulary from in the memory there is.
public final class TrainingMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long MEGABYTE = 1 << 20;

    private final long needed;
    private final long available;

    TrainingMemoryException(long needed, long available) {
        super(
                "learning from this text takes about "
                        + Math.ceilDiv(needed, MEGABYTE)
                        + " MB of memory; "
                        + available / MEGABYTE
                        + " MB may be used");
        this.needed = needed;
        this.available = available;
    }

    /// Refuses before allocating what would take more than two thirds of the heap.
    static void check(long needed) {
        long available = Runtime.getRuntime().maxMemory() / 3 * 2;
        if (needed > available) {
            throw new TrainingMemoryException(needed, available);
        }
    }

    /// What it would take, in bytes.
    public long needed() {
        return needed;
    }

    /// What may be used, in bytes.
    public long available() {
        return available;
    }
}
