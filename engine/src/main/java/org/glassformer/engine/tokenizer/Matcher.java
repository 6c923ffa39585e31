package org.glassformer.engine.tokenizer;

import java.util.function.IntPredicate;

/// Finds the places where a pattern matches.
interface Matcher {

    Matches find(String text, int from, int to);

    /// A literal text.
    static Matcher literal(String literal) {
        return (text, from, to) -> {
            Matches matches = new Matches();
            int at = text.indexOf(literal, from);
            while (!literal.isEmpty() && at >= 0 && at + literal.length() <= to) {
                matches.add(at, at + literal.length());
                at = text.indexOf(literal, at + literal.length());
            }
            return matches;
        };
    }

    /// Every single code point of a kind.
    static Matcher each(IntPredicate kind) {
        return (text, from, to) -> {
            Matches matches = new Matches();
            for (int i = from; i < to; ) {
                int codePoint = Utf8.codePoint(text, i, to);
                int next = i + Character.charCount(codePoint);
                if (kind.test(codePoint)) {
                    matches.add(i, next);
                }
                i = next;
            }
            return matches;
        };
    }

    /// Runs of word characters, and runs of characters neither word nor space.
    static Matcher words() {
        return (text, from, to) -> {
            Matches matches = new Matches();
            for (int i = from; i < to; ) {
                int kind = wordKind(Utf8.codePoint(text, i, to));
                int end = i;
                while (end < to && wordKind(Utf8.codePoint(text, end, to)) == kind) {
                    end += Character.charCount(Utf8.codePoint(text, end, to));
                }
                if (kind != 0) {
                    matches.add(i, end);
                }
                i = end;
            }
            return matches;
        };
    }

    private static int wordKind(int codePoint) {
        if (CharClass.isWord(codePoint)) {
            return 1;
        }
        return CharClass.isSpace(codePoint) ? 0 : 2;
    }
}
