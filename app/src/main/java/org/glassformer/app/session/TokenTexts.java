package org.glassformer.app.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.glassformer.engine.sampling.LogitsFile;
import org.glassformer.engine.sampling.grammar.TokenBytes;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// Tokens of one model's vocabulary as people read them. Safe for several threads.
public final class TokenTexts {

    private final IntFunction<SessionToken> tokens;
    private final int size;
    private final Function<String, int[]> encoder;
    private final Supplier<TokenBytes> grammars;
    private @Nullable VocabularyIndex index;
    private @Nullable TokenBytes bytes;

    /// The vocabulary of a tokenizer.
    ///
    /// @param tokenizer the model's
    /// @param grammars makes what grammars see of the model's vocabulary
    public TokenTexts(Tokenizer tokenizer, Supplier<TokenBytes> grammars) {
        this(
                id -> token(tokenizer, id),
                tokenizer.vocabSize(),
                text -> tokenizer.encode(text).ids(),
                grammars);
    }

    private TokenTexts(
            IntFunction<SessionToken> tokens,
            int size,
            Function<String, int[]> encoder,
            Supplier<TokenBytes> grammars) {
        this.tokens = tokens;
        this.size = size;
        this.encoder = encoder;
        this.grammars = grammars;
    }

    /// The vocabulary of logits from a file; tokens without a text are known by their ids. No text is encoded with it.
    public static TokenTexts of(LogitsFile file) {
        return new TokenTexts(
                id -> {
                    String text = file.text(id);
                    return text == null || text.isEmpty()
                            ? nameless(id)
                            : new SessionToken(id, text, SessionToken.Kind.TEXT);
                },
                file.size(),
                text -> new int[0],
                () -> TokenBytes.of(new byte[file.size()][0], new int[0]));
    }

    private static SessionToken nameless(int id) {
        return new SessionToken(id, "<" + id + ">", SessionToken.Kind.SPECIAL);
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
        return encoder.apply(text);
    }

    /// How many tokens there are.
    int size() {
        return size;
    }

    /// The token with an id; ids that the model has beyond its tokenizer are special tokens without a name.
    ///
    /// @param id in the model's vocabulary
    public SessionToken token(int id) {
        return tokens.apply(id);
    }

    private static SessionToken token(Tokenizer tokenizer, int id) {
        if (id < 0 || id >= tokenizer.vocabSize()) {
            return nameless(id);
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
            made = new VocabularyIndex(this, size);
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
