package org.glassformer.engine.tokenizer;

import java.nio.charset.StandardCharsets;

/// UTF-8 by hand where the platform's way loses count: a lone surrogate counts as U+FFFD, three bytes.
final class Utf8 {
    private Utf8() {}

    /// The UTF-8 form of a text, U+FFFD for each lone surrogate.
    static byte[] bytes(String text) {
        return (wellFormed(text) ? text : repaired(text)).getBytes(StandardCharsets.UTF_8);
    }

    /// The number of bytes of the code point that starts at `index`.
    static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /// The code point at `index`, which lies before `to`; U+FFFD for a lone surrogate.
    static int codePoint(String text, int index, int to) {
        char first = text.charAt(index);
        if (!Character.isSurrogate(first)) {
            return first;
        }
        if (Character.isHighSurrogate(first) && index + 1 < to) {
            char second = text.charAt(index + 1);
            if (Character.isLowSurrogate(second)) {
                return Character.toCodePoint(first, second);
            }
        }
        return 0xFFFD;
    }

    /// The number of bytes of `text` from `from` to `to`.
    static int length(String text, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; ) {
            int codePoint = codePoint(text, i, to);
            bytes += length(codePoint);
            i += Character.charCount(codePoint);
        }
        return bytes;
    }

    /// Writes the bytes of a code point to `out` at `at`; returns the place after them.
    static int write(int codePoint, int[] out, int at) {
        int i = at;
        if (codePoint < 0x80) {
            out[i++] = codePoint;
        } else if (codePoint < 0x800) {
            out[i++] = 0xC0 | (codePoint >> 6);
            out[i++] = 0x80 | (codePoint & 0x3F);
        } else if (codePoint < 0x10000) {
            out[i++] = 0xE0 | (codePoint >> 12);
            out[i++] = 0x80 | ((codePoint >> 6) & 0x3F);
            out[i++] = 0x80 | (codePoint & 0x3F);
        } else {
            out[i++] = 0xF0 | (codePoint >> 18);
            out[i++] = 0x80 | ((codePoint >> 12) & 0x3F);
            out[i++] = 0x80 | ((codePoint >> 6) & 0x3F);
            out[i++] = 0x80 | (codePoint & 0x3F);
        }
        return i;
    }

    /// The number of bytes at the end of `bytes[0..length)` that are the start of a character and
    /// could be completed by more bytes: 0 to 3.
    static int incomplete(byte[] bytes, int length) {
        for (int back = 1; back <= Math.min(3, length); back++) {
            int b = bytes[length - back] & 0xFF;
            if (b < 0x80) {
                return 0;
            }
            if (b >= 0xC0) {
                return startsCharacter(bytes, length - back, back) ? back : 0;
            }
        }
        return 0;
    }

    /// The length of the well-formed character that starts at `at`, or 0.
    static int validLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (lead > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length < 3 || startsCharacter(bytes, at, 2) ? length : 0;
    }

    /// Whether the text is free of lone surrogates.
    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (codePoint(text, i, text.length()) == 0xFFFD) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = codePoint(text, i, text.length());
            repaired.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return repaired.toString();
    }

    private static boolean startsCharacter(byte[] bytes, int at, int available) {
        int lead = bytes[at] & 0xFF;
        int needed;
        if (lead >= 0xC2 && lead < 0xE0) {
            needed = 2;
        } else if (lead >= 0xE0 && lead < 0xF0) {
            needed = 3;
        } else if (lead >= 0xF0 && lead < 0xF5) {
            needed = 4;
        } else {
            return false;
        }
        if (available >= needed) {
            return false;
        }
        if (available == 1) {
            return true;
        }
        int second = bytes[at + 1] & 0xFF;
        return switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
