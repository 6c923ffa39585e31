package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What may stand after `|`.
final class Filters {
    private final Budget budget;
    private final Operators operators;
    private final Printing printing;
    private final TextMethods texts;
    private final Attributes attributes;
    private final Tests tests;

    Filters(
            Budget budget,
            Operators operators,
            Printing printing,
            TextMethods texts,
            Attributes attributes,
            Tests tests) {
        this.budget = budget;
        this.operators = operators;
        this.printing = printing;
        this.texts = texts;
        this.attributes = attributes;
        this.tests = tests;
    }

    Value apply(String filter, Value value, Value.Call call) {
        return switch (filter) {
            case "trim" -> {
                Value chars = call.get(0, "chars", Value.None.NONE);
                yield texts.strip(printing.print(value), chars, true, true);
            }
            case "upper" -> texts.upper(printing.print(value));
            case "lower" -> texts.lower(printing.print(value));
            case "capitalize" -> texts.capitalize(printing.print(value));
            case "title" -> texts.title(printing.print(value), true);
            case "string", "safe" -> printing.print(value);
            case "replace" ->
                    texts.replace(
                            printing.print(value),
                            printing.print(call.need(0, "old")),
                            printing.print(call.need(1, "new")),
                            call.get(2, "count", Value.None.NONE));
            case "indent" -> indent(printing.print(value), call);
            case "escape", "e" -> escaped(printing.print(value));
            case "format" -> printing.formatted(printing.print(value), arguments(call));
            case "wordcount" -> words(printing.print(value));
            case "tojson" -> Json.of(value, call, budget);
            case "join" -> join(value, call);
            case "length", "count" -> new Value.Whole(length(value));
            case "default", "d" -> {
                boolean absent =
                        value instanceof Value.Undefined
                                || (call.flag(1, "boolean") && !Operators.isTrue(value));
                yield absent ? call.get(0, "default_value", SourcedText.EMPTY) : value;
            }
            case "first" -> end(value, true);
            case "last" -> end(value, false);
            case "list" -> new Value.Items(operators.elements(value));
            case "reverse" -> reversed(value);
            case "sort" -> sorted(value, call);
            case "unique" -> unique(value, call);
            case "min", "max" -> extreme(value, call, filter.equals("min"));
            case "sum" -> sum(value, call);
            case "map" -> mapped(value, call);
            case "select" -> chosen(value, call, false, true);
            case "reject" -> chosen(value, call, false, false);
            case "selectattr" -> chosen(value, call, true, true);
            case "rejectattr" -> chosen(value, call, true, false);
            case "items" ->
                    value instanceof Value.Undefined
                            ? new Value.Items(List.of())
                            : new Value.Items(attributes.pairs(dict(value)));
            case "dictsort" -> {
                List<Value> pairs = attributes.pairs(dict(value));
                pairs.sort(
                        (a, b) -> order(key(a, "0"), key(b, "0"), call.flag(0, "case_sensitive")));
                yield new Value.Items(pairs);
            }
            case "attr" -> attributes.attribute(value, Operators.text(call.need(0, "name")).text());
            case "int" -> whole(value, call);
            case "float" -> real(value, call);
            case "abs" ->
                    value instanceof Value.Real number
                            ? new Value.Real(Math.abs(number.value()))
                            : new Value.Whole(Math.abs(Operators.whole(value)));
            case "round" -> round(value, call);
            default -> throw JinjaException.of("no filter is called '" + filter + "'");
        };
    }

    private static Value arguments(Value.Call call) {
        return new Value.Items(call.positional(), true);
    }

    private static Value.Dict dict(Value value) {
        if (Operators.defined(value) instanceof Value.Dict dict) {
            return dict;
        }
        throw JinjaException.of("expected a dictionary, found " + Operators.type(value));
    }

    private SourcedText indent(SourcedText text, Value.Call call) {
        Value width = call.get(0, "width", new Value.Whole(4));
        SourcedText margin =
                width instanceof SourcedText given
                        ? given
                        : SourcedText.of(" ".repeat(Math.clamp(Operators.whole(width), 0, 1000)));
        boolean first = call.flag(1, "first");
        boolean blank = call.flag(2, "blank");
        SourcedText.Builder out = new SourcedText.Builder();
        List<Value> lines = texts.lines(operators.join(text, SourcedText.of("\n")), false);
        for (int i = 0; i < lines.size(); i++) {
            SourcedText line = (SourcedText) lines.get(i);
            budget.make(margin.weight() + line.weight() + 1);
            if (i > 0) {
                out.add("\n");
            }
            if (i == 0 ? first : blank || !line.isEmpty()) {
                out.add(margin);
            }
            out.add(line);
        }
        return out.build();
    }

