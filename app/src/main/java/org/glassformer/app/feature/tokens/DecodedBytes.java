package org.glassformer.app.feature.tokens;

import java.util.Arrays;

/// Bytes decoded as UTF-8 with the place of every character; a byte that is part of no whole character becomes U+FFFD of
/// its own. Immutable.
final class DecodedBytes {

    private static final char UNKNOWN = '\uFFFD';

    private final String text;
    private final int[] charAt; // character that a byte belongs to; one more than bytes
    private final boolean[] broken; // the byte is part of no whole character

    private DecodedBytes(String text, int[] charAt, boolean[] broken) {
        this.text = text;
        this.charAt = charAt;
        this.broken = broken;
    }

    /// Decodes bytes.
    static DecodedBytes of(byte[] bytes) {
        int n = bytes.length;
        StringBuilder text = new StringBuilder(n);
        int[] charAt = new int[n + 1];
        boolean[] broken = new boolean[n];
        int at = 0;
        while (at < n) {
            int length = TokenizedText.wholeLength(bytes, at);
            int from = text.length();
            if (length == 0) {
                broken[at] = true;
                text.append(UNKNOWN);
                charAt[at++] = from;
                continue;
            }
            text.appendCodePoint(codePoint(bytes, at, length));
            Arrays.fill(charAt, at, at + length, from);
            at += length;
        }
        charAt[n] = text.length();
        return new DecodedBytes(text.toString(), charAt, broken);
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int lead = bytes[at] & 0xFF;
        if (length == 1) {
            return lead;
        }
        int value = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            value = (value << 6) | (bytes[at + i] & 0x3F);
        }
        return value;
    }

    String text() {
        return text;
    }

    /// The character that a byte is part of; the length of the text after the last byte.
    int start(int at) {
        return charAt[at];
    }

    /// One past the character that the byte before `at` is part of.
    int end(int at) {
        if (at == 0) {
            return 0;
        }
        int last = charAt[at - 1];
        return last + (Character.isHighSurrogate(text.charAt(last)) ? 2 : 1);
    }

    /// Whether a byte is part of no whole character.
    boolean isBroken(int at) {
        return broken[at];
    }

    /// Whether bytes are whole characters, from their first to their last.
    boolean isWhole(int from, int to) {
        for (int i = from; i < to; i++) {
            if (broken[i]) {
                return false;
            }
        }
        boolean beginsWhole = from == 0 || from >= to || charAt[from - 1] != charAt[from];
        boolean endsWhole = to == 0 || from >= to || charAt[to - 1] != charAt[to];
        return beginsWhole && endsWhole;
    }
}
