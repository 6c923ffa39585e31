package org.glassformer.app.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.glassformer.app.session.SessionToken;

/// Where the tokens of a prompt begin in its text.
///
/// Tokens that stand for no characters of the text, such as one before every text, have the place of the token after
/// them. A tokenizer may add a space before the first word.
final class TokenPlaces {

    private final int[] starts;

    private TokenPlaces(int[] starts) {
        this.starts = starts;
    }

    /// The places of some tokens.
    ///
    /// @param text of the prompt
    /// @param tokens in order
    static TokenPlaces of(String text, List<SessionToken> tokens) {
        int[] starts = new int[tokens.size()];
        int at = 0;
        int bytes = 0; // of the character at the place, read so far
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            SessionToken token = tokens.get(i);
            switch (token.kind()) {
                case TEXT -> {
                    bytes = 0;
                    at += within(text, at, token.text());
                }
                case SPECIAL -> at += text.startsWith(token.text(), at) ? token.text().length() : 0;
                case BYTES -> {
                    bytes += token.text().split(" ").length;
                    while (at < text.length() && bytes >= length(text, at)) {
                        bytes -= length(text, at);
                        at += Character.charCount(text.codePointAt(at));
                    }
                }
            }
        }
        return new TokenPlaces(starts);
    }

    private static int within(String text, int at, String token) {
        boolean added = at == 0 && token.startsWith(" ") && !text.startsWith(" ");
        return added ? token.length() - 1 : token.length();
    }

    private static int length(String text, int at) {
        return new String(Character.toChars(text.codePointAt(at)))
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    /// The token in which a caret is, or after which it stands; negative where there are no tokens.
    ///
    /// @param caret from 0 to the length of the text
    int at(int caret) {
        int found = Arrays.binarySearch(starts, Math.max(0, caret - 1));
        int token = found >= 0 ? found : -found - 2;
        while (token + 1 < starts.length && starts[token + 1] < caret) {
            token++;
        }
        return starts.length == 0 ? -1 : Math.max(0, token);
    }
}