    private SourcedText escaped(SourcedText text) {
        SourcedText escaped = text;
        String[] pairs = {"&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&#34;", "'", "&#39;"};
        for (int i = 0; i < pairs.length; i += 2) {
            escaped =
                    texts.replace(
                            escaped,
                            SourcedText.of(pairs[i]),
                            SourcedText.of(pairs[i + 1]),
                            Value.None.NONE);
        }
        return escaped;
    }

    private static Value words(SourcedText text) {
        long words = 0;
        for (int at = Blank.skip(text.text(), 0); at < text.length(); words++) {
            while (at < text.length() && !Blank.is(text.text().charAt(at))) {
                at++;
            }
            at = Blank.skip(text.text(), at);
        }
        return new Value.Whole(words);
    }

    private Value join(Value value, Value.Call call) {
        SourcedText between = printing.print(call.get(0, "d", SourcedText.EMPTY));
        String attribute = name(call.find(1, "attribute"));
        List<Value> parts = new ArrayList<>();
        for (Value each : operators.elements(value)) {
            parts.add(attribute == null ? each : key(each, attribute));
        }
        return texts.join(between, parts);
    }

    private long length(Value value) {
        return switch (value) {
            case SourcedText text -> text.text().codePointCount(0, text.length());
            case Value.Items items -> items.values().size();
            case Value.Dict dict -> dict.entries().size();
            case Value.Undefined _ -> 0;
            case Value.None _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Namespace _,
                    Value.Function _,
                    Loop _ ->
                    throw JinjaException.of(
                            "object of type '" + Operators.type(value) + "' has no len()");
        };
    }

    private Value end(Value value, boolean first) {
        List<Value> elements = operators.elements(value);
        if (elements.isEmpty()) {
            return new Value.Undefined("the sequence was empty");
        }
        return first ? elements.getFirst() : elements.getLast();
    }

    private Value reversed(Value value) {
        List<Value> elements = operators.elements(value);
        budget.make(8L * elements.size());
        return value instanceof SourcedText
                ? texts.join(SourcedText.EMPTY, elements.reversed())
                : new Value.Items(List.copyOf(elements.reversed()));
    }

