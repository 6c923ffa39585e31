package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.sampling.grammar.Regex.Characters;
import org.glassformer.engine.sampling.grammar.Regex.Choice;
import org.glassformer.engine.sampling.grammar.Regex.Repeat;
import org.glassformer.engine.sampling.grammar.Regex.Sequence;

/// Reads the part of regular expressions that describes regular languages.
///
/// Literals, escapes, classes, groups, alternation and counted repetition; `^` and `$` only at the
/// ends of an outermost alternative. A lazy quantifier describes the same texts as a greedy one.
final class RegexParser {
    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_NESTING = 200;
    private static final CodePoints LINE_ENDS = CodePoints.of('\n', '\r', 0x85, 0x2028, 0x2029);

    /// How the ends of the expression meet the ends of the text.
    enum Reach {
        /// It describes the whole text; `^` and `$` say nothing new.
        WHOLE,
        /// It is found somewhere in the text, unless `^` or `$` hold it to an end.
        SOMEWHERE
    }

    private final String pattern;
    private final Reach reach;
    private int at;
    private int nesting;

    private RegexParser(String pattern, Reach reach) {
        this.pattern = pattern;
        this.reach = reach;
    }

    static Regex parse(String pattern, Reach reach) {
        if (pattern.length() > MAX_LENGTH) {
            throw new GrammarException(
                    "a regular expression of " + pattern.length() + " characters is too long");
        }
        return new RegexParser(pattern, reach).whole();
    }

    private Regex whole() {
        List<Regex> options = new ArrayList<>();
        do {
            boolean first = take('^');
            Regex body = sequence();
            boolean last = take('$');
            List<Regex> parts = new ArrayList<>();
            if (reach == Reach.SOMEWHERE && !first) {
                parts.add(Regex.anything(0, Regex.UNBOUNDED));
            }
            parts.add(body);
            if (reach == Reach.SOMEWHERE && !last) {
                parts.add(Regex.anything(0, Regex.UNBOUNDED));
            }
            options.add(new Sequence(parts));
        } while (take('|'));
        if (at < pattern.length()) {
            throw error(
                    peek() == ')'
                            ? "a closing bracket has no opening one"
                            : "$ may stand only at the end");
        }
        return new Choice(options);
    }

    private Regex choice() {
        List<Regex> options = new ArrayList<>();
        do {
            options.add(sequence());
        } while (take('|'));
        return options.size() == 1 ? options.getFirst() : new Choice(options);
    }

    private Regex sequence() {
        List<Regex> parts = new ArrayList<>();
        while (at < pattern.length() && "|)$".indexOf(peek()) < 0) {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Regex atom() {
        int c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> new Characters(new CharacterClass().read());
            case '.' -> new Characters(LINE_ENDS.not());
            case '\\' -> new Characters(escape(false, false));
            case '^' -> throw error("^ may stand only at the beginning");
            case '*', '+', '?' -> throw error("there is nothing to repeat before it");
            case '{' -> throw error("a literal { must be written \\{");
            default -> new Characters(CodePoints.of(c));
        };
    }

    private Regex group() {
        if (take('?')) {
            if (take('<') && at < pattern.length() && peek() != '=' && peek() != '!') {
                int end = pattern.indexOf('>', at);
                if (end < 0) {
                    throw error("the name of a group is not closed");
                }
                at = end + 1;
            } else if (!take(':')) {
                throw error("lookaround, flags and atomic groups are not supported");
            }
        }
        if (++nesting > MAX_NESTING) {
            throw error("more than " + MAX_NESTING + " groups in each other are too many");
        }
        Regex inner = choice();
        if (!take(')')) {
            throw error(
                    at < pattern.length()
                            ? "$ may stand only at the end"
                            : "a group is not closed");
        }
        nesting--;
        return inner;
    }

    private Regex repeated(Regex what) {
        Regex result = what;
        boolean again = false;
        while (at < pattern.length() && "*+?{".indexOf(peek()) >= 0) {
            if (again) {
                throw error("two quantifiers stand side by side");
            }
            again = true;
            int c = next();
            result =
                    switch (c) {
                        case '*' -> new Repeat(what, 0, Regex.UNBOUNDED);
                        case '+' -> new Repeat(what, 1, Regex.UNBOUNDED);
                        case '?' -> new Repeat(what, 0, 1);
                        default -> counted(what);
                    };
            if (at < pattern.length() && peek() == '+') {
                throw error("possessive quantifiers are not supported");
            }
            take('?');
        }
        return result;
    }

    private Regex counted(Regex what) {
        int min = number();
        int max = min;
        if (take(',')) {
            max = at < pattern.length() && peek() != '}' ? number() : Regex.UNBOUNDED;
        }
        if (!take('}')) {
            throw error("a repetition is written {m}, {m,} or {m,n}");
        }
        if (max < min) {
            throw error("a repetition from " + min + " to " + max + " is impossible");
        }
        return new Repeat(what, min, max);
    }

    private int number() {
        long value = 0;
        int begin = at;
        while (at < pattern.length() && peek() >= '0' && peek() <= '9') {
            value = Math.min(Integer.MAX_VALUE - 1L, value * 10 + next() - '0');
        }
        if (at == begin) {
            throw error("a repetition is written {m}, {m,} or {m,n}; a literal { is \\{");
        }
        return (int) value;
    }

    /// What stands after a backslash.
    ///
    /// @param inClass whether it is in square brackets
    /// @param wide whether white space is all that any dialect takes for it: what a negation leaves
    ///     is then in all of them
    private CodePoints escape(boolean inClass, boolean wide) {
        if (at == pattern.length()) {
            throw error("a backslash ends the expression");
        }
        int c = next();
        if ((c >= '1' && c <= '9') || c == 'k') {
            throw error("backreferences are not supported");
        }
        return switch (c) {
            case 'd' -> Classes.DIGITS;
            case 'D' -> Classes.DIGITS.not();
            case 'w' -> Classes.WORD;
            case 'W' -> Classes.WORD.not();
            case 's' -> wide ? Classes.WIDE_SPACE : Classes.SPACE;
            case 'S' -> (wide ? Classes.SPACE : negatedSpaces()).not();
            case 'p', 'P' -> property(c == 'P');
            case 'n' -> CodePoints.of('\n');
            case 'r' -> CodePoints.of('\r');
            case 't' -> CodePoints.of('\t');
            case 'f' -> CodePoints.of('\f');
            case 'v' -> CodePoints.of(0x0B);
            case '0' -> CodePoints.of(0);
            case 'x' -> CodePoints.of(hex(2));
            case 'u' -> CodePoints.of(unicode());
            default -> {
                if (inClass && c == 'b') {
                    yield CodePoints.of('\b');
                }
                if (c < 0x80 && Character.isLetterOrDigit(c)) {
                    throw error("\\" + Character.toString(c) + " is not supported");
                }
                yield CodePoints.of(c);
            }
        };
    }

    private CodePoints negatedSpaces() {
        return reach == Reach.SOMEWHERE ? Classes.WIDE_SPACE : Classes.SPACE;
    }

    private CodePoints property(boolean negated) {
        String name;
        if (take('{')) {
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw error("a property is not closed");
            }
            name = pattern.substring(at, end);
            at = end + 1;
        } else {
            name = at < pattern.length() ? Character.toString(next()) : "";
        }
        CodePoints set =
                Classes.property(name)
                        .orElseThrow(() -> error("there is no character property " + name));
        return negated ? set.not() : set;
    }

