package org.glassformer.engine.format;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a parser of JSON complained about, in words for people: its own speak of its tokens and settings, and may
/// quote the file at length.
public final class BrokenJson {
    private static final int LONGEST = 100;

    private BrokenJson() {}

    /// A complaint of the parser, and how it is said.
    private record Rule(Pattern complaint, Function<MatchResult, String> words) {
        Rule(String complaint, Function<MatchResult, String> words) {
            this(Pattern.compile(complaint), words);
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    new Rule("^Unexpected end-of-input.*", m -> "that it ends too early"),
                    new Rule(
                            "^Unexpected character \\('(.+)' \\(code (\\d+).*?\\)\\)(?::? (?:was expecting|expected) (.*))?$",
                            m -> character(m.group(1), m.group(2)) + instead(m.group(3))),
                    new Rule(
                            "^Unexpected close marker '(.)': expected '(.)'.*",
                            m -> "\"%s\" where \"%s\" should be".formatted(m.group(1), m.group(2))),
                    new Rule(
                            "^Illegal unquoted character \\(\\(CTRL-CHAR, code (\\d+)\\)\\).*",
                            m -> "a control character (code " + m.group(1) + ") within a text"),
                    new Rule(
                            "^Illegal character \\(\\(CTRL-CHAR, code (\\d+)\\)\\).*",
                            m -> "a control character (code " + m.group(1) + ")"),
                    new Rule(
                            "^Unrecognized token '(.*?)'.*",
                            m -> "the word \"" + m.group(1) + "\""),
                    new Rule(
                            "^Duplicate Object property \"(.*)\".*",
                            m -> "the key \"" + m.group(1) + "\" twice"),
                    new Rule(
                            "^Invalid UTF-8 .* byte (0x[0-9a-f]+).*",
                            m -> "byte " + m.group(1) + ", which is no UTF-8"),
                    new Rule("^Numeric value \\(.* out of range.*", m -> "a number out of range"),
                    new Rule("^Number value length .*", m -> "a number of too many digits"),
                    new Rule(
                            "^Document nesting depth .*",
                            m -> "objects or lists nested too deeply"));

    /// What stood there instead of JSON, as a noun phrase.
    public static String found(JacksonException fault) {
        String line = fault.getOriginalMessage().lines().findFirst().orElse("something else");
        for (Rule rule : RULES) {
            Matcher matcher = rule.complaint().matcher(line);
            if (matcher.matches()) {
                return shortened(rule.words().apply(matcher));
            }
        }
        return shortened("an error (" + line.replaceFirst(" \\((for|start marker).*", "") + ")");
    }

    private static String character(String shown, String code) {
        if (shown.equals("\"")) {
            return "a quotation mark";
        }
        return Integer.parseInt(code) < 128 ? "\"" + shown + "\"" : "a letter";
    }

    private static String instead(@Nullable String expected) {
        String due =
                switch (expected == null ? "" : expected) {
                    case "a colon to separate property name and value" -> "a colon";
                    case "comma to separate Array entries" -> "a comma or the end of the list";
                    case "comma to separate Object entries" -> "a comma or the end of the object";
                    case "double-quote to start property name" -> "a key in quotation marks";
                    case "a value" -> "a value";
                    default -> "";
                };
        return due.isEmpty() ? " out of place" : " where " + due + " should be";
    }

    private static String shortened(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
    }
}
