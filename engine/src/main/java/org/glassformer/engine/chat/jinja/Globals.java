package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions that every template finds.
final class Globals {
    private static final long LONGEST_RANGE = 100_000;

    private Globals() {}

    static Map<String, Value> all(Operators operators, Budget budget) {
        Map<String, Value> globals = new LinkedHashMap<>();
        add(globals, "range", call -> range(call, budget));
        add(globals, "dict", call -> new Value.Dict(entries(call, operators, budget)));
        add(globals, "namespace", call -> namespace(call, operators, budget));
        add(
                globals,
                "raise_exception",
                call -> {
                    SourcedText message =
                            new Printing(budget).print(call.get(0, "message", SourcedText.EMPTY));
                    throw JinjaException.raised(message.text());
                });
        return globals;
    }

    private static void add(Map<String, Value> globals, String name, Value.Function.Body body) {
        globals.put(name, new Value.Function(name, body));
    }

    private static Value range(Value.Call call, Budget budget) {
        List<Value> given = call.positional();
        long start = given.size() > 1 ? Operators.whole(given.getFirst()) : 0;
        long stop = Operators.whole(given.size() > 1 ? given.get(1) : call.need(0, "stop"));
        long step = given.size() > 2 ? Operators.whole(given.get(2)) : 1;
        if (step == 0) {
            throw JinjaException.of("range() arg 3 must not be zero");
        }
        double length = Math.ceil(((double) stop - start) / step);
        if (length > LONGEST_RANGE) {
            throw JinjaException.of("a range may not be longer than " + LONGEST_RANGE);
        }
        budget.make(8L * Math.max(0, (long) length));
        List<Value> values = new ArrayList<>();
        for (long i = start; values.size() < length; i += step) {
            values.add(new Value.Whole(i));
        }
        return new Value.Items(values);
    }

    private static Map<Value, Value> entries(Value.Call call, Operators operators, Budget budget) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (Value each : call.positional()) {
            if (each instanceof Value.Dict dict) {
                budget.make(16L * dict.entries().size());
                entries.putAll(dict.entries());
            } else {
                for (Value pair : operators.elements(each)) {
                    List<Value> both = operators.elements(pair);
                    if (both.size() != 2) {
                        throw JinjaException.of("a dictionary is made of pairs");
                    }
                    budget.make(16);
                    entries.put(Attributes.key(both.get(0)), both.get(1));
                }
            }
        }
        call.named().forEach((name, value) -> entries.put(SourcedText.of(name), value));
        return entries;
    }

    private static Value namespace(Value.Call call, Operators operators, Budget budget) {
        Value.Namespace namespace = new Value.Namespace();
        entries(call, operators, budget)
                .forEach((name, value) ->
                        namespace.fields().put(Operators.text(name).text(), value));
        return namespace;
    }
}
