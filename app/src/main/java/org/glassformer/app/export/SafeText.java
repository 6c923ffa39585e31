package org.glassformer.app.export;

/// Texts of any origin, made harmless for files: tokens hold control characters and halves of characters.
final class SafeText {

    private static final char REPLACEMENT = '\ufffd';
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE_PICTURE = '\u2421';

    private SafeText() {}

    /// Whole characters only: a lone surrogate becomes U+FFFD.
    static String whole(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c));
        return out.toString();
    }

    /// What a plain text file and XML 1.0 can hold: control characters but tab and line ends become their pictures
    /// (`␀`), what is no character becomes U+FFFD.
    static String printable(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(printable(c)));
        return out.toString();
    }

    private static int printable(int c) {
        if (c == '\t' || c == '\n' || c == '\r') {
            return c;
        }
        if (c < ' ') {
            return CONTROL_PICTURES + c;
        }
        if (c == 0x7f) {
            return DELETE_PICTURE;
        }
        boolean unwanted = Character.isISOControl(c) || isSurrogate(c) || (c & 0xfffe) == 0xfffe;
        return unwanted ? REPLACEMENT : c;
    }

    /// Printable, with tab and line ends as their pictures too.
    static String oneLine(String text) {
        return printable(text).replace('\t', '␉').replace('\n', '␊').replace('\r', '␍');
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
