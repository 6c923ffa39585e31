package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.glassformer.engine.chat.jinja.Lexer.Kind;
import org.glassformer.engine.chat.jinja.Statement.Branch;
import org.glassformer.engine.chat.jinja.Statement.Target;

/// Reads statements.
final class TemplateParser {
    private static final Set<String> OTHER_TEMPLATES =
            Set.of("include", "import", "from", "extends", "block");

    private final TokenStream in;
    private final ExpressionParser expressions;

    private TemplateParser(TokenStream in) {
        this.in = in;
        this.expressions = new ExpressionParser(in);
    }

    static List<Statement> parse(String template) {
        TokenStream in = new TokenStream(Lexer.tokens(template));
        return new TemplateParser(in).body(Set.of());
    }

    /// Statements up to a block whose name is among `ends`, which is left to be read, its opening taken.
    private List<Statement> body(Set<String> ends) {
        in.enter();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Lexer.Token token = in.next();
            switch (token.kind()) {
                case DATA ->
                        statements.add(
                                new Statement.Data(token.line(), SourcedText.of(token.text())));
                case PRINT_BEGIN -> {
                    Expr value = expressions.tuple();
                    in.expect(Kind.PRINT_END, "}}");
                    statements.add(new Statement.Print(token.line(), value));
                }
                case BLOCK_BEGIN -> {
                    if (in.isAt(Kind.NAME) && ends.contains(in.current().text())) {
                        in.leave();
                        return statements;
                    }
                    statements.add(statement(token.line()));
                }
                case END -> {
                    if (!ends.isEmpty()) {
                        throw in.fault(
                                "the template ends where "
                                        + String.join(" or ", ends.stream().sorted().toList())
                                        + " is expected");
                    }
                    in.leave();
                    return statements;
                }
                case BLOCK_END, PRINT_END, NAME, STRING, WHOLE, REAL, OPERATOR ->
                        throw in.unexpected("a tag");
            }
        }
    }

    private Statement statement(int line) {
        String name = in.name();
        return switch (name) {
            case "if" -> branches(line);
            case "for" -> loop(line);
            case "set" -> assignment(line);
            case "macro" -> macro(line);
            case "call" -> callWith(line);
            case "filter" -> {
                List<Expr.FilterCall> filters = new ArrayList<>(List.of(expressions.filter()));
                moreFilters(filters);
                yield new Statement.FilterBody(line, filters, closedBody("endfilter"));
            }
            case "with" -> with(line);
            case "generation" ->
                    new Statement.With(line, List.of(), List.of(), closedBody("endgeneration"));
            case "break", "continue" -> {
                closeTag();
                yield new Statement.Jump(line, name.equals("break"));
            }
            default ->
                    throw JinjaException.at(
                            line,
                            OTHER_TEMPLATES.contains(name)
                                    ? "'" + name + "' is refused: a chat template stands alone"
                                    : "unknown tag '" + name + "'");
        };
    }

    private void closeTag() {
        in.expect(Kind.BLOCK_END, "%}");
    }

    /// The rest of the opening tag, the body, and the closing tag.
    private List<Statement> closedBody(String end) {
        closeTag();
        List<Statement> body = body(Set.of(end));
        in.next();
        if (end.equals("endmacro") && in.isAt(Kind.NAME)) {
            in.next();
        }
        closeTag();
        return body;
    }

    private Statement branches(int line) {
        List<Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        while (true) {
            Expr condition = expressions.tuple();
            closeTag();
            branches.add(new Branch(condition, body(Set.of("elif", "else", "endif"))));
            String next = in.name();
            if (next.equals("elif")) {
                continue;
            }
            if (next.equals("else")) {
                otherwise = closedBody("endif");
            } else {
                closeTag();
            }
            return new Statement.If(line, branches, otherwise);
        }
    }

    private Statement loop(int line) {
        Target target = target(true);
        in.expectName("in");
        Expr items = expressions.tupleWithoutCondition();
        Expr condition = in.skipName("if") ? expressions.expression() : null;
        if (in.isName("recursive")) {
            throw in.fault("recursive loops are not supported");
        }
        closeTag();
        List<Statement> body = body(Set.of("else", "endfor"));
        List<Statement> otherwise = List.of();
        if (in.name().equals("else")) {
            otherwise = closedBody("endfor");
        } else {
            closeTag();
        }
        return new Statement.For(line, target, items, condition, body, otherwise);
    }

    private Target target(boolean namesOnly) {
        List<Target> targets = new ArrayList<>();
        boolean several = false;
        do {
            if (several && !in.isAt(Kind.NAME) && !in.isOperator("(")) {
                break;
            }
            targets.add(oneTarget(namesOnly));
            several |= in.isOperator(",");
        } while (in.skipOperator(","));
        return several ? new Target.Several(targets) : targets.getFirst();
    }

    private Target oneTarget(boolean namesOnly) {
        if (in.skipOperator("(")) {
            in.enter();
            Target inner = target(namesOnly);
            in.leave();
            in.expectOperator(")");
            return inner;
        }
        String name = in.name();
        if (!namesOnly && in.skipOperator(".")) {
            return new Target.Field(name, in.name());
        }
        return new Target.Variable(name);
    }

    private Statement assignment(int line) {
        Target target = target(false);
        if (in.skipOperator("=")) {
            Expr value = expressions.tuple();
            closeTag();
            return new Statement.Assign(line, target, value);
        }
        List<Expr.FilterCall> filters = new ArrayList<>();
        moreFilters(filters);
        return new Statement.Capture(line, target, filters, closedBody("endset"));
    }

    private void moreFilters(List<Expr.FilterCall> filters) {
        while (in.skipOperator("|")) {
            filters.add(expressions.filter());
        }
    }

    private Statement.Macro macro(int line) {
        String name = in.name();
        in.expectOperator("(");
        return signature(line, name, "endmacro");
    }

    private Statement callWith(int line) {
        List<String> parameters = new ArrayList<>();
        List<Expr> defaults = new ArrayList<>();
        if (in.skipOperator("(")) {
            parameters(parameters, defaults);
        }
        if (!(expressions.expression() instanceof Expr.Invoke call)) {
            throw in.fault("'call' needs a call of a macro");
        }
        List<Statement> body = closedBody("endcall");
        return new Statement.CallWith(
                line, new Statement.Macro(line, "caller", parameters, defaults, body), call);
    }

    private Statement.Macro signature(int line, String name, String end) {
        List<String> parameters = new ArrayList<>();
        List<Expr> defaults = new ArrayList<>();
        parameters(parameters, defaults);
        return new Statement.Macro(line, name, parameters, defaults, closedBody(end));
    }

    /// Parameters up to the closing parenthesis; `defaults` belong to the last of them.
    private void parameters(List<String> parameters, List<Expr> defaults) {
        while (!in.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                in.expectOperator(",");
            }
            parameters.add(in.name());
            if (in.skipOperator("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw in.fault("a parameter without a default follows one with a default");
            }
        }
    }

    private Statement with(int line) {
        List<Target> targets = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!in.isAt(Kind.BLOCK_END)) {
            if (!targets.isEmpty()) {
                in.expectOperator(",");
            }
            targets.add(oneTarget(true));
            in.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(line, targets, values, closedBody("endwith"));
    }
}
