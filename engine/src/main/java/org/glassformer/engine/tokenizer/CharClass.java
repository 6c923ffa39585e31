package org.glassformer.engine.tokenizer;

/// The Unicode classes that split patterns ask for, by table for the characters below U+10000.
final class CharClass {
    /// `\p{L}`.
    static final int LETTER = 1;

    /// `\p{N}`.
    static final int NUMBER = 2;

    /// `\s`, Unicode's White_Space.
    static final int SPACE = 4;

    /// `\p{M}`.
    static final int MARK = 8;

    /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`.
    static final int UPPER = 16;

    /// `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`.
    static final int LOWER = 32;

    /// `[\p{L}\p{N}\s]`: what is none of these counts as punctuation.
    static final int WORD_OR_SPACE = LETTER | NUMBER | SPACE;

    private static final byte[] TABLE = new byte[0x10000];

    static {
        for (int c = 0; c < TABLE.length; c++) {
            TABLE[c] = (byte) compute(c);
        }
    }

    private CharClass() {}

    /// The classes of a code point, as a set of bits.
    static int of(int codePoint) {
        return codePoint < TABLE.length ? TABLE[codePoint] : compute(codePoint);
    }

    static boolean isSpace(int codePoint) {
        return (of(codePoint) & SPACE) != 0;
    }

    static boolean isNumber(int codePoint) {
        return (of(codePoint) & NUMBER) != 0;
    }

    static boolean isMark(int codePoint) {
        return (of(codePoint) & MARK) != 0;
    }

    /// `\w`: letters, marks, decimal digits and connectors.
    static boolean isWord(int codePoint) {
        return (of(codePoint) & (LETTER | MARK)) != 0
                || Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER
                || Character.getType(codePoint) == Character.CONNECTOR_PUNCTUATION;
    }

    /// ASCII punctuation and symbols, and `\p{P}`.
    static boolean isPunctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    private static int compute(int codePoint) {
        if (isWhiteSpace(codePoint)) {
            return SPACE;
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> LETTER | UPPER;
            case Character.LOWERCASE_LETTER -> LETTER | LOWER;
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> LETTER | UPPER | LOWER;
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    MARK | UPPER | LOWER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    NUMBER;
            default -> 0;
        };
    }

    private static boolean isWhiteSpace(int c) {
        return (c >= 0x09 && c <= 0x0D)
                || c == 0x85
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
