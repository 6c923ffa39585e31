package org.glassformer.app.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassformer.engine.model.KvNode;
import org.jspecify.annotations.Nullable;

/// The readings wanted last, within a number of bytes; two are kept whatever they take.
final class KeptReadings {

    private static final int TOKEN_BYTES = 12; // in the list of tokens and in the text

    private final long most;
    private final Map<KvNode, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// None yet.
    ///
    /// @param most bytes of logits, tokens and texts
    KeptReadings(long most) {
        this.most = most;
    }

    private static long size(Reading reading) {
        return (long) Float.BYTES * reading.logits().length
                + (long) TOKEN_BYTES * reading.tokens().size();
    }

    /// The reading of a text that ends with a token; null if it is not kept.
    @Nullable Reading get(KvNode end) {
        return readings.get(end);
    }

    /// Keeps a reading, perhaps instead of those that were not wanted for the longest time.
    void put(KvNode end, Reading reading) {
        readings.put(end, reading);
        bytes += size(reading);
        Iterator<Reading> eldest = readings.values().iterator();
        while (bytes > most && readings.size() > 2) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    /// Forgets those whose branch was taken out of the tree.
    void forgetRemoved() {
        readings.keySet().removeIf(KvNode::isRemoved);
        bytes = readings.values().stream().mapToLong(KeptReadings::size).sum();
    }

    void clear() {
        readings.clear();
        bytes = 0;
    }
}
