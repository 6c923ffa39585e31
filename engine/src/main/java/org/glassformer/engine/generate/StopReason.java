package org.glassformer.engine.generate;

/// Why a generation ended.
public enum StopReason {
    /// The wanted number of tokens was reached.
    MAX_TOKENS,
    /// The model ended the text.
    STOP_TOKEN,
    /// A stop text was written; it is no part of the text.
    STOP_TEXT,
    /// The grammar allows nothing more.
    GRAMMAR_COMPLETE,
    /// The context is full.
    CONTEXT_FULL,
    /// Somebody stopped it.
    CANCELLED
}
