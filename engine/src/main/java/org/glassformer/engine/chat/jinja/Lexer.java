package org.glassformer.engine.chat.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a template into tokens, with white space taken away as `trim_blocks` and `lstrip_blocks` say: the first line end
/// after a block or comment goes, and so do blanks between the start of a line and a block or comment.
final class Lexer {
    /// Kinds of tokens.
    enum Kind {
        DATA,
        BLOCK_BEGIN,
        BLOCK_END,
        PRINT_BEGIN,
        PRINT_END,
        NAME,
        STRING,
        WHOLE,
        REAL,
        OPERATOR,
        END
    }

    /// A token; a string's text is already without quotes and escapes.
    record Token(Kind kind, String text, int line) {
        boolean is(Kind other, String value) {
            return kind == other && text.equals(value);
        }
    }

    private static final Pattern RAW = Pattern.compile("\\s*raw\\s*(?:-%\\}\\s*|%\\})");
    private static final Pattern END_RAW =
            Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%\\}|-%\\}\\s*|%\\}\\n?)");
    private static final Pattern NUMBER =
            Pattern.compile("\\d[\\d_]*(\\.\\d[\\d_]*)?([eE][+-]?\\d+)?");
    private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");
    private static final String OPERATORS = "+-*/%~[](){}<>=.:|,;";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int counted;
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        if (source.endsWith("\n")) {
            source = source.substring(0, source.length() - 1);
        }
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < source.length()) {
            int open = nextOpening();
            if (open < 0) {
                add(Kind.DATA, source.substring(at));
                at = source.length();
                break;
            }
            char type = source.charAt(open + 1);
            int inside = open + 2;
            char sign = charAt(inside);
            if (sign == '-' || sign == '+') {
                inside++;
            } else {
                sign = ' ';
            }
            data(open, sign, type != '{');
            at = inside;
            switch (type) {
                case '#' -> comment(inside);
                case '%' -> block(inside);
                default -> {
                    add(Kind.PRINT_BEGIN, "");
                    inside(Kind.PRINT_END, "}}");
                }
            }
            lineStarting = source.charAt(at - 1) == '\n';
        }
        add(Kind.END, "");
    }

    private int nextOpening() {
        for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
            char next = charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    /// Adds the text up to `open`, without the white space that the tag there takes away.
    private void data(int open, char sign, boolean block) {
        int end = open;
        if (sign == '-') {
            end = Blank.skipBack(source, at, open);
        } else if (sign != '+' && block) {
            int start = source.lastIndexOf('\n', open - 1) + 1;
            if (start > at || (start <= at && lineStarting)) {
                int from = Math.max(start, at);
                end = Blank.all(source, from, open) ? from : open;
            }
        }
        if (end > at) {
            add(Kind.DATA, source.substring(at, end));
        }
    }

    private void comment(int from) {
        int end = source.indexOf("#}", from);
        if (end < 0) {
            throw JinjaException.at(lineAt(from), "a comment has no end");
        }
        at = end + 2;
        trimAfter(end > from ? source.charAt(end - 1) : ' ', true);
    }

    private void block(int from) {
        Matcher raw = RAW.matcher(source).region(from, source.length());
        if (!raw.lookingAt()) {
            add(Kind.BLOCK_BEGIN, "");
            inside(Kind.BLOCK_END, "%}");
            return;
        }
        at = raw.end();
        lineStarting = source.charAt(at - 1) == '\n';
        Matcher end = END_RAW.matcher(source);
        if (!end.find(at)) {
            throw JinjaException.at(lineAt(from), "a raw block has no end");
        }
        String sign = end.group(1);
        data(end.start(), sign.isEmpty() ? ' ' : sign.charAt(0), true);
        at = end.end();
    }

    /// Takes away what follows a tag that closes with `sign`.
    private void trimAfter(char sign, boolean block) {
        if (sign == '-') {
            at = Blank.skip(source, at);
        } else if (sign != '+' && block && charAt(at) == '\n') {
            at++;
        }
    }

    private void inside(Kind end, String closing) {
        int opened = at;
        Deque<Character> brackets = new ArrayDeque<>();
        while (true) {
            at = Blank.skip(source, at);
            if (at >= source.length()) {
                throw JinjaException.at(lineAt(opened), "a tag is not closed by " + closing);
            }
            if (brackets.isEmpty() && closes(end, closing)) {
                return;
            }
            char c = source.charAt(at);
            if (c == '"' || c == '\'') {
                string(c);
            } else if (c >= '0' && c <= '9') {
                number();
            } else if (Character.isUnicodeIdentifierStart(source.codePointAt(at)) || c == '_') {
                name();
            } else {
                operator(brackets);
            }
        }
    }

    private boolean closes(Kind end, String closing) {
        boolean block = end == Kind.BLOCK_END;
        char sign = charAt(at);
        boolean signed = sign == '-' || (block && sign == '+');
        int from = signed ? at + 1 : at;
        if (!source.startsWith(closing, from)) {
            return false;
        }
        add(end, "");
        at = from + closing.length();
        trimAfter(signed ? sign : ' ', block);
        return true;
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw JinjaException.at(lineAt(at), "a text in quotes has no end");
        }
        add(Kind.STRING, StringEscapes.resolve(source.substring(at + 1, end)));
        at = end + 1;
    }

    private void number() {
        Matcher number = NUMBER.matcher(source).region(at, source.length());
        boolean found = number.lookingAt();
        boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
        int end = found ? number.end() : at + 1;
        boolean real = found && (number.group(1) != null || number.group(2) != null);
        if (real && afterDot) {
            real = false;
            end = at;
            while (Character.isDigit(charAt(end))) {
                end++;
            }
        }
        String digits = source.substring(at, end).replace("_", "");
        add(real ? Kind.REAL : Kind.WHOLE, digits);
        at = end;
    }

    private void name() {
        int end = at;
        while (end < source.length()
                && Character.isUnicodeIdentifierPart(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        end = Math.max(end, at + 1);
        add(Kind.NAME, source.substring(at, end));
        at = end;
    }

    private void operator(Deque<Character> brackets) {
        for (String operator : LONG_OPERATORS) {
            if (source.startsWith(operator, at)) {
                add(Kind.OPERATOR, operator);
                at += 2;
                return;
            }
        }
        char c = source.charAt(at);
        if (OPERATORS.indexOf(c) < 0) {
            throw JinjaException.at(lineAt(at), "unexpected character '" + c + "'");
        }
        switch (c) {
            case '(' -> brackets.push(')');
            case '[' -> brackets.push(']');
            case '{' -> brackets.push('}');
            case ')', ']', '}' -> {
                if (brackets.isEmpty() || brackets.pop() != c) {
                    throw JinjaException.at(lineAt(at), "unexpected '" + c + "'");
                }
            }
            default -> {}
        }
        add(Kind.OPERATOR, String.valueOf(c));
        at++;
    }

    private char charAt(int index) {
        return index < source.length() ? source.charAt(index) : ' ';
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, lineAt(at)));
    }

    private int lineAt(int position) {
        int end = Math.min(position, source.length());
        for (; counted < end; counted++) {
            if (source.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }
}
