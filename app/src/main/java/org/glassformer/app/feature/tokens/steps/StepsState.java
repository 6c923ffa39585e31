package org.glassformer.app.feature.tokens.steps;

/// What the panel shows.
public enum StepsState {
    /// There is no text, or no tokenizer yet.
    EMPTY,
    /// The first stretch is being traced.
    BUSY,
    /// What is shown belongs to an earlier text or selection; the new one is being traced.
    STALE,
    /// The stretch could not be traced; there is a sentence that says why.
    FAILED,
    /// A stretch with its steps.
    READY
}
