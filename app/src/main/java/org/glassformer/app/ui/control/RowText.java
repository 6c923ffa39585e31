package org.glassformer.app.ui.control;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A piece of text as it is drawn: control characters and lone surrogates as signs that can be seen, tabs as four spaces,
/// everything else as it is. Immutable.
final class RowText {

    private static final int TAB = 4;

    private final String shown;
    private final int @Nullable []
            places; // place in `shown` of each unit, one more than units; null if the same
    private final int length;
    private final boolean plain;

    private RowText(String shown, int @Nullable [] places, int length, boolean plain) {
        this.shown = shown;
        this.places = places;
        this.length = length;
        this.plain = plain;
    }

    /// A piece of text.
    ///
    /// @param signs whether white space is to be seen
    static RowText of(CharSequence text, int from, int to, boolean signs) {
        boolean plain = true;
        int same = from;
        while (same < to && isPlain(text.charAt(same))) {
            same++;
        }
        if (same == to) {
            return new RowText(text.subSequence(from, to).toString(), null, to - from, true);
        }
        StringBuilder out = new StringBuilder(to - from + 16);
        int[] places = new int[to - from + 1];
        boolean moved = false;
        for (int i = from; i < to; ) {
            int c = Character.codePointAt(text, i);
            int units = Character.charCount(c);
            if (i + units > to) {
                c = text.charAt(i);
                units = 1;
            }
            places[i - from] = out.length();
            if (units == 2) {
                places[i - from + 1] = out.length();
            }
            String sign = sign(c, signs, isEndOfLine(text, i));
            if (sign == null) {
                out.appendCodePoint(c);
                plain &= c < 0x80;
            } else {
                out.append(sign);
                moved |= sign.length() != units;
                plain &= sign.chars().allMatch(s -> s < 0x80);
            }
            i += units;
        }
        places[to - from] = out.length();
        return new RowText(out.toString(), moved ? places : null, to - from, plain);
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F;
    }

    /// Whether a carriage return is the beginning of a line's end.
    private static boolean isEndOfLine(CharSequence text, int i) {
        return text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
    }

    /// What stands for a character; null for itself.
    private static @Nullable String sign(int c, boolean signs, boolean endOfLine) {
        if (c == '\t') {
            return " ".repeat(TAB);
        }
        if (endOfLine) {
            return signs ? "  " : "";
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    escape(c);
            case Character.FORMAT -> isJoiner(c) || !(signs || isDirection(c)) ? null : escape(c);
            case Character.SPACE_SEPARATOR ->
                    signs && c != ' ' && c != 0xA0 && c != 0x3000 ? escape(c) : null;
            default -> null;
        };
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F);
    }

    private static boolean isDirection(int c) {
        return c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static String escape(int c) {
        return "\\u{" + Integer.toHexString(c) + "}";
    }

    /// What is drawn.
    String shown() {
        return shown;
    }

    /// Whether all that is drawn is ASCII.
    boolean isPlain() {
        return plain;
    }

    /// Where a unit is drawn.
    int toShown(int unit) {
        return places == null ? unit : places[Math.clamp(unit, 0, length)];
    }

    /// The unit that is drawn at a place.
    int toUnit(int place) {
        if (places == null) {
            return Math.min(place, length);
        }
        int found = Arrays.binarySearch(places, place);
        if (found < 0) {
            return -found - 2;
        }
        while (found > 0 && places[found - 1] == place) {
            found--;
        }
        return found;
    }
}
