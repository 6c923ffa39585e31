package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The filter `tojson`: Python's `json.dumps` as transformers calls it, without escapes for letters beyond ASCII.
final class Json {
    private final Budget budget;
    private final SourcedText.Builder out = new SourcedText.Builder();
    private final boolean ascii;
    private final boolean sorted;
    private final String indent; // empty for one line
    private final boolean lines;
    private final String comma;
    private final String colon;

    private Json(Budget budget, Value.Call call) {
        this.budget = budget;
        ascii = call.flag(0, "ensure_ascii");
        Value wanted = call.get(1, "indent", Value.None.NONE);
        lines = !(wanted instanceof Value.None);
        indent = lines ? indent(wanted) : "";
        Value separators = call.get(2, "separators", Value.None.NONE);
        if (separators instanceof Value.Items items && items.values().size() == 2) {
            comma = Operators.text(items.values().get(0)).text();
            colon = Operators.text(items.values().get(1)).text();
        } else {
            comma = lines ? "," : ", ";
            colon = ": ";
        }
        sorted = call.flag(3, "sort_keys");
    }

    static SourcedText of(Value value, Value.Call call, Budget budget) {
        Json json = new Json(budget, call);
        json.write(value, 0);
        return json.out.build();
    }

    private static String indent(Value wanted) {
        return wanted instanceof SourcedText text
                ? text.text()
                : " ".repeat(Math.clamp(Operators.whole(wanted), 0, 100));
    }

    private void write(Value value, int level) {
        budget.enter();
        budget.make(4);
        switch (value) {
            case SourcedText text -> quoted(text);
            case Value.None _ -> out.add("null");
            case Value.Bool truth -> out.add(truth.value() ? "true" : "false");
            case Value.Whole number -> out.add(Long.toString(number.value()));
            case Value.Real number -> out.add(Printing.real(number.value()));
            case Value.Items items -> {
                boolean first = true;
                out.add("[");
                for (Value each : items.values()) {
                    before(first, level + 1);
                    write(each, level + 1);
                    first = false;
                }
                close(first, level, "]");
            }
            case Value.Dict dict -> {
                boolean first = true;
                out.add("{");
                for (Map.Entry<Value, Value> entry : entries(dict)) {
                    before(first, level + 1);
                    key(entry.getKey());
                    out.add(colon);
                    write(entry.getValue(), level + 1);
                    first = false;
                }
                close(first, level, "}");
            }
            case Value.Undefined _, Value.Namespace _, Value.Function _, Loop _ ->
                    throw JinjaException.of(
                            "Object of type "
                                    + Operators.type(value)
                                    + " is not JSON serializable");
        }
        budget.leave();
    }

    private List<Map.Entry<Value, Value>> entries(Value.Dict dict) {
        List<Map.Entry<Value, Value>> entries = new ArrayList<>(dict.entries().entrySet());
        if (sorted) {
            Operators operators = new Operators(budget);
            entries.sort((a, b) -> operators.order(a.getKey(), b.getKey(), "<"));
        }
        return entries;
    }

    private void key(Value key) {
        if (key instanceof SourcedText text) {
            quoted(text);
        } else {
            out.add("\"");
            write(key, 0);
            out.add("\"");
        }
    }

    private void before(boolean first, int level) {
        if (!first) {
            out.add(comma);
        }
        line(level);
    }

    private void close(boolean empty, int level, String bracket) {
        if (!empty) {
            line(level);
        }
        out.add(bracket);
    }

    private void line(int level) {
        if (lines) {
            budget.make((long) level * indent.length() + 1);
            out.add("\n" + indent.repeat(level));
        }
    }

    private void quoted(SourcedText text) {
        budget.make(2 * text.weight());
        out.add("\"");
        String characters = text.text();
        int from = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && (!ascii || c < 0x7f)) {
                continue;
            }
            out.add(text, from, i);
            from = i + 1;
            out.add(
                    switch (c) {
                        case '"' -> "\\\"";
                        case '\\' -> "\\\\";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        case '\b' -> "\\b";
                        case '\f' -> "\\f";
                        default -> String.format("\\u%04x", (int) c);
                    },
                    text.sourceAt(i));
        }
        out.add(text, from, characters.length()).add("\"");
    }
}
