package org.glassformer.app.feature.tokens.steps;

/// A byte that is part of no whole character; one character of the text stands for it.
///
/// @param at the character
/// @param value the byte
/// @param token counts the tokens that were pasted: bytes with the same number are of one token
/// @param id of that token; -1 if it has whole characters too
public record LooseByte(int at, byte value, int token, int id) {}
