package org.glassformer.app.feature.sampling.answers;

/// What of a text counts as its answer.
enum RuleKind {
    /// The last number.
    NUMBER,
    /// The last word.
    WORD,
    /// All of it.
    WHOLE,
    /// What an expression finds.
    EXPRESSION
}
