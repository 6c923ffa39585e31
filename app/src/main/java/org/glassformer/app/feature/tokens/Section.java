package org.glassformer.app.feature.tokens;

/// The parts of the screen that take turns where there is no room for all.
enum Section {
    /// The text and its tokens.
    TOKENS,
    /// From characters to tokens.
    STEPS,
    /// Train your own BPE.
    TRAINING,
    /// The same paragraph in many languages.
    LANGUAGES
}
