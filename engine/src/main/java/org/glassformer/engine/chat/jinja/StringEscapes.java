package org.glassformer.engine.chat.jinja;

/// The escapes of Python's texts in quotes.
final class StringEscapes {
    private StringEscapes() {}

    /// A text with its escapes replaced; an unknown one stays as it is.
    static String resolve(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        StringBuilder text = new StringBuilder(quoted.length());
        int at = 0;
        while (at < quoted.length()) {
            char c = quoted.charAt(at++);
            if (c != '\\' || at == quoted.length()) {
                text.append(c);
                continue;
            }
            char kind = quoted.charAt(at++);
            switch (kind) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'f' -> text.append('\f');
                case 'b' -> text.append('\b');
                case 'v' -> text.append('\u000b');
                case 'a' -> text.append('\u0007');
                case '\\', '\'', '"' -> text.append(kind);
                case '\n' -> {}
                case 'x' -> at = code(quoted, at, 2, text);
                case 'u' -> at = code(quoted, at, 4, text);
                case 'U' -> at = code(quoted, at, 8, text);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> at = octal(quoted, at - 1, text);
                default -> text.append('\\').append(kind);
            }
        }
        return text.toString();
    }

    private static int code(String quoted, int from, int digits, StringBuilder text) {
        int end = from + digits;
        try {
            if (end <= quoted.length()) {
                text.appendCodePoint(Integer.parseInt(quoted, from, end, 16));
                return end;
            }
        } catch (IllegalArgumentException e) {
            throw JinjaException.of("a text in quotes has a wrong escape: " + e.getMessage());
        }
        throw JinjaException.of("a text in quotes has an escape that is cut short");
    }

    private static int octal(String quoted, int from, StringBuilder text) {
        int at = from;
        int value = 0;
        while (at < quoted.length()
                && at < from + 3
                && quoted.charAt(at) >= '0'
                && quoted.charAt(at) <= '7') {
            value = value * 8 + quoted.charAt(at++) - '0';
        }
        text.append((char) value);
        return at;
    }
}
