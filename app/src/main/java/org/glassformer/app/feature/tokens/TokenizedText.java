package org.glassformer.app.feature.tokens;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;
import org.glassformer.app.ui.control.TokenText;

/// A text cut into tokens, as plain arrays. Immutable.
///
/// The byte ranges follow each other without gap; where a character is split over tokens, it lies in the character range
/// of each, and the tokens form a group that is shown and selected together.
final class TokenizedText {

    /// No text and no tokens.
    static final TokenizedText EMPTY = new Builder("", 0).build();

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int[] byteStarts; // one more than tokens
    private final byte[] utf8;
    private final List<FlowToken> chips;
    private final Map<Integer, Integer>
            loose; // characters that stand for a byte, and the byte's place
    private final int characters;

    private TokenizedText(Builder from) {
        int n = from.chips.size();
        text = from.text;
        starts = Arrays.copyOf(from.starts, n);
        ends = Arrays.copyOf(from.ends, n);
        byteStarts = Arrays.copyOf(from.byteStarts, n + 1);
        utf8 = Arrays.copyOf(from.utf8, from.byteStarts[n]);
        chips = List.copyOf(from.chips);
        loose = Map.copyOf(from.loose);
        characters = text.codePointCount(0, text.length());
    }

    /// The text; lone surrogates and all.
    String text() {
        return text;
    }

    int size() {
        return starts.length;
    }

    /// The number of code points.
    int characters() {
        return characters;
    }

    int byteCount() {
        return utf8.length;
    }

    /// The tokens as chips show them.
    List<FlowToken> chips() {
        return chips;
    }

    int id(int token) {
        return chips.get(token).id();
    }

    /// A copy of the ids in order.
    int[] ids() {
        return chips.stream().mapToInt(FlowToken::id).toArray();
    }

    /// First character, a UTF-16 index.
    int start(int token) {
        return starts[token];
    }

    /// One past the last character.
    int end(int token) {
        return ends[token];
    }

    /// First byte in the text's UTF-8 form; the length of the text for the token after the last.
    int byteStart(int token) {
        return byteStarts[token];
    }

    /// The place of the byte that a character of the text stands for because it is part of no whole character; -1 for a
    /// character that is one.
    int looseByte(int character) {
        return loose.getOrDefault(character, -1);
    }

    /// The characters that stand for a byte each, in order.
    List<Integer> looseCharacters() {
        return loose.keySet().stream().sorted().toList();
    }

    /// The token that a byte is in.
    int tokenOfByte(int at) {
        int found = Arrays.binarySearch(byteStarts, at + 1);
        return found >= 0 ? found - 1 : -found - 2;
    }

    /// Whether no byte of a token is part of a whole character.
    boolean isLoose(int token) {
        for (int i = starts[token]; i < ends[token]; i++) {
            if (looseByte(i) < 0) {
                return false;
            }
        }
        return starts[token] < ends[token];
    }

    /// A copy of the bytes of all tokens.
    byte[] utf8() {
        return utf8.clone();
    }

    /// The bytes of a token in hexadecimal: `e1 80`.
    String hex(int token) {
        return HexFormat.ofDelimiter(" ").formatHex(utf8, byteStarts[token], byteStarts[token + 1]);
    }

    /// The characters of a token; part of them may belong to its neighbours too.
    String textOf(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /// Whether a token begins with the rest of a character whose first bytes are in the token before.
    boolean continues(int token) {
        int at = byteStarts[token];
        return token > 0
                && at < byteStarts[token + 1]
                && (utf8[at] & 0xC0) == 0x80
                && starts[token] < ends[token - 1];
    }

    /// The tokens that share characters with a token; itself alone where no character is split.
    TokenSpan group(int token) {
        int from = token;
        while (from > 0 && continues(from)) {
            from--;
        }
        int to = token + 1;
        while (to < size() && continues(to)) {
            to++;
        }
        return new TokenSpan(from, to);
    }

    /// The last token that begins at or before a character and covers it, or -1.
    int tokenAt(int character) {
        int low = firstEndingAfter(character);
        return low < size() && starts[low] <= character ? low : -1;
    }

    /// The first token that ends after a character; [#size()] if none does.
    int firstEndingAfter(int character) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > character) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// The tokens that have characters in a range; empty for an empty range.
    TokenSpan tokensIn(TextRange range) {
        if (range.isEmpty()) {
            return TokenSpan.NONE;
        }
        int from = firstEndingAfter(range.start());
        int to = from;
        while (to < size() && starts[to] < range.end()) {
            to++;
        }
        return from < to ? new TokenSpan(from, to) : TokenSpan.NONE;
    }

