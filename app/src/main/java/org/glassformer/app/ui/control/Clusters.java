package org.glassformer.app.ui.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one character as people see it ends and the next begins: a letter with its marks, an emoji with its joiners, a
/// carriage return with its line feed.
final class Clusters {

    private static final int LONGEST = 64;
    private static final Pattern ONE = Pattern.compile("\\X");

    private Clusters() {}

    /// The place after the cluster that begins at `at`.
    static int next(CharSequence text, int at) {
        int n = text.length();
        if (at >= n) {
            return n;
        }
        if (isPlain(text.charAt(at)) && (at + 1 >= n || isPlain(text.charAt(at + 1)))) {
            return at + 1;
        }
        Matcher one = ONE.matcher(text).region(at, Math.min(n, at + LONGEST));
        return one.lookingAt() && one.end() > at ? one.end() : at + 1;
    }

    /// The place where the cluster begins that ends at `at`.
    static int previous(CharSequence text, int at) {
        if (at <= 0) {
            return 0;
        }
        int from = at - 1;
        if (isPlain(text.charAt(from)) && (from == 0 || text.charAt(from - 1) != '\r')) {
            return from;
        }
        int least = Math.max(0, at - LONGEST);
        while (from > least && !isPlain(text.charAt(from))) {
            from--;
        }
        int begin = from;
        while (begin < at) {
            int end = next(text, begin);
            if (end >= at) {
                return begin;
            }
            begin = end;
        }
        return at - 1;
    }

    /// The place itself, or the beginning of the cluster that it is in.
    static int floor(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return Math.clamp(at, 0, text.length());
        }
        int begin = previous(text, at);
        return next(text, begin) == at ? at : begin;
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && c != '\r';
    }

    /// The number of units of the code point at a place.
    static int unitsAt(CharSequence text, int at) {
        return Character.charCount(Character.codePointAt(text, at));
    }

    /// The next place where a word begins or the line ends, as Shortcut+Right goes.
    static int nextWord(CharSequence text, int at) {
        int n = text.length();
        int i = at;
        if (i < n && text.charAt(i) == '\n') {
            return i + 1;
        }
        while (i < n && isWord(text, i)) {
            i++;
        }
        if (i == at && i < n && !Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        while (i < n && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return Math.max(floor(text, i), Math.min(n, at + 1));
    }

    /// The place before that where a word begins, as Shortcut+Left goes.
    static int previousWord(CharSequence text, int at) {
        int i = at;
        while (i > 0 && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
            if (text.charAt(i) == '\n') {
                return i;
            }
        }
        int end = i;
        while (i > 0 && isWord(text, i - 1)) {
            i--;
        }
        return i == end && i > 0 ? floor(text, i - 1) : floor(text, i);
    }

    /// Whether a unit is part of a word.
    static boolean isWord(CharSequence text, int i) {
        char c = text.charAt(i);
        return c == '_'
                || Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || Character.isSurrogate(c);
    }
}
