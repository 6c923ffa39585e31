package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.chat.jinja.Statement.Branch;
import org.glassformer.engine.chat.jinja.Statement.Target;
import org.jspecify.annotations.Nullable;

/// Runs statements. Scopes are Jinja's: loops, macros and captured bodies have their own, conditions have none.
final class Interpreter {
    /// What comes after a statement.
    private enum Next {
        STATEMENT,
        ITERATION,
        END_OF_LOOP
    }

    private final Budget budget;
    private final Operators operators;
    private final Evaluator evaluator;
    private int line = 1;

    Interpreter(Budget budget) {
        this.budget = budget;
        operators = new Operators(budget);
        evaluator = new Evaluator(budget, operators);
    }

    /// Runs a template.
    ///
    /// @throws JinjaException with the line that was running
    SourcedText run(List<Statement> template, Map<String, Value> variables) {
        Scope globals = new Scope(null);
        Globals.all(operators, budget).forEach(globals::set);
        variables.forEach(globals::set);
        SourcedText.Builder out = new SourcedText.Builder();
        try {
            run(template, new Scope(globals), out);
        } catch (JinjaException e) {
            throw e.in(line);
        } catch (StackOverflowError e) {
            throw JinjaException.at(line, "it nests too deeply");
        }
        return out.build();
    }

    private Next run(List<Statement> body, Scope scope, SourcedText.Builder out) {
        budget.enter();
        for (Statement statement : body) {
            line = statement.line();
            Next next = run(statement, scope, out);
            if (next != Next.STATEMENT) {
                budget.leave();
                return next;
            }
        }
        budget.leave();
        return Next.STATEMENT;
    }

    private Next run(Statement statement, Scope scope, SourcedText.Builder out) {
        switch (statement) {
            case Statement.Data data -> write(data.text(), out);
            case Statement.Print print ->
                    write(evaluator.print(evaluator.value(print.value(), scope)), out);
            case Statement.If choice -> {
                for (Branch branch : choice.branches()) {
                    if (Operators.isTrue(evaluator.value(branch.condition(), scope))) {
                        return run(branch.body(), scope, out);
                    }
                }
                return run(choice.otherwise(), scope, out);
            }
            case Statement.For loop -> {
                return loop(loop, scope, out);
            }
            case Statement.Assign assign ->
                    assign(assign.target(), evaluator.value(assign.value(), scope), scope);
            case Statement.Capture capture -> {
                Value captured = captured(capture.body(), new Scope(scope));
                assign(capture.target(), filtered(captured, capture.filters(), scope), scope);
            }
            case Statement.Macro macro -> scope.set(macro.name(), function(macro, scope));
            case Statement.CallWith call -> {
                Value caller = function(call.caller(), scope);
                write(evaluator.print(evaluator.called(call.call(), caller, scope)), out);
            }
            case Statement.FilterBody filter -> {
                Value captured = captured(filter.body(), new Scope(scope));
                write(evaluator.print(filtered(captured, filter.filters(), scope)), out);
            }
            case Statement.With with -> {
                Scope inner = new Scope(scope);
                for (int i = 0; i < with.targets().size(); i++) {
                    Value value = evaluator.value(with.values().get(i), scope);
                    assign(with.targets().get(i), value, inner);
                }
                return run(with.body(), inner, out);
            }
            case Statement.Jump jump -> {
                return jump.ends() ? Next.END_OF_LOOP : Next.ITERATION;
            }
        }
        return Next.STATEMENT;
    }

    private void write(SourcedText text, SourcedText.Builder out) {
        budget.make(text.weight());
        out.add(text);
    }

    private Value captured(List<Statement> body, Scope scope) {
        SourcedText.Builder inner = new SourcedText.Builder();
        run(body, scope, inner);
        return inner.build();
    }