    /// The characters that some tokens cover.
    TextRange charactersOf(TokenSpan tokens) {
        return tokens.isEmpty()
                ? TextRange.NONE
                : new TextRange(starts[tokens.from()], ends[tokens.to() - 1]);
    }

    /// The tokens as they lie under the text.
    ///
    /// @param hues of each token
    TextMarks marks(byte[] hues) {
        float[] leads = new float[size()];
        for (int i = 1; i < leads.length; i++) {
            leads[i] = continues(i) ? lead(byteStarts[i]) : 0;
        }
        return new TextMarks(text, starts, ends, leads, hues);
    }

    /// How much of the character that a byte is in lies before the byte.
    private float lead(int at) {
        int begin = at;
        while (begin > 0 && (utf8[begin] & 0xC0) == 0x80) {
            begin--;
        }
        int end = at;
        while (end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
            end++;
        }
        return (float) (at - begin) / (end - begin);
    }

    /// Collects tokens in order.
    static final class Builder {

        private final String text;
        private int[] starts;
        private int[] ends;
        private int[] byteStarts;
        private byte[] utf8;
        private final List<FlowToken> chips;
        private final Map<Integer, Integer> loose = new HashMap<>();

        Builder(String text, int expected) {
            this.text = text;
            starts = new int[expected + 1];
            ends = new int[expected + 1];
            byteStarts = new int[expected + 2];
            utf8 = new byte[text.length() + 16];
            chips = new ArrayList<>(expected);
        }

        /// Tells that a character of the text stands for a byte that is part of none.
        ///
        /// @param at the byte, counted from the first of the token that comes next
        void loose(int at, int character) {
            loose.put(character, byteStarts[chips.size()] + at);
        }

        /// Adds a token.
        ///
        /// @param bytes of the text that it covers
        /// @param chip as it is shown
        void add(int start, int end, byte[] bytes, FlowToken chip) {
            int n = chips.size();
            if (n + 1 >= starts.length) {
                starts = Arrays.copyOf(starts, 2 * n + 2);
                ends = Arrays.copyOf(ends, 2 * n + 2);
                byteStarts = Arrays.copyOf(byteStarts, 2 * n + 3);
            }
            int at = byteStarts[n];
            if (at + bytes.length > utf8.length) {
                utf8 = Arrays.copyOf(utf8, Math.max(2 * utf8.length, at + bytes.length));
            }
            System.arraycopy(bytes, 0, utf8, at, bytes.length);
            starts[n] = start;
            ends[n] = end;
            byteStarts[n + 1] = at + bytes.length;
            chips.add(chip);
        }

        TokenizedText build() {
            return new TokenizedText(this);
        }
    }

    /// What a chip says for bytes of which some are parts of characters: the whole characters as text, the rest in
    /// hexadecimal.
    static String mixed(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = wholeLength(bytes, at);
            if (length > 0) {
                out.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
                continue;
            }
            int end = at + 1;
            while (end < bytes.length && wholeLength(bytes, end) == 0) {
                end++;
            }
            String hex = TokenText.named(Arrays.copyOfRange(bytes, at, end));
            out.append(end - at == bytes.length ? hex : "‹" + hex + "›");
            at = end;
        }
        return out.toString();
    }

    /// The number of bytes of the whole character that begins at a place, or 0.
    static int wholeLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 0 || lead > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = length > 2 ? bytes[at + 1] & 0xFF : 0;
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 ? length : 0;
            case 0xED -> second < 0xA0 ? length : 0;
            case 0xF0 -> second >= 0x90 ? length : 0;
            case 0xF4 -> second < 0x90 ? length : 0;
            default -> length;
        };
    }
}
