package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands after a dot or in square brackets.
final class Attributes {
    private static final Set<String> CHANGES =
            Set.of(
                    "append",
                    "extend",
                    "insert",
                    "pop",
                    "remove",
                    "clear",
                    "sort",
                    "reverse",
                    "update",
                    "setdefault",
                    "popitem");

    private final Budget budget;
    private final Operators operators;
    private final TextMethods texts;

    Attributes(Budget budget, Operators operators, TextMethods texts) {
        this.budget = budget;
        this.operators = operators;
        this.texts = texts;
    }

    /// `of.name`: a method, or else an entry.
    Value attribute(Value of, String name) {
        Operators.defined(of);
        Value method = method(of, name);
        if (method != null) {
            return method;
        }
        if (of instanceof Value.Dict dict) {
            Value entry = dict.entries().get(SourcedText.of(name));
            if (entry != null) {
                return entry;
            }
        }
        return missing(of, name);
    }

    /// `of[key]`: an entry, or else a method.
    Value item(Value of, Value key) {
        Operators.defined(of);
        Value found =
                switch (of) {
                    case Value.Dict dict -> dict.entries().get(key);
                    case Value.Items items -> {
                        int at = index(key, items.values().size());
                        yield at < 0 ? null : items.values().get(at);
                    }
                    case SourcedText text -> character(text, key);
                    case Value.Undefined _,
                            Value.None _,
                            Value.Bool _,
                            Value.Whole _,
                            Value.Real _,
                            Value.Namespace _,
                            Value.Function _,
                            Loop _ ->
                            null;
                };
        if (found != null) {
            return found;
        }
        if (key instanceof SourcedText name) {
            Value method = method(of, name.text());
            return method == null ? missing(of, name.text()) : method;
        }
        return new Value.Undefined(
                Operators.type(of)
                        + " object has no element "
                        + new Printing(budget).literal(key).text());
    }

    private @Nullable Value character(SourcedText text, Value key) {
        int size = text.text().codePointCount(0, text.length());
        budget.work(text.length());
        int at = index(key, size);
        if (at < 0) {
            return null;
        }
        int from = text.text().offsetByCodePoints(0, at);
        return text.part(from, text.text().offsetByCodePoints(from, 1));
    }

    private static int index(Value key, int size) {
        if (!(key instanceof Value.Whole whole)) {
            return -1;
        }
        long at = whole.value() < 0 ? whole.value() + size : whole.value();
        return at >= 0 && at < size ? (int) at : -1;
    }

    private static Value missing(Value of, String name) {
        if (name.startsWith("__")) {
            throw JinjaException.of(
                    "access to attribute '"
                            + name
                            + "' of '"
                            + Operators.type(of)
                            + "' object is unsafe");
        }
        String type = of instanceof Value.None ? "None" : Operators.type(of) + " object";
        return new Value.Undefined("'" + type + "' has no attribute '" + name + "'");
    }

    private @Nullable Value method(Value of, String name) {
        return switch (of) {
            case SourcedText text -> texts.find(text, name);
            case Value.Dict dict -> method(dict, name);
            case Value.Items items -> method(items, name);
            case Value.Namespace namespace -> namespace.fields().get(name);
            case Loop loop -> loop.attribute(name, operators);
            case Value.Undefined _,
                    Value.None _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Function _ ->
                    null;
        };
    }

    private @Nullable Value method(Value.Dict dict, String name) {
        Value.Function.Body body =
                switch (name) {
                    case "get" ->
                            call -> {
                                Value found = dict.entries().get(call.need(0, "key"));
                                return found == null
                                        ? call.get(1, "default", Value.None.NONE)
                                        : found;
                            };
                    case "keys" -> call -> new Value.Items(operators.elements(dict));
                    case "values" -> call -> new Value.Items(List.copyOf(dict.entries().values()));
                    case "items" -> call -> new Value.Items(pairs(dict));
                    case "copy" -> call -> dict;
                    default -> CHANGES.contains(name) ? call -> refuse(dict, name) : null;
                };
        return body == null ? null : new Value.Function(name, body);
    }

