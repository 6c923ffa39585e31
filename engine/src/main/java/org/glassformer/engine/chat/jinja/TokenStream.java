package org.glassformer.engine.chat.jinja;

import java.util.List;
import org.glassformer.engine.chat.jinja.Lexer.Kind;
import org.glassformer.engine.chat.jinja.Lexer.Token;

/// The tokens of a template, read from left to right; refuses to nest without end.
final class TokenStream {
    private static final int DEEPEST = 120;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    Token ahead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    boolean isAt(Kind kind) {
        return current().kind() == kind;
    }

    boolean isOperator(String operator) {
        return current().is(Kind.OPERATOR, operator);
    }

    boolean isName(String name) {
        return current().is(Kind.NAME, name);
    }

    boolean skipOperator(String operator) {
        boolean found = isOperator(operator);
        if (found) {
            at++;
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = isName(name);
        if (found) {
            at++;
        }
        return found;
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    void expect(Kind kind, String what) {
        if (!isAt(kind)) {
            throw unexpected(what);
        }
        next();
    }

    String name() {
        if (!isAt(Kind.NAME)) {
            throw unexpected("a name");
        }
        return next().text();
    }

    int line() {
        return current().line();
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw fault("it nests too deeply");
        }
    }

    void leave() {
        depth--;
    }

    JinjaException unexpected(String wanted) {
        Token token = current();
        String found =
                switch (token.kind()) {
                    case DATA, END -> "the end of the tag";
                    case BLOCK_BEGIN -> "{%";
                    case PRINT_BEGIN -> "{{";
                    case BLOCK_END -> "%}";
                    case PRINT_END -> "}}";
                    case STRING -> "a text in quotes";
                    case NAME, WHOLE, REAL, OPERATOR -> "'" + token.text() + "'";
                };
        return fault("expected " + wanted + ", found " + found);
    }

    JinjaException fault(String problem) {
        return JinjaException.at(line(), problem);
    }
}
