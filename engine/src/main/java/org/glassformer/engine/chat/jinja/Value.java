package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of the template language. Lists and dictionaries never change, as in the sandbox of transformers.
sealed interface Value
        permits SourcedText,
                Value.Undefined,
                Value.None,
                Value.Bool,
                Value.Whole,
                Value.Real,
                Value.Items,
                Value.Dict,
                Value.Namespace,
                Value.Function,
                Loop {

    /// What a name or attribute stands for that is not there: prints nothing, is false, cannot be used.
    ///
    /// @param problem such as `'x' is undefined`
    record Undefined(String problem) implements Value {}

    /// Python's None.
    enum None implements Value {
        NONE
    }

    /// A truth value.
    record Bool(boolean value) implements Value {}

    /// A whole number.
    record Whole(long value) implements Value {}

    /// A floating-point number.
    record Real(double value) implements Value {}

    /// A list or a tuple.
    record Items(List<Value> values, boolean tuple) implements Value {
        Items(List<Value> values) {
            this(values, false);
        }
    }

    /// A dictionary in order of entry.
    record Dict(Map<Value, Value> entries) implements Value {}

    /// What `namespace()` makes: the one thing whose fields can be set from within a loop.
    final class Namespace implements Value {
        private final Map<String, Value> fields = new LinkedHashMap<>();

        Map<String, Value> fields() {
            return fields;
        }
    }

    /// Something to call.
    record Function(String name, Body body) implements Value {
        /// What a function does.
        interface Body {
            Value call(Call call);
        }
    }

    /// The arguments of a call.
    record Call(List<Value> positional, Map<String, Value> named) {
        static final Call NONE = new Call(List.of(), Map.of());

        /// The argument at a position or with a name.
        @Nullable Value find(int position, String name) {
            return position < positional.size() ? positional.get(position) : named.get(name);
        }

        Value get(int position, String name, Value absent) {
            Value found = find(position, name);
            return found == null ? absent : found;
        }

        Value need(int position, String name) {
            Value found = find(position, name);
            if (found == null) {
                throw JinjaException.of("the argument '" + name + "' is missing");
            }
            return found;
        }

        boolean flag(int position, String name) {
            Value found = find(position, name);
            return found != null && Operators.isTrue(found);
        }

        /// Without the first positional arguments.
        Call from(int position) {
            int first = Math.min(position, positional.size());
            return new Call(positional.subList(first, positional.size()), named);
        }
    }

    /// A Java value as a template's: null, texts, truth values, numbers, lists and maps.
    static Value of(@Nullable Object value) {
        return switch (value) {
            case null -> None.NONE;
            case Value known -> known;
            case String text -> SourcedText.of(text);
            case Boolean truth -> new Bool(truth);
            case Integer number -> new Whole(number);
            case Long number -> new Whole(number);
            case Double number -> new Real(number);
            case List<?> list -> {
                List<Value> values = new ArrayList<>(list.size());
                list.forEach(each -> values.add(of(each)));
                yield new Items(values);
            }
            case Map<?, ?> map -> {
                Map<Value, Value> entries = new LinkedHashMap<>();
                map.forEach((key, each) -> entries.put(of(key), of(each)));
                yield new Dict(entries);
            }
            default -> throw new IllegalArgumentException("no value of a template: " + value);
        };
    }
}