    List<Value> pairs(Value.Dict dict) {
        budget.make(8L * dict.entries().size());
        List<Value> pairs = new ArrayList<>();
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
            pairs.add(new Value.Items(List.of(entry.getKey(), entry.getValue()), true));
        }
        return pairs;
    }

    private @Nullable Value method(Value.Items items, String name) {
        Value.Function.Body body =
                switch (name) {
                    case "index" ->
                            call -> {
                                for (int i = 0; i < items.values().size(); i++) {
                                    if (operators.equal(
                                            items.values().get(i), call.need(0, "value"))) {
                                        return new Value.Whole(i);
                                    }
                                }
                                throw JinjaException.of("the value is not in the list");
                            };
                    case "count" ->
                            call ->
                                    new Value.Whole(
                                            items.values().stream()
                                                    .filter(each ->
                                                            operators.equal(
                                                                    each, call.need(0, "value")))
                                                    .count());
                    case "copy" -> call -> items;
                    default ->
                            CHANGES.contains(name) && !items.tuple()
                                    ? call -> refuse(items, name)
                                    : null;
                };
        return body == null ? null : new Value.Function(name, body);
    }

    private static Value refuse(Value of, String name) {
        throw JinjaException.of(
                "'" + name + "' is refused: a template may not change a " + Operators.type(of));
    }

    /// A value that can be the key of a dictionary.
    static Value key(Value value) {
        return switch (value) {
            case SourcedText _, Value.None _, Value.Bool _, Value.Whole _, Value.Real _ -> value;
            case Value.Undefined _,
                    Value.Items _,
                    Value.Dict _,
                    Value.Namespace _,
                    Value.Function _,
                    Loop _ ->
                    throw JinjaException.of(
                            "a " + Operators.type(value) + " cannot be a dictionary's key");
        };
    }

    /// `of[from:to:step]`, null for a bound that is left out.
    Value slice(Value of, @Nullable Value from, @Nullable Value to, @Nullable Value step) {
        Operators.defined(of);
        if (of instanceof SourcedText text && step == null) {
            return cut(text, from, to);
        }
        List<Value> all =
                switch (of) {
                    case Value.Items items -> items.values();
                    case SourcedText text -> operators.characters(text);
                    default ->
                            throw JinjaException.of(
                                    "a " + Operators.type(of) + " cannot be sliced");
                };
        int by = step == null ? 1 : Operators.small(step);
        if (by == 0) {
            throw JinjaException.of("slice step cannot be zero");
        }
        int size = all.size();
        int first = bound(from, by > 0 ? 0 : size - 1, size, by);
        int end = bound(to, by > 0 ? size : -1, size, by);
        List<Value> kept = new ArrayList<>();
        for (long i = first; by > 0 ? i < end : i > end; i += by) {
            kept.add(all.get((int) i));
        }
        budget.make(4L * kept.size());
        return of instanceof Value.Items items
                ? new Value.Items(kept, items.tuple())
                : texts.join(SourcedText.EMPTY, kept);
    }

    private Value cut(SourcedText text, @Nullable Value from, @Nullable Value to) {
        String characters = text.text();
        int size = characters.codePointCount(0, characters.length());
        int first = bound(from, 0, size, 1);
        int end = Math.max(first, bound(to, size, size, 1));
        int start = characters.offsetByCodePoints(0, first);
        budget.make(end - first + 1L);
        budget.work(size);
        return text.part(start, characters.offsetByCodePoints(start, end - first));
    }

    private static int bound(@Nullable Value value, int absent, int size, int step) {
        if (value == null) {
            return absent;
        }
        long at = Operators.whole(value);
        if (at < 0) {
            at += size;
        }
        return (int) (step > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1L));
    }
}