    private Value filtered(Value value, List<Expr.FilterCall> filters, Scope scope) {
        Value result = value;
        for (Expr.FilterCall filter : filters) {
            result = evaluator.filtered(result, filter, scope);
        }
        return result;
    }

    private Next loop(Statement.For loop, Scope scope, SourcedText.Builder out) {
        List<Value> items = operators.elements(evaluator.value(loop.items(), scope));
        Expr condition = loop.condition();
        if (condition != null) {
            List<Value> kept = new ArrayList<>();
            for (Value item : items) {
                Scope inner = new Scope(scope);
                assign(loop.target(), item, inner);
                if (Operators.isTrue(evaluator.value(condition, inner))) {
                    kept.add(item);
                }
            }
            budget.make(8L * kept.size());
            items = kept;
        }
        if (items.isEmpty()) {
            run(loop.otherwise(), new Scope(scope), out);
            return Next.STATEMENT;
        }
        Loop state = new Loop(items);
        for (int i = 0; i < items.size(); i++) {
            budget.work(1);
            state.moveTo(i);
            Scope inner = new Scope(scope);
            inner.set("loop", state);
            assign(loop.target(), items.get(i), inner);
            if (run(loop.body(), inner, out) == Next.END_OF_LOOP) {
                break;
            }
        }
        return Next.STATEMENT;
    }

    private void assign(Target target, Value value, Scope scope) {
        switch (target) {
            case Target.Variable variable -> scope.set(variable.name(), value);
            case Target.Several several -> {
                List<Value> values = operators.elements(value);
                int wanted = several.targets().size();
                if (values.size() != wanted) {
                    throw JinjaException.of(
                            "expected " + wanted + " values to unpack, found " + values.size());
                }
                for (int i = 0; i < wanted; i++) {
                    assign(several.targets().get(i), values.get(i), scope);
                }
            }
            case Target.Field field -> {
                if (!(scope.find(field.namespace()) instanceof Value.Namespace namespace)) {
                    throw JinjaException.of(
                            "cannot assign attribute '"
                                    + field.field()
                                    + "' on non-namespace object");
                }
                budget.make(8);
                namespace.fields().put(field.field(), value);
            }
        }
    }

    private Value.Function function(Statement.Macro macro, Scope home) {
        return new Value.Function(macro.name(), call -> invoke(macro, home, call));
    }

    private Value invoke(Statement.Macro macro, Scope home, Value.Call call) {
        int caller = line;
        Scope scope = new Scope(home);
        List<String> parameters = macro.parameters();
        int required = parameters.size() - macro.defaults().size();
        Map<String, Value> rest = new LinkedHashMap<>(call.named());
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i);
            Value given = rest.remove(name);
            if (i < call.positional().size()) {
                given = call.positional().get(i);
            }
            if (given == null) {
                given =
                        i < required
                                ? new Value.Undefined("parameter '" + name + "' was not provided")
                                : evaluator.value(macro.defaults().get(i - required), scope);
            }
            scope.set(name, given);
        }
        if (rest.containsKey("caller")) {
            scope.set("caller", rest.get("caller"));
            rest.remove("caller");
        }
        scope.set("varargs", new Value.Items(call.from(parameters.size()).positional(), true));
        Map<Value, Value> named = new LinkedHashMap<>();
        rest.forEach((name, value) -> named.put(SourcedText.of(name), value));
        scope.set("kwargs", new Value.Dict(named));
        Value result = captured(macro.body(), scope);
        line = caller;
        return result;
    }

    /// Variables, and those of the scopes around.
    static final class Scope {
        private final @Nullable Scope outer;
        private final Map<String, Value> variables = new HashMap<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        void set(String name, Value value) {
            variables.put(name, value);
        }

        Value find(String name) {
            for (Scope scope = this; scope != null; scope = scope.outer) {
                Value found = scope.variables.get(name);
                if (found != null) {
                    return found;
                }
            }
            return new Value.Undefined("'" + name + "' is undefined");
        }
    }
}
