package org.glassformer.engine.generate;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What of a text is its answer, so that answers can be counted.
public sealed interface AnswerRule {
    /// The answer in a text; empty if there is none.
    Optional<String> find(String text);

    /// A rule as people write it: `last-number`, `last-word`, `whole` or a regular expression.
    ///
    /// @throws IllegalArgumentException if the expression is malformed
    static AnswerRule parse(String rule) {
        return switch (rule) {
            case "last-number" -> new LastNumber();
            case "last-word" -> new LastWord();
            case "whole" -> new Whole();
            default -> new Expression(rule);
        };
    }

    /// The last number, so written that equal ones are equal: `1,200.50` is `1200.5`.
    record LastNumber() implements AnswerRule {
        private static final Pattern NUMBER =
                Pattern.compile("(?<![\\w.])-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?");

        @Override
        public Optional<String> find(String text) {
            return last(NUMBER, text, 0)
                    .map(number ->
                            new BigDecimal(number.replace(",", ""))
                                    .stripTrailingZeros()
                                    .toPlainString());
        }
    }

    /// The last word, in lower case.
    record LastWord() implements AnswerRule {
        private static final Pattern WORD =
                Pattern.compile("[\\p{L}\\p{N}]++(?:['’-][\\p{L}\\p{N}]++)*+");

        @Override
        public Optional<String> find(String text) {
            return last(WORD, text, 0).map(word -> word.toLowerCase(Locale.ROOT));
        }
    }

    /// The whole text without the white space around it.
    record Whole() implements AnswerRule {
        @Override
        public Optional<String> find(String text) {
            String stripped = text.strip();
            return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
        }
    }

    /// The last match of a [java.util.regex.Pattern]: its first group, or all of it if it has none.
    ///
    /// @param pattern the expression
    record Expression(String pattern) implements AnswerRule {
        /// Checks the expression.
        ///
        /// @throws IllegalArgumentException if it is malformed
        public Expression {
            compile(pattern);
        }

        /// @throws IllegalArgumentException if the expression takes too many steps on the text
        @Override
        public Optional<String> find(String text) {
            Pattern compiled = compile(pattern);
            int group = Math.min(1, compiled.matcher("").groupCount());
            return last(compiled, text, group);
        }

        private static Pattern compile(String pattern) {
            try {
                return Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "the rule for the answer is no regular expression: " + e.getDescription(),
                        e);
            }
        }
    }

    private static Optional<String> last(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(new PatientText(text));
        String last = null;
        while (matcher.find()) {
            last = matcher.group(group);
        }
        return Optional.ofNullable(last);
    }
}
