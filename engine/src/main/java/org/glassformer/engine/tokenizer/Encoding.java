package org.glassformer.engine.tokenizer;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A text as tokens.
public final class Encoding {
    private final String text;
    private final int size;
    private final int[] ids; // these four may be longer than needed
    private final int[] starts;
    private final int[] ends;
    private final int[] byteStarts; // one more than the others: the last is the text's length
    private final String leftOut;
    private byte @Nullable [] utf8; // made when first asked for

    Encoding(
            String text,
            int size,
            int[] ids,
            int[] starts,
            int[] ends,
            int[] byteStarts,
            String leftOut) {
        this.text = text;
        this.leftOut = leftOut;
        this.size = size;
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
        this.byteStarts = byteStarts;
    }

    /// The text that was encoded.
    public String text() {
        return text;
    }

    /// The characters of the text, in their order, that the vocabulary lacks and no token stands for; those with a token
    /// for unknown characters are not among them.
    public String leftOut() {
        return leftOut;
    }

    /// A copy of the ids.
    public int[] ids() {
        return Arrays.copyOf(ids, size);
    }

    /// The number of tokens.
    public int size() {
        return size;
    }

    /// The id of the token at `index`.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public int id(int index) {
        return ids[Objects.checkIndex(index, size)];
    }

    /// The token at `index`.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public Token token(int index) {
        Objects.checkIndex(index, size);
        int from = byteStarts[index];
        int to = byteStarts[index + 1];
        byte[] bytes = Arrays.copyOfRange(utf8(), from, to);
        return new Token(ids[index], bytes, starts[index], ends[index], from, to);
    }

    /// The tokens in order: together their bytes are the text's, and their character ranges cover it.
    public List<Token> tokens() {
        return new TokenList();
    }

    @Override
    public String toString() {
        return "Encoding" + Arrays.toString(ids());
    }

    private byte[] utf8() {
        byte[] bytes = utf8;
        if (bytes == null) {
            bytes = Utf8.bytes(text);
            utf8 = bytes;
        }
        return bytes;
    }

    private final class TokenList extends AbstractList<Token> implements RandomAccess {
        @Override
        public Token get(int index) {
            return token(index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
