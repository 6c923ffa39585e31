package org.glassformer.engine.tokenizer;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression from a tokenizer file, written for Oniguruma, run by the platform's engine.
///
/// Unicode classes are on, `^` and `$` match at lines, and a text that would take the engine more
/// than a few hundred looks at each character is given up with a sentence instead of a hang.
final class RegexMatcher implements Matcher {
    private static final long LOOKS_PER_CHARACTER = 500;
    private static final long LOOKS_AT_LEAST = 2_000_000;

    private final Pattern pattern;

    private RegexMatcher(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Compiles an expression.
    ///
    /// @throws PatternSyntaxException if it is none
    static RegexMatcher of(String regex) {
        int flags = Pattern.UNICODE_CHARACTER_CLASS | Pattern.MULTILINE | Pattern.UNIX_LINES;
        String translated = translated(regex);
        try {
            return new RegexMatcher(Pattern.compile(translated, flags));
        } catch (PatternSyntaxException e) {
            // Oniguruma takes the name of a script as it is: \p{Han}.
            String scripts =
                    translated.replaceAll("(\\\\[pP]\\{\\^?)([A-Z][a-z]{2,}\\})", "$1Is$2");
            return new RegexMatcher(Pattern.compile(scripts, flags));
        } catch (StackOverflowError e) {
            throw new PatternSyntaxException("nested too deeply", "(too long to show)", -1);
        }
    }

    /// What the two engines write alike and mean otherwise: `\h` is a hexadecimal digit there, and
    /// zero-width joiners belong to no word.
    private static String translated(String regex) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c != '\\' || i + 1 == regex.length()) {
                result.append(c);
                continue;
            }
            char escaped = regex.charAt(++i);
            switch (escaped) {
                case 'h' -> result.append("[0-9a-fA-F]");
                case 'w' -> result.append("[\\w&&[^\\u200C\\u200D]]");
                case 'W' -> result.append("[\\W\\u200C\\u200D]");
                default -> result.append(c).append(escaped);
            }
        }
        return result.toString();
    }

    @Override
    public Matches find(String text, int from, int to) {
        Matches matches = new Matches();
        long budget = LOOKS_AT_LEAST + LOOKS_PER_CHARACTER * (to - from);
        java.util.regex.Matcher matcher = pattern.matcher(new Budgeted(text, from, to, budget));
        try {
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    matches.add(from + matcher.start(), from + matcher.end());
                }
            }
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "the tokenizer's split pattern cannot cope with this text of "
                            + (to - from)
                            + " characters: "
                            + pattern.pattern());
        }
        return matches;
    }

    /// A part of a text that counts how often it is looked at.
    private static final class Budgeted implements CharSequence {
        private static final int INTERVAL = 1 << 16;

        private final Cancellation cancellation = Cancellation.current();
        private final String text;
        private final int from;
        private final int to;
        private long budget;

        Budgeted(String text, int from, int to, long budget) {
            this.text = text;
            this.from = from;
            this.to = to;
            this.budget = budget;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (--budget < 0) {
                throw new IllegalArgumentException(
                        "the tokenizer's split pattern takes too long on this text of "
                                + length()
                                + " characters");
            }
            if (budget % INTERVAL == 0) {
                cancellation.check();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