    private static @Nullable String name(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.None _ -> null;
            case Value.Whole number -> Long.toString(number.value());
            default -> Operators.text(value).text();
        };
    }

    /// The attribute `a.b.0` of a value.
    private Value key(Value value, String path) {
        Value found = value;
        for (String step : path.split("\\.", 20)) {
            boolean number = !step.isEmpty() && step.length() < 9;
            for (int i = 0; i < step.length(); i++) {
                number &= step.charAt(i) >= '0' && step.charAt(i) <= '9';
            }
            found =
                    attributes.item(
                            found,
                            number
                                    ? new Value.Whole(Integer.parseInt(step))
                                    : SourcedText.of(step));
        }
        return found;
    }

    private int order(Value left, Value right, boolean caseSensitive) {
        if (!caseSensitive && left instanceof SourcedText a && right instanceof SourcedText b) {
            return operators.order(texts.lower(a), texts.lower(b), "<");
        }
        return operators.order(left, right, "<");
    }

    private Value sorted(Value value, Value.Call call) {
        boolean caseSensitive = call.flag(1, "case_sensitive");
        String attribute = name(call.find(2, "attribute"));
        List<Value> sorted = new ArrayList<>(operators.elements(value));
        budget.make(8L * sorted.size());
        sorted.sort((a, b) ->
                order(
                        attribute == null ? a : key(a, attribute),
                        attribute == null ? b : key(b, attribute),
                        caseSensitive));
        return new Value.Items(call.flag(0, "reverse") ? List.copyOf(sorted.reversed()) : sorted);
    }

    private Value unique(Value value, Value.Call call) {
        boolean caseSensitive = call.flag(0, "case_sensitive");
        String attribute = name(call.find(1, "attribute"));
        Set<Value> seen = new LinkedHashSet<>();
        List<Value> kept = new ArrayList<>();
        for (Value each : operators.elements(value)) {
            Value key = Attributes.key(attribute == null ? each : key(each, attribute));
            budget.make(8);
            if (seen.add(
                    key instanceof SourcedText text && !caseSensitive ? texts.lower(text) : key)) {
                kept.add(each);
            }
        }
        return new Value.Items(kept);
    }

    private Value extreme(Value value, Value.Call call, boolean least) {
        boolean caseSensitive = call.flag(0, "case_sensitive");
        String attribute = name(call.find(1, "attribute"));
        Value best = null;
        for (Value each : operators.elements(value)) {
            if (best != null) {
                int order =
                        order(
                                attribute == null ? each : key(each, attribute),
                                attribute == null ? best : key(best, attribute),
                                caseSensitive);
                if (least ? order >= 0 : order <= 0) {
                    continue;
                }
            }
            best = each;
        }
        return best == null ? new Value.Undefined("the sequence was empty") : best;
    }

    private Value sum(Value value, Value.Call call) {
        String attribute = name(call.find(0, "attribute"));
        Value total = call.get(1, "start", new Value.Whole(0));
        for (Value each : operators.elements(value)) {
            total =
                    operators.arithmetic(
                            "+", total, attribute == null ? each : key(each, attribute));
        }
        return total;
    }

    private Value mapped(Value value, Value.Call call) {
        List<Value> elements = operators.elements(value);
        budget.make(8L * elements.size());
        List<Value> mapped = new ArrayList<>(elements.size());
        String attribute = name(call.named().get("attribute"));
        Value absent = call.named().get("default");
        for (Value each : elements) {
            if (attribute == null) {
                String filter = Operators.text(call.need(0, "filter")).text();
                mapped.add(apply(filter, each, call.from(1)));
            } else {
                Value found = key(each, attribute);
                mapped.add(found instanceof Value.Undefined && absent != null ? absent : found);
            }
        }
        return new Value.Items(mapped);
    }

    private Value chosen(Value value, Value.Call call, boolean byAttribute, boolean wanted) {
        String attribute = byAttribute ? name(call.need(0, "attribute")) : null;
        Value.Call rest = byAttribute ? call.from(1) : call;
        Value test = rest.find(0, "");
        Predicate<Value> holds =
                test == null
                        ? Operators::isTrue
                        : each -> tests.holds(Operators.text(test).text(), each, rest.from(1));
        List<Value> kept = new ArrayList<>();
        for (Value each : operators.elements(value)) {
            budget.make(8);
            if (holds.test(attribute == null ? each : key(each, attribute)) == wanted) {
                kept.add(each);
            }
        }
        return new Value.Items(kept);
    }

    private Value whole(Value value, Value.Call call) {
        Value absent = call.get(0, "default", new Value.Whole(0));
        if (Operators.isNumber(value)) {
            return new Value.Whole((long) Operators.real(value));
        }
        try {
            return value instanceof SourcedText text
                    ? new Value.Whole((long) Double.parseDouble(text.text().strip()))
                    : absent;
        } catch (NumberFormatException e) {
            return absent;
        }
    }

    private Value real(Value value, Value.Call call) {
        Value absent = call.get(0, "default", new Value.Real(0));
        if (Operators.isNumber(value)) {
            return new Value.Real(Operators.real(value));
        }
        try {
            return value instanceof SourcedText text
                    ? new Value.Real(Double.parseDouble(text.text().strip()))
                    : absent;
        } catch (NumberFormatException e) {
            return absent;
        }
    }

    private static Value round(Value value, Value.Call call) {
        long digits =
                Math.clamp(Operators.whole(call.get(0, "precision", new Value.Whole(0))), 0, 15);
        String method = Operators.text(call.get(1, "method", SourcedText.of("common"))).text();
        double scale = Math.pow(10, (double) digits);
        double scaled = Operators.real(value) * scale;
        double rounded =
                switch (method) {
                    case "ceil" -> Math.ceil(scaled);
                    case "floor" -> Math.floor(scaled);
                    default -> Math.rint(scaled);
                };
        return new Value.Real(rounded / scale);
    }
}
