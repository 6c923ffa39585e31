package org.glassformer.engine.tokenizer;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// A text as tokens.
public final class Encoding {
    private final String text;
    private final byte[] utf8;
    private final int[] ids;
    private final int[] starts;
    private final int[] ends;
    private final int[] byteStarts; // one more than ids: the last is the text's length

    Encoding(String text, byte[] utf8, int[] ids, int[] starts, int[] ends, int[] byteStarts) {
        this.text = text;
        this.utf8 = utf8;
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
        this.byteStarts = byteStarts;
    }

    /// The text that was encoded.
    public String text() {
        return text;
    }

    /// A copy of the ids.
    public int[] ids() {
        return ids.clone();
    }

    /// The number of tokens.
    public int size() {
        return ids.length;
    }

    /// The token at `index`.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public Token token(int index) {
        int from = byteStarts[index];
        int to = byteStarts[index + 1];
        byte[] bytes = Arrays.copyOfRange(utf8, from, to);
        return new Token(ids[index], bytes, starts[index], ends[index], from, to);
    }

    /// The tokens in order: together their bytes are the text's, and their character ranges cover it.
    public List<Token> tokens() {
        return new TokenList();
    }

    @Override
    public String toString() {
        return "Encoding" + Arrays.toString(ids);
    }

    private final class TokenList extends AbstractList<Token> implements RandomAccess {
        @Override
        public Token get(int index) {
            return token(index);
        }

        @Override
        public int size() {
            return ids.length;
        }
    }
}
