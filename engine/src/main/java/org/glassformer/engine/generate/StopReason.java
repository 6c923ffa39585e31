package org.glassformer.engine.generate;

/// Why a generation ended.
public enum StopReason {
    /// The wanted number of tokens was reached.
    MAX_TOKENS,
    /// The model ended the text.
    STOP_TOKEN,
    /// The context is full.
    CONTEXT_FULL,
    /// Somebody stopped it.
    CANCELLED
}
