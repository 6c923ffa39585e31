package org.glassformer.app.ui.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// How a token is written on screen: white space made visible, and bytes where a token is not whole characters.
public final class TokenText {

    private TokenText() {}

    /// White space made visible: `·` for a space, `→` for a tab, `↵` for a line end; other control characters as `\\u{..}`.
    ///
    /// @param text of a token
    public static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case ' ' -> out.append('·');
                        case '\t' -> out.append('→');
                        case '\n' -> out.append('↵');
                        case '\r' -> out.append('␍');
                        default -> appendPrintable(out, c);
                    }
                });
        return out.toString();
    }

    /// White space left as it is, except what would break the line or leave nothing to see.
    ///
    /// @param text of a token
    public static String plain(String text) {
        return text.isBlank() ? visible(text) : visible(text).replace('·', ' ');
    }

    private static void appendPrintable(StringBuilder out, int c) {
        if (Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE) {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
            out.appendCodePoint(c);
        }
    }

    /// Bytes in hexadecimal, separated by spaces: `e1 80`.
    ///
    /// @param bytes of a token
    public static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    /// The bytes of a token that is part of a character, as tokens are named: `0xe1 0x80`.
    ///
    /// @param bytes of a token
    public static String named(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withPrefix("0x").formatHex(bytes);
    }

    /// Whether bytes are whole UTF-8 characters.
    ///
    /// @param bytes of a token
    public static boolean isWhole(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
