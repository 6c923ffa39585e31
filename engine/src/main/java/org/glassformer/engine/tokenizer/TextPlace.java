package org.glassformer.engine.tokenizer;

/// Characters of one of several texts, whole ones only.
///
/// @param document the number of the text, from 0
/// @param start the first character, a UTF-16 index
/// @param end one past the last character
public record TextPlace(int document, int start, int end) {}
