package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A vocabulary as grammars see it: the bytes of every token, and which tokens end a text.
///
/// It is made once for a tokenizer, in some 50 ms for 50,000 tokens, and serves all grammars.
/// Immutable.
public final class TokenBytes {
    private final List<byte[]> bytes;
    private final int[] ends;
    private final TokenTrie trie;

    private TokenBytes(List<byte[]> bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
        this.trie = new TokenTrie(bytes);
    }

    /// Tokens by id.
    ///
    /// @param bytes of every id what it stands for; empty for one that a grammar never allows, such
    ///     as a special token or an id without a token
    /// @param ends ids that end a text, allowed where the grammar may end; their bytes do not count
    /// @throws IllegalArgumentException if an end token is not among the ids
    public static TokenBytes of(byte[][] bytes, int... ends) {
        List<byte[]> copies = new ArrayList<>(bytes.length);
        for (byte[] token : bytes) {
            copies.add(token.clone());
        }
        int[] sorted = Arrays.stream(ends).distinct().sorted().toArray();
        for (int end : sorted) {
            if (end < 0 || end >= bytes.length) {
                throw new IllegalArgumentException(
                        "end token " + end + " is not among " + bytes.length + " tokens");
            }
            copies.set(end, new byte[0]);
        }
        return new TokenBytes(copies, sorted);
    }

    /// The number of ids.
    public int size() {
        return bytes.size();
    }

    /// The bytes of a token; empty for one that is never allowed, and for an end token.
    public byte[] bytes(int id) {
        return bytes.get(id).clone();
    }

    /// Whether the token ends a text.
    public boolean isEnd(int id) {
        return Arrays.binarySearch(ends, id) >= 0;
    }

    /// The tokens that end a text, ascending.
    public int[] ends() {
        return ends.clone();
    }

    TokenTrie trie() {
        return trie;
    }

    byte[] raw(int id) {
        return bytes.get(id);
    }

    int[] rawEnds() {
        return ends;
    }

    /// Whether each of these bytes is a token by itself.
    boolean spells(boolean[] wanted) {
        boolean[] single = new boolean[256];
        for (byte[] token : bytes) {
            if (token.length == 1) {
                single[token[0] & 0xFF] = true;
            }
        }
        for (int b = 0; b < 256; b++) {
            if (wanted[b] && !single[b]) {
                return false;
            }
        }
        return true;
    }
}
