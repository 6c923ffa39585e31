package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassformer.engine.chat.jinja.Expr.Arguments;
import org.glassformer.engine.chat.jinja.Expr.FilterCall;
import org.glassformer.engine.chat.jinja.Lexer.Kind;
import org.jspecify.annotations.Nullable;

/// Reads expressions, one method for each precedence of Jinja's grammar, from the loosest to the tightest.
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "if", "is", "in");

    private final TokenStream in;

    ExpressionParser(TokenStream in) {
        this.in = in;
    }

    /// An expression, or several with commas between: a tuple.
    Expr tuple() {
        int line = in.line();
        Expr first = expression();
        return in.isOperator(",") ? restOfTuple(first, line) : first;
    }

    /// The same without `x if y`, as after the `in` of a loop.
    Expr tupleWithoutCondition() {
        int line = in.line();
        Expr first = or();
        return in.isOperator(",") ? restOfTuple(first, line) : first;
    }

    private Expr restOfTuple(Expr first, int line) {
        List<Expr> items = new ArrayList<>(List.of(first));
        while (in.skipOperator(",")) {
            if (in.isAt(Kind.PRINT_END)
                    || in.isAt(Kind.BLOCK_END)
                    || in.isOperator(")")
                    || in.isName("in")) {
                break;
            }
            items.add(expression());
        }
        if (items.size() > 10_000) {
            throw JinjaException.at(line, "a tuple is too long");
        }
        return new Expr.ListOf(items, true);
    }

    /// `a if b else c` and all that binds tighter.
    Expr expression() {
        in.enter();
        Expr value = or();
        while (in.skipName("if")) {
            Expr condition = or();
            Expr otherwise = in.skipName("else") ? expression() : null;
            value = new Expr.Choice(condition, value, otherwise);
        }
        in.leave();
        return value;
    }

    private Expr or() {
        Expr left = and();
        while (in.skipName("or")) {
            left = new Expr.Or(left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = not();
        while (in.skipName("and")) {
            left = new Expr.And(left, not());
        }
        return left;
    }

    private Expr not() {
        if (!in.isName("not")) {
            return comparison();
        }
        in.next();
        in.enter();
        Expr operand = not();
        in.leave();
        return new Expr.Not(operand);
    }

    private Expr comparison() {
        Expr first = sum();
        List<String> operators = new ArrayList<>();
        List<Expr> others = new ArrayList<>();
        while (true) {
            if (in.isAt(Kind.OPERATOR) && COMPARISONS.contains(in.current().text())) {
                operators.add(in.next().text());
            } else if (in.skipName("in")) {
                operators.add("in");
            } else if (in.isName("not") && in.ahead().is(Kind.NAME, "in")) {
                in.next();
                in.next();
                operators.add("not in");
            } else {
                break;
            }
            others.add(sum());
        }
        return others.isEmpty() ? first : new Expr.Compare(first, operators, others);
    }

    private Expr sum() {
        Expr left = concatenation();
        while (in.isOperator("+") || in.isOperator("-")) {
            left = new Expr.Binary(in.next().text(), left, concatenation());
        }
        return left;
    }

    private Expr concatenation() {
        Expr first = product();
        if (!in.isOperator("~")) {
            return first;
        }
        List<Expr> parts = new ArrayList<>(List.of(first));
        while (in.skipOperator("~")) {
            parts.add(product());
        }
        return new Expr.Concat(parts);
    }

    private Expr product() {
        Expr left = power();
        while (in.isOperator("*")
                || in.isOperator("/")
                || in.isOperator("//")
                || in.isOperator("%")) {
            left = new Expr.Binary(in.next().text(), left, power());
        }
        return left;
    }

    private Expr power() {
        Expr left = unary(true);
        while (in.skipOperator("**")) {
            left = new Expr.Binary("**", left, unary(true));
        }
        return left;
    }

    private Expr unary(boolean withFilters) {
        Expr value;
        if (in.isOperator("-") || in.isOperator("+")) {
            boolean negative = in.next().text().equals("-");
            in.enter();
            value = new Expr.Signed(unary(false), negative);
            in.leave();
        } else {
            value = primary();
        }
        value = postfix(value);
        return withFilters ? filters(value) : value;
    }

    private Expr primary() {
        Lexer.Token token = in.current();
        return switch (token.kind()) {
            case NAME -> {
                in.next();
                yield constant(token.text());
            }
            case STRING -> {
                StringBuilder text = new StringBuilder();
                while (in.isAt(Kind.STRING)) {
                    text.append(in.next().text());
                }
                yield new Expr.Literal(SourcedText.of(text.toString()));
            }
            case WHOLE, REAL -> {
                in.next();
                yield number(token);
            }
            case OPERATOR -> bracketed();
            case DATA, BLOCK_BEGIN, BLOCK_END, PRINT_BEGIN, PRINT_END, END ->
                    throw in.unexpected("a value");
        };
    }

    private Expr bracketed() {
        if (in.skipOperator("(")) {
            return parenthesised();
        }
        if (in.skipOperator("[")) {
            return new Expr.ListOf(items("]"), false);
        }
        if (in.skipOperator("{")) {
            return dictionary();
        }
        throw in.unexpected("a value");
    }

    private static Expr constant(String name) {
        return switch (name) {
            case "true", "True" -> new Expr.Literal(new Value.Bool(true));
            case "false", "False" -> new Expr.Literal(new Value.Bool(false));
            case "none", "None" -> new Expr.Literal(Value.None.NONE);
            default -> new Expr.Name(name);
        };
    }

    private static Expr number(Lexer.Token token) {
        try {
            return new Expr.Literal(
                    token.kind() == Kind.WHOLE
                            ? new Value.Whole(Long.parseLong(token.text()))
                            : new Value.Real(Double.parseDouble(token.text())));
        } catch (NumberFormatException e) {
            throw JinjaException.at(token.line(), "the number " + token.text() + " is too large");
        }
    }

    private Expr parenthesised() {
        if (in.skipOperator(")")) {
            return new Expr.ListOf(List.of(), true);
        }
        Expr value = tuple();
        in.expectOperator(")");
        return value;
    }

    private List<Expr> items(String closing) {
        List<Expr> items = new ArrayList<>();
        while (!in.skipOperator(closing)) {
            if (!items.isEmpty()) {
                in.expectOperator(",");
                if (in.skipOperator(closing)) {
                    break;
                }
            }
            items.add(expression());
        }
        return items;
    }

    private Expr dictionary() {
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!in.skipOperator("}")) {
            if (!keys.isEmpty()) {
                in.expectOperator(",");
                if (in.skipOperator("}")) {
                    break;
                }
            }
            keys.add(expression());
            in.expectOperator(":");
            values.add(expression());
        }
        return new Expr.DictOf(keys, values);
    }

    private Expr postfix(Expr start) {
        Expr value = start;
        while (true) {
            if (in.skipOperator(".")) {
                value =
                        in.isAt(Kind.WHOLE)
                                ? new Expr.Item(value, number(in.next()))
                                : new Expr.Attribute(value, in.name());
            } else if (in.skipOperator("[")) {
                value = subscript(value);
            } else if (in.skipOperator("(")) {
                value = new Expr.Invoke(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expr subscript(Expr of) {
        Expr from = in.isOperator(":") ? null : expression();
        if (!in.skipOperator(":")) {
            in.expectOperator("]");
            if (from == null) {
                throw in.unexpected("an index");
            }
            return new Expr.Item(of, from);
        }
        Expr to = bound();
        Expr step = in.skipOperator(":") ? bound() : null;
        in.expectOperator("]");
        return new Expr.Slice(of, from, to, step);
    }

    private @Nullable Expr bound() {
        return in.isOperator(":") || in.isOperator("]") ? null : expression();
    }

    /// What follows an opening parenthesis.
    Arguments arguments() {
        List<Expr> positional = new ArrayList<>();
        Map<String, Expr> named = new LinkedHashMap<>();
        boolean first = true;
        while (!in.skipOperator(")")) {
            if (!first) {
                in.expectOperator(",");
                if (in.skipOperator(")")) {
                    break;
                }
            }
            first = false;
            if (in.isAt(Kind.NAME) && in.ahead().is(Kind.OPERATOR, "=")) {
                String name = in.name();
                in.next();
                named.put(name, expression());
            } else if (in.isOperator("*") || in.isOperator("**")) {
                throw in.fault("arguments with a star are not supported");
            } else if (!named.isEmpty()) {
                throw in.fault("an argument without a name follows one with a name");
            } else {
                positional.add(expression());
            }
        }
        return new Arguments(positional, named);
    }

    private Expr filters(Expr start) {
        Expr value = start;
        while (true) {
            if (in.skipOperator("|")) {
                value = new Expr.Filtered(value, filter());
            } else if (in.skipName("is")) {
                value = test(value);
            } else if (in.skipOperator("(")) {
                value = new Expr.Invoke(value, arguments());
            } else {
                return value;
            }
        }
    }

    /// A filter's name and arguments.
    FilterCall filter() {
        String name = dottedName();
        return new FilterCall(name, in.skipOperator("(") ? arguments() : Arguments.NONE);
    }

    private Expr test(Expr input) {
        boolean negated = in.skipName("not");
        String name = dottedName();
        Arguments arguments = Arguments.NONE;
        if (in.skipOperator("(")) {
            arguments = arguments();
        } else if (startsArgument()) {
            arguments = new Arguments(List.of(postfix(primary())), Map.of());
        }
        Expr tested = new Expr.Tested(input, name, arguments);
        return negated ? new Expr.Not(tested) : tested;
    }

    private boolean startsArgument() {
        return switch (in.current().kind()) {
            case NAME -> !NO_ARGUMENT.contains(in.current().text()) && !in.isName("not");
            case STRING, WHOLE, REAL -> true;
            case OPERATOR -> in.isOperator("[") || in.isOperator("{");
            case DATA, BLOCK_BEGIN, BLOCK_END, PRINT_BEGIN, PRINT_END, END -> false;
        };
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(in.name());
        while (in.skipOperator(".")) {
            name.append('.').append(in.name());
        }
        return name.toString();
    }
}
