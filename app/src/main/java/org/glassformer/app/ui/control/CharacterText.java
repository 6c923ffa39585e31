package org.glassformer.app.ui.control;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// How single characters are written where each has little room: invisible ones by their short names, combining marks
/// on a dotted circle.
public final class CharacterText {

    private static final List<String> CONTROLS =
            List.of(
                    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "→", "↵", "VT",
                    "FF", "␍", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
                    "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US");

    private static final String DOTTED_CIRCLE = "\u25cc";

    private CharacterText() {}

    /// A character, of one code point or several.
    ///
    /// @param cluster what a reader takes for one character
    public static String of(String cluster) {
        if (cluster.isEmpty()) {
            return "";
        }
        int first = cluster.codePointAt(0);
        if (Character.charCount(first) == cluster.length()) {
            return ofCodePoint(first);
        }
        return cluster.equals("\r\n") ? "␍↵" : onCircle(visible(cluster), first);
    }

    /// A part of a text as its characters, or as bytes in hexadecimal where it is not whole characters.
    ///
    /// @param utf8 the part
    public static String ofPart(byte[] utf8) {
        if (!TokenText.isWhole(utf8)) {
            return TokenText.hex(utf8);
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return "";
        }
        int first = text.codePointAt(0);
        return Character.charCount(first) == text.length()
                ? ofCodePoint(first)
                : onCircle(visible(text), first);
    }

    /// The way Unicode writes a code point: `U+0041`.
    public static String hex(int codePoint) {
        return "U+%04X".formatted(codePoint);
    }

    private static String ofCodePoint(int c) {
        if (c < CONTROLS.size()) {
            return CONTROLS.get(c);
        }
        return switch (c) {
            case ' ' -> "·";
            case 0x7F -> "DEL";
            case 0xA0 -> "NBSP";
            case 0xAD -> "SHY";
            case 0x200B -> "ZWSP";
            case 0x200C -> "ZWNJ";
            case 0x200D -> "ZWJ";
            case 0x200E -> "LRM";
            case 0x200F -> "RLM";
            case 0xFE0E -> "VS15";
            case 0xFE0F -> "VS16";
            case 0xFEFF -> "BOM";
            default -> unnamed(c);
        };
    }

    private static String unnamed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    Integer.toHexString(c);
            default -> onCircle(Character.toString(c), c);
        };
    }

    private static String onCircle(String text, int first) {
        return switch (Character.getType(first)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    DOTTED_CIRCLE + text;
            default -> text;
        };
    }

    /// White space made visible; joiners between two characters stay, for they shape what stands beside them.
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean joiner = (c == 0x200C || c == 0x200D) && i > 0 && next < text.length();
            out.append(
                    joiner ? text.substring(i, next) : TokenText.visible(text.substring(i, next)));
            i = next;
        }
        return out.toString();
    }
}
