package org.glassformer.engine.chat;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.chat.RenderedChat.ContentRange;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Token;
import org.glassformer.engine.tokenizer.Tokenizer;

/// Encodes a chat so that only the template's own characters can be special tokens.
final class GuardedEncoder {
    private final RenderedChat chat;
    private final Tokenizer tokenizer;
    private final List<Token> tokens = new ArrayList<>();
    private int done;
    private int doneBytes;

    GuardedEncoder(RenderedChat chat, Tokenizer tokenizer) {
        this.chat = chat;
        this.tokenizer = tokenizer;
    }

    List<Token> tokens() {
        int from = 0;
        for (ContentRange range : chat.contents()) {
            specialsOf(from, range.start());
            from = range.end();
        }
        specialsOf(from, chat.text().length());
        plain(chat.text().length());
        return tokens;
    }

    /// Adds the special tokens that the template wrote between two places, and the plain text before each.
    private void specialsOf(int from, int to) {
        if (from >= to) {
            return;
        }
        for (Token token :
                tokenizer.encode(chat.text().substring(from, to), SpecialTokens.PARSED).tokens()) {
            if (tokenizer.isSpecial(token.id())) {
                plain(from + token.start());
                add(token, from, doneBytes - token.byteStart());
                done = from + token.end();
                doneBytes += token.byteEnd() - token.byteStart();
            }
        }
    }

    /// Adds the text up to a place, special tokens taken as text.
    private void plain(int to) {
        if (done >= to) {
            return;
        }
        int shift = done;
        int shiftBytes = doneBytes;
        for (Token token :
                tokenizer.encode(chat.text().substring(done, to), SpecialTokens.PLAIN).tokens()) {
            add(token, shift, shiftBytes);
            doneBytes = shiftBytes + token.byteEnd();
        }
        done = to;
    }

    private void add(Token token, int shift, int shiftBytes) {
        tokens.add(
                new Token(
                        token.id(),
                        token.bytes(),
                        token.start() + shift,
                        token.end() + shift,
                        token.byteStart() + shiftBytes,
                        token.byteEnd() + shiftBytes));
    }
}
