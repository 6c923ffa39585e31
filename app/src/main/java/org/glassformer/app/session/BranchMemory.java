package org.glassformer.app.session;

import org.glassformer.engine.model.KvTree;
import org.glassformer.engine.model.ModelConfig;

/// What branches take that are not shown.
///
/// @param config of the model
/// @param keys holds keys and values
record BranchMemory(ModelConfig config, KvTree keys) {

    private static final int POSITIONS_PER_CHUNK = 16; // of an attention trace
    private static final int REFERENCE = 4;

    /// Bytes of keys, values and attention. Keys and values of the text shown may be among them, once more.
    ///
    /// @param tokens of the branches
    long bytes(int tokens) {
        long ready = keyBytes() * keys.capacity(); // for the text wanted last
        return keys.bytes() - ready + attentionBytes() * tokens;
    }

    /// Bytes of one token's keys and values.
    private long keyBytes() {
        return 2L * Float.BYTES * config.nLayer() * config.kvSize();
    }

    /// Bytes of one token's queries, keys and values, and of the list of those before.
    private long attentionBytes() {
        long rows = (long) Float.BYTES * config.nLayer() * config.qSize() + keyBytes();
        long list = 3L * config.nLayer() * REFERENCE * (keys.capacity() / POSITIONS_PER_CHUNK);
        return rows + list;
    }
}
