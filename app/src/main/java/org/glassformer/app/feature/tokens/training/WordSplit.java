package org.glassformer.app.feature.tokens.training;

/// How a text is cut into words; merges never cross from word to word.
enum WordSplit {
    /// GPT-2's pattern.
    GPT2,
    /// GPT-4's pattern, that of cl100k_base.
    GPT4,
    /// Not at all: tokens may run over spaces and line ends.
    NONE
}
