package org.glassformer.engine.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Documents as one row of tokens, with the end-of-text token before, between and after them.
public final class TokenStream {
    private final int[] tokens;

    private TokenStream(int[] tokens) {
        this.tokens = tokens;
    }

    /// A stream of the given tokens, which are not copied.
    public static TokenStream of(int... tokens) {
        return new TokenStream(tokens);
    }

    /// Packs documents.
    ///
    /// @param encode turns a document into tokens, without special ones
    public static TokenStream pack(
            List<String> documents, Function<String, int[]> encode, int endOfText) {
        int[] tokens = new int[1024];
        int size = 0;
        tokens[size++] = endOfText;
        for (String document : documents) {
            int[] ids = encode.apply(document);
            int needed = Math.addExact(size, ids.length + 1);
            if (needed > tokens.length) {
                long doubled = Math.min(Integer.MAX_VALUE - 8L, 2L * tokens.length);
                tokens = Arrays.copyOf(tokens, (int) Math.max(needed, doubled));
            }
            System.arraycopy(ids, 0, tokens, size, ids.length);
            size += ids.length;
            tokens[size++] = endOfText;
        }
        return new TokenStream(Arrays.copyOf(tokens, size));
    }

    /// The number of tokens.
    public int length() {
        return tokens.length;
    }

    /// Copies `count` tokens from `start` on into `out`, going on at the beginning after the end.
    void copy(int start, int count, int[] out, int at) {
        for (int i = 0; i < count; i++) {
            out[at + i] = tokens[(int) (((long) start + i) % tokens.length)];
        }
    }
}
