package org.glassformer.engine.chat.jinja;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as text: as Python prints them, as they stand in Python source, and by `%` and `format`.
final class Printing {
    private final Budget budget;

    Printing(Budget budget) {
        this.budget = budget;
    }

    /// What `{{ value }}` prints.
    SourcedText print(Value value) {
        return switch (value) {
            case SourcedText text -> text;
            case Value.Undefined _ -> SourcedText.EMPTY;
            case Value.None _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Items _,
                    Value.Dict _,
                    Value.Namespace _,
                    Value.Function _,
                    Loop _ ->
                    literal(value);
        };
    }

    /// Python's `repr`.
    SourcedText literal(Value value) {
        SourcedText.Builder out = new SourcedText.Builder();
        literal(value, out);
        return out.build();
    }

    private void literal(Value value, SourcedText.Builder out) {
        budget.enter();
        budget.make(4);
        switch (value) {
            case SourcedText text -> quoted(text, out);
            case Value.Undefined _ -> out.add("Undefined");
            case Value.None _ -> out.add("None");
            case Value.Bool truth -> out.add(truth.value() ? "True" : "False");
            case Value.Whole number -> out.add(Long.toString(number.value()));
            case Value.Real number -> out.add(real(number.value()));
            case Value.Items items -> items(items, out);
            case Value.Dict dict -> {
                out.add("{");
                String between = "";
                for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
                    out.add(between);
                    literal(entry.getKey(), out);
                    out.add(": ");
                    literal(entry.getValue(), out);
                    between = ", ";
                }
                out.add("}");
            }
            case Value.Namespace _ -> out.add("<Namespace>");
            case Value.Function function -> out.add("<function " + function.name() + ">");
            case Loop _ -> out.add("<LoopContext>");
        }
        budget.leave();
    }

    private void items(Value.Items items, SourcedText.Builder out) {
        out.add(items.tuple() ? "(" : "[");
        String between = "";
        for (Value each : items.values()) {
            out.add(between);
            literal(each, out);
            between = ", ";
        }
        if (items.tuple()) {
            out.add(items.values().size() == 1 ? ",)" : ")");
        } else {
            out.add("]");
        }
    }

    private void quoted(SourcedText text, SourcedText.Builder out) {
        budget.make(2 * text.weight());
        String characters = text.text();
        String quote = characters.contains("'") && !characters.contains("\"") ? "\"" : "'";
        out.add(quote);
        for (int i = 0; i < characters.length(); ) {
            int c = characters.codePointAt(i);
            int size = Character.charCount(c);
            int source = text.sourceAt(i);
            switch (c) {
                case '\\' -> out.add("\\\\", source);
                case '\n' -> out.add("\\n", source);
                case '\r' -> out.add("\\r", source);
                case '\t' -> out.add("\\t", source);
                default -> {
                    if (c == quote.charAt(0)) {
                        out.add("\\" + quote, source);
                    } else if (c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xad) {
                        out.add(String.format("\\x%02x", c), source);
                    } else {
                        out.add(text, i, i + size);
                    }
                }
            }
            i += size;
        }
        out.add(quote);
    }

    /// A floating-point number as Python prints it.
    static String real(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = decimal.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa =
                digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /// `pattern % values` with %s, %d, %r and %%.
    SourcedText formatted(SourcedText pattern, Value values) {
        List<Value> given =
                values instanceof Value.Items items && items.tuple()
                        ? items.values()
                        : List.of(values);
        budget.make(pattern.weight());
        SourcedText.Builder out = new SourcedText.Builder();
        String text = pattern.text();
        int used = 0;
        int from = 0;
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', from)) {
            out.add(pattern, from, at);
            char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            from = Math.min(text.length(), at + 2);
            if (kind == '%') {
                out.add("%");
                continue;
            }
            if (used == given.size()) {
                throw JinjaException.of("not enough arguments for format string");
            }
            Value value = given.get(used++);
            SourcedText piece =
                    switch (kind) {
                        case 's' -> print(value);
                        case 'r' -> literal(value);
                        case 'd', 'i' ->
                                SourcedText.of(Long.toString((long) Operators.real(value)));
                        default ->
                                throw JinjaException.of(
                                        "the format %" + kind + " is not supported");
                    };
            budget.make(piece.weight());
            out.add(piece);
        }
        if (used < given.size()) {
            throw JinjaException.of("not all arguments converted during string formatting");
        }
        return out.add(pattern, from, text.length()).build();
    }

    /// `pattern.format(...)` with {}, {0} and {name}.
    SourcedText braces(SourcedText pattern, Value.Call call) {
        budget.make(pattern.weight());
        SourcedText.Builder out = new SourcedText.Builder();
        String text = pattern.text();
        int automatic = 0;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if ((c == '{' || c == '}') && at + 1 < text.length() && text.charAt(at + 1) == c) {
                out.add(pattern, at, at + 1);
                at += 2;
            } else if (c == '{') {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw JinjaException.of("expected '}' before end of string");
                }
                String field = text.substring(at + 1, end);
                Value value = field.isEmpty() ? call.find(automatic++, "") : field(field, call);
                if (value == null) {
                    throw JinjaException.of("format has no value for '{" + field + "}'");
                }
                SourcedText piece = print(value);
                budget.make(piece.weight());
                out.add(piece);
                at = end + 1;
            } else {
                out.add(pattern, at, at + 1);
                at++;
            }
        }
        return out.build();
    }

    private static @Nullable Value field(String field, Value.Call call) {
        boolean number = field.length() < 4 && field.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? call.find(Integer.parseInt(field), "") : call.named().get(field);
    }
}
