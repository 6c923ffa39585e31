package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.chat.jinja.Interpreter.Scope;
import org.jspecify.annotations.Nullable;

/// Works out expressions.
final class Evaluator {
    private final Budget budget;
    private final Operators operators;
    private final Printing printing;
    private final Attributes attributes;
    private final Filters filters;
    private final Tests tests;

    Evaluator(Budget budget, Operators operators) {
        this.budget = budget;
        this.operators = operators;
        printing = new Printing(budget);
        TextMethods texts = new TextMethods(budget, operators, printing);
        attributes = new Attributes(budget, operators, texts);
        tests = new Tests(operators, texts);
        filters = new Filters(budget, operators, printing, texts, attributes, tests);
    }

    SourcedText print(Value value) {
        return printing.print(value);
    }

    Value value(Expr expression, Scope scope) {
        budget.enter();
        Value value =
                switch (expression) {
                    case Expr.Literal literal -> literal.value();
                    case Expr.Name name -> scope.find(name.name());
                    case Expr.ListOf list -> {
                        budget.make(8L * list.items().size() + 8);
                        yield new Value.Items(values(list.items(), scope), list.tuple());
                    }
                    case Expr.DictOf dict -> dict(dict, scope);
                    case Expr.Attribute attribute ->
                            attributes.attribute(value(attribute.of(), scope), attribute.name());
                    case Expr.Item item ->
                            attributes.item(value(item.of(), scope), value(item.key(), scope));
                    case Expr.Slice slice ->
                            attributes.slice(
                                    value(slice.of(), scope),
                                    bound(slice.from(), scope),
                                    bound(slice.to(), scope),
                                    bound(slice.step(), scope));
                    case Expr.Invoke invoke ->
                            call(value(invoke.function(), scope), call(invoke.arguments(), scope));
                    case Expr.Filtered filtered ->
                            filtered(value(filtered.input(), scope), filtered.filter(), scope);
                    case Expr.Tested tested ->
                            new Value.Bool(
                                    tests.holds(
                                            tested.test(),
                                            value(tested.input(), scope),
                                            call(tested.arguments(), scope)));
                    case Expr.Not not -> new Value.Bool(!isTrue(not.operand(), scope));
                    case Expr.Signed signed -> signed(signed, scope);
                    case Expr.And and -> {
                        Value left = value(and.left(), scope);
                        yield Operators.isTrue(left) ? value(and.right(), scope) : left;
                    }
                    case Expr.Or or -> {
                        Value left = value(or.left(), scope);
                        yield Operators.isTrue(left) ? left : value(or.right(), scope);
                    }
                    case Expr.Binary binary ->
                            operators.arithmetic(
                                    binary.operator(),
                                    value(binary.left(), scope),
                                    value(binary.right(), scope));
                    case Expr.Compare compare -> new Value.Bool(holds(compare, scope));
                    case Expr.Concat concat -> concat(concat, scope);
                    case Expr.Choice choice -> choice(choice, scope);
                };
        budget.leave();
        return value;
    }

    private boolean isTrue(Expr expression, Scope scope) {
        return Operators.isTrue(value(expression, scope));
    }

    private List<Value> values(List<Expr> expressions, Scope scope) {
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expr each : expressions) {
            values.add(value(each, scope));
        }
        return values;
    }

    private Value dict(Expr.DictOf dict, Scope scope) {
        budget.make(16L * dict.keys().size() + 8);
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < dict.keys().size(); i++) {
            Value key = Attributes.key(value(dict.keys().get(i), scope));
            entries.put(key, value(dict.values().get(i), scope));
        }
        return new Value.Dict(entries);
    }

    private @Nullable Value bound(@Nullable Expr expression, Scope scope) {
        Value value = expression == null ? Value.None.NONE : value(expression, scope);
        return value instanceof Value.None ? null : value;
    }

    private Value.Call call(Expr.Arguments arguments, Scope scope) {
        if (arguments.positional().isEmpty() && arguments.named().isEmpty()) {
            return Value.Call.NONE;
        }
        Map<String, Value> named = new LinkedHashMap<>();
        List<Value> positional = values(arguments.positional(), scope);
        arguments.named().forEach((name, each) -> named.put(name, value(each, scope)));
        return new Value.Call(positional, named);
    }

    /// The value of a call that is given a body, `caller`.
    Value called(Expr.Invoke invoke, Value caller, Scope scope) {
        Value.Call given = call(invoke.arguments(), scope);
        Map<String, Value> named = new LinkedHashMap<>(given.named());
        named.put("caller", caller);
        return call(value(invoke.function(), scope), new Value.Call(given.positional(), named));
    }

    private static Value call(Value function, Value.Call call) {
        if (Operators.defined(function) instanceof Value.Function known) {
            return known.body().call(call);
        }
        throw JinjaException.of("'" + Operators.type(function) + "' object is not callable");
    }

    Value filtered(Value input, Expr.FilterCall filter, Scope scope) {
        return filters.apply(filter.name(), input, call(filter.arguments(), scope));
    }

    private Value signed(Expr.Signed signed, Scope scope) {
        Value operand = Operators.defined(value(signed.operand(), scope));
        if (!Operators.isNumber(operand)) {
            throw JinjaException.of(
                    "bad operand type for unary -: '" + Operators.type(operand) + "'");
        }
        return signed.negative() ? operators.arithmetic("-", new Value.Whole(0), operand) : operand;
    }

    private boolean holds(Expr.Compare compare, Scope scope) {
        Value left = value(compare.first(), scope);
        for (int i = 0; i < compare.others().size(); i++) {
            Value right = value(compare.others().get(i), scope);
            if (!operators.compare(compare.operators().get(i), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Value concat(Expr.Concat concat, Scope scope) {
        SourcedText.Builder out = new SourcedText.Builder();
        for (Expr part : concat.parts()) {
            SourcedText text = printing.print(value(part, scope));
            budget.make(text.weight());
            out.add(text);
        }
        return out.build();
    }

    private Value choice(Expr.Choice choice, Scope scope) {
        if (isTrue(choice.condition(), scope)) {
            return value(choice.then(), scope);
        }
        Expr otherwise = choice.otherwise();
        return otherwise == null
                ? new Value.Undefined("the condition is false and there is no 'else'")
                : value(otherwise, scope);
    }
}