    private int unicode() {
        if (take('{')) {
            int end = pattern.indexOf('}', at);
            int digits = end - at;
            if (digits < 1 || digits > 6) {
                throw error("a character is written \\u{H} with one to six hexadecimal digits");
            }
            int value = hex(digits);
            at++;
            if (value > Character.MAX_CODE_POINT) {
                throw error("there is no such character");
            }
            return value;
        }
        int value = hex(4);
        if (Character.isHighSurrogate((char) value)
                && pattern.startsWith("\\u", at)
                && at + 6 <= pattern.length()) {
            at += 2;
            int low = hex(4);
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) value, (char) low);
            }
            throw error("half a character stands alone");
        }
        return value;
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < pattern.length() ? Character.digit(pattern.charAt(at), 16) : -1;
            if (digit < 0) {
                throw error(digits + " hexadecimal digits are missing");
            }
            at++;
            value = value * 16 + digit;
        }
        return value;
    }

    private boolean take(char wanted) {
        if (at < pattern.length() && pattern.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() {
        return pattern.charAt(at);
    }

    private int next() {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private GrammarException error(String why) {
        return new GrammarException(
                "the regular expression cannot be used: " + why + ", at character " + at);
    }

    /// What stands in square brackets.
    private final class CharacterClass {
        private CodePoints set = CodePoints.NONE;

        CodePoints read() {
            boolean negated = take('^');
            boolean first = true;
            while (true) {
                if (at == pattern.length()) {
                    throw error("a class is not closed");
                }
                if (take(']')) {
                    if (first) {
                        throw error("a class is empty; a literal ] is \\]");
                    }
                    break;
                }
                first = false;
                if (peek() == '[' || pattern.startsWith("&&", at)) {
                    throw error("classes in classes are not supported; a literal [ is \\[");
                }
                range(negated);
            }
            return negated ? set.not() : set;
        }

        private void range(boolean negated) {
            CodePoints from = one(negated);
            boolean dash =
                    at + 1 < pattern.length() && peek() == '-' && pattern.charAt(at + 1) != ']';
            if (!dash) {
                set = set.or(from);
                return;
            }
            at++;
            int first = single(from);
            int last = single(one(negated));
            if (last < first) {
                throw error("a range of characters runs backwards");
            }
            set = set.or(CodePoints.range(first, last));
        }

        private CodePoints one(boolean negated) {
            int c = next();
            return c == '\\' ? escape(true, negated && reach == Reach.SOMEWHERE) : CodePoints.of(c);
        }

        private int single(CodePoints set) {
            if (set.ranges().size() != 1
                    || set.ranges().getFirst().first() != set.ranges().getFirst().last()) {
                throw error("a range of characters goes from one character to another");
            }
            return set.ranges().getFirst().first();
        }
    }
}
