package org.glassformer.engine.tokenizer;

/// One step of byte-pair encoding: two neighbours become one token.
///
/// @param word the index of the word within the text; words never merge with each other
/// @param position the index of the left part among the word's parts at the moment of the merge
/// @param left the id of the left part
/// @param right the id of the right part
/// @param rank the merge's place in the vocabulary's list; the lowest merges first
/// @param token the id of the token that comes out
/// @param start the first character of the result in the text, a UTF-16 index
/// @param end one past the last character of the result, whole characters only
public record Merge(
        int word, int position, int left, int right, int rank, int token, int start, int end) {}
