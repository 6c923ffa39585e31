package org.glassformer.engine.tokenizer;

/// A merge that a [BpeTraining] learned.
///
/// @param number 1 for the first merge
/// @param left the id of the left token
/// @param right the id of the right token
/// @param token the id of the token that comes out
/// @param count how often the pair occurred before, places that overlap counted each
/// @param vocabSize the tokens of the vocabulary after it
/// @param tokensBefore the tokens of the whole text before it
/// @param tokensAfter the tokens of the whole text after it
public record LearnedMerge(
        int number,
        int left,
        int right,
        int token,
        long count,
        int vocabSize,
        long tokensBefore,
        long tokensAfter) {}
