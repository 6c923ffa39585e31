package org.glassformer.engine.chat.jinja;

/// What may stand after `is`.
final class Tests {
    private final Operators operators;
    private final TextMethods texts;

    Tests(Operators operators, TextMethods texts) {
        this.operators = operators;
        this.texts = texts;
    }

    boolean holds(String test, Value value, Value.Call call) {
        return switch (test) {
            case "defined" -> !(value instanceof Value.Undefined);
            case "undefined" -> value instanceof Value.Undefined;
            case "none" -> value instanceof Value.None;
            case "boolean" -> value instanceof Value.Bool;
            case "true" -> value instanceof Value.Bool truth && truth.value();
            case "false" -> value instanceof Value.Bool truth && !truth.value();
            case "integer" -> value instanceof Value.Whole;
            case "float" -> value instanceof Value.Real;
            case "number" -> Operators.isNumber(value);
            case "string" -> value instanceof SourcedText;
            case "mapping" -> value instanceof Value.Dict;
            case "sequence" ->
                    value instanceof Value.Items
                            || value instanceof SourcedText
                            || value instanceof Value.Dict
                            || value instanceof Value.Undefined;
            case "iterable" ->
                    value instanceof Value.Items
                            || value instanceof SourcedText
                            || value instanceof Value.Dict
                            || value instanceof Value.Undefined
                            || value instanceof Loop;
            case "callable" -> value instanceof Value.Function;
            case "odd" -> Math.floorMod(Operators.whole(value), 2L) == 1;
            case "even" -> Math.floorMod(Operators.whole(value), 2L) == 0;
            case "divisibleby" -> divisible(value, call.need(0, "num"));
            case "upper" -> texts.isCase(Operators.text(value), true);
            case "lower" -> texts.isCase(Operators.text(value), false);
            case "eq", "equalto", "==" -> operators.equal(value, call.need(0, "other"));
            case "ne", "!=" -> !operators.equal(value, call.need(0, "other"));
            case "lt", "lessthan", "<" -> operators.compare("<", value, call.need(0, "other"));
            case "le", "<=" -> operators.compare("<=", value, call.need(0, "other"));
            case "gt", "greaterthan", ">" -> operators.compare(">", value, call.need(0, "other"));
            case "ge", ">=" -> operators.compare(">=", value, call.need(0, "other"));
            case "in" -> operators.contains(call.need(0, "seq"), value);
            case "sameas" -> same(value, call.need(0, "other"));
            default -> throw JinjaException.of("no test is called '" + test + "'");
        };
    }

    private static boolean divisible(Value value, Value by) {
        long divisor = Operators.whole(by);
        if (divisor == 0) {
            throw JinjaException.of("division by zero");
        }
        return Operators.whole(value) % divisor == 0;
    }

    @SuppressWarnings("ReferenceEquality") // that is what the test asks
    private boolean same(Value value, Value other) {
        return switch (value) {
            case Value.Bool _, Value.None _, Value.Whole _ ->
                    value.getClass() == other.getClass() && operators.equal(value, other);
            default -> value == other;
        };
    }
}
