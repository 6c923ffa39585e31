package org.glassformer.engine.chat;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.chat.RenderedChat.ContentRange;
import org.glassformer.engine.tokenizer.Encoding;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Token;
import org.glassformer.engine.tokenizer.Tokenizer;

/// A rendered chat as tokens, each with its origin. A tokenizer's prefix and suffix are not added: templates write
/// their own.
///
/// @param chat what was encoded
/// @param tokens in order; together they cover the text
public record ChatEncoding(RenderedChat chat, List<ChatToken> tokens) {
    /// Copies the list.
    public ChatEncoding {
        tokens = List.copyOf(tokens);
    }

    /// A token and where it comes from.
    ///
    /// @param token with its place in the rendered text
    /// @param origin who wrote its characters
    /// @param message whose content it is, from 0, or the first such for a mixed token; -1 for an added one
    public record ChatToken(Token token, Origin origin, int message) {}

    /// Who wrote a token's characters.
    public enum Origin {
        /// The template.
        ADDED,
        /// A message.
        CONTENT,
        /// Both, or two messages: the token crosses a border.
        MIXED
    }

    /// Encodes a chat.
    ///
    /// With `contents` [SpecialTokens#PARSED], as Hugging Face and most engines do it, a person who types
    /// `<|im_end|>` ends a message. With [SpecialTokens#PLAIN] special tokens are made only of what the template wrote;
    /// the text between two of them is encoded as a whole, so that all other tokens stay the same.
    ///
    /// @param contents what becomes of a special token's text inside a content
    public static ChatEncoding of(RenderedChat chat, Tokenizer tokenizer, SpecialTokens contents) {
        Encoding whole = tokenizer.encode(chat.text(), SpecialTokens.PARSED);
        List<Token> tokens = whole.tokens();
        if (contents == SpecialTokens.PLAIN && smuggled(chat, tokenizer, tokens)) {
            tokens = new GuardedEncoder(chat, tokenizer).tokens();
        }
        return new ChatEncoding(chat, marked(chat, tokens));
    }

    /// How many tokens the template added, mixed ones not counted.
    public int added() {
        return (int) tokens.stream().filter(token -> token.origin() == Origin.ADDED).count();
    }

    private static boolean smuggled(RenderedChat chat, Tokenizer tokenizer, List<Token> tokens) {
        for (ChatToken each : marked(chat, tokens)) {
            if (each.origin() != Origin.ADDED && tokenizer.isSpecial(each.token().id())) {
                return true;
            }
        }
        return false;
    }

    private static List<ChatToken> marked(RenderedChat chat, List<Token> tokens) {
        List<ContentRange> ranges = chat.contents();
        List<ChatToken> marked = new ArrayList<>(tokens.size());
        int first = 0;
        for (Token token : tokens) {
            while (first < ranges.size() && ranges.get(first).end() <= token.start()) {
                first++;
            }
            marked.add(marked(token, ranges, first));
        }
        return marked;
    }

    private static ChatToken marked(Token token, List<ContentRange> ranges, int first) {
        if (first == ranges.size() || ranges.get(first).start() >= token.end()) {
            return new ChatToken(token, Origin.ADDED, -1);
        }
        int message = ranges.get(first).message();
        int covered = token.start();
        boolean one = true;
        for (int i = first; i < ranges.size() && ranges.get(i).start() <= covered; i++) {
            if (ranges.get(i).start() < token.end()) {
                one &= ranges.get(i).message() == message;
                covered = ranges.get(i).end();
            }
        }
        boolean content = one && covered >= token.end();
        return new ChatToken(token, content ? Origin.CONTENT : Origin.MIXED, message);
    }
}
