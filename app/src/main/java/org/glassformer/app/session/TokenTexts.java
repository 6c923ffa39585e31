package org.glassformer.app.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.glassformer.engine.sampling.grammar.TokenBytes;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// Tokens of one model's vocabulary as people read them. Safe for several threads.
public final class TokenTexts {

    private final Tokenizer tokenizer;
    private final Supplier<TokenBytes> grammars;
    private @Nullable VocabularyIndex index;
    private @Nullable TokenBytes bytes;

    /// The vocabulary of a tokenizer.
    ///
    /// @param tokenizer the model's
    /// @param grammars makes what grammars see of the model's vocabulary
    public TokenTexts(Tokenizer tokenizer, Supplier<TokenBytes> grammars) {
        this.tokenizer = tokenizer;
        this.grammars = grammars;
    }

    /// The tokens as grammars see them; made with the first call, which takes some time.
    public TokenBytes bytes() {
        synchronized (grammars) {
            TokenBytes made = bytes;
            if (made == null) {
                made = grammars.get();
                bytes = made;
            }
            return made;
        }
    }

    /// The tokens of a text, without those that the model puts before every text.
    int[] encode(String text) {
        return tokenizer.encode(text).ids();
    }

    /// How many tokens there are.
    int size() {
        return tokenizer.vocabSize();
    }

    /// The token with an id; ids that the model has beyond its tokenizer are special tokens without a name.
    ///
    /// @param id in the model's vocabulary
    public SessionToken token(int id) {
        if (id < 0 || id >= tokenizer.vocabSize()) {
            return new SessionToken(id, "<" + id + ">", SessionToken.Kind.SPECIAL);
        }
        if (tokenizer.isSpecial(id)) {
            return new SessionToken(id, tokenizer.label(id), SessionToken.Kind.SPECIAL);
        }
        byte[] bytes = tokenizer.bytes(id);
        try {
            ByteBuffer utf8 = ByteBuffer.wrap(bytes);
            String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            return new SessionToken(id, text, SessionToken.Kind.TEXT);
        } catch (CharacterCodingException e) {
            String hex = HexFormat.ofDelimiter(" ").withPrefix("0x").formatHex(bytes);
            return new SessionToken(id, hex, SessionToken.Kind.BYTES);
        }
    }

    /// All tokens, to be found by their text; made with the first call, which takes some time.
    public synchronized VocabularyIndex index() {
        VocabularyIndex made = index;
        if (made == null) {
            made = new VocabularyIndex(this, tokenizer.vocabSize());
            index = made;
        }
        return made;
    }

    /// The tokens with some ids, in order.
    List<SessionToken> tokens(int[] ids) {
        List<SessionToken> tokens = new ArrayList<>(ids.length);
        for (int id : ids) {
            tokens.add(token(id));
        }
        return List.copyOf(tokens);
    }
}
