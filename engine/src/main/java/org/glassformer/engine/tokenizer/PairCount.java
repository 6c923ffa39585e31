package org.glassformer.engine.tokenizer;

/// A pair of neighbours and how often it occurs in a text.
///
/// @param left the id of the left token
/// @param right the id of the right token
/// @param count the places where `right` follows `left` within a word; of places that overlap, as in
///     `aaa` for the pair of two `a`, each counts
public record PairCount(int left, int right, long count) {}
