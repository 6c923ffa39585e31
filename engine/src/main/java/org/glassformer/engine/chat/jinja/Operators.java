package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Truth, comparison and arithmetic, as in Python.
final class Operators {
    private final Budget budget;

    Operators(Budget budget) {
        this.budget = budget;
    }

    static boolean isTrue(Value value) {
        return switch (value) {
            case Value.Undefined _, Value.None _ -> false;
            case Value.Bool truth -> truth.value();
            case Value.Whole number -> number.value() != 0;
            case Value.Real number -> number.value() != 0;
            case SourcedText text -> !text.isEmpty();
            case Value.Items items -> !items.values().isEmpty();
            case Value.Dict dict -> !dict.entries().isEmpty();
            case Value.Namespace _, Value.Function _, Loop _ -> true;
        };
    }

    /// The name of a value's type in Python.
    static String type(Value value) {
        return switch (value) {
            case Value.Undefined _ -> "Undefined";
            case Value.None _ -> "NoneType";
            case Value.Bool _ -> "bool";
            case Value.Whole _ -> "int";
            case Value.Real _ -> "float";
            case SourcedText _ -> "str";
            case Value.Items items -> items.tuple() ? "tuple" : "list";
            case Value.Dict _ -> "dict";
            case Value.Namespace _ -> "Namespace";
            case Value.Function _ -> "function";
            case Loop _ -> "LoopContext";
        };
    }

    /// An undefined value can be tested and printed, and nothing else.
    static Value defined(Value value) {
        if (value instanceof Value.Undefined undefined) {
            throw JinjaException.of(undefined.problem());
        }
        return value;
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Whole
                || value instanceof Value.Real
                || value instanceof Value.Bool;
    }

    static double real(Value value) {
        return switch (value) {
            case Value.Real number -> number.value();
            case Value.Whole number -> number.value();
            case Value.Bool truth -> truth.value() ? 1 : 0;
            default -> throw JinjaException.of("expected a number, found " + type(defined(value)));
        };
    }

    static long whole(Value value) {
        return switch (value) {
            case Value.Whole number -> number.value();
            case Value.Bool truth -> truth.value() ? 1 : 0;
            default ->
                    throw JinjaException.of(
                            "expected a whole number, found " + type(defined(value)));
        };
    }

    static int small(Value value) {
        return Math.clamp(whole(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static SourcedText text(Value value) {
        if (defined(value) instanceof SourcedText text) {
            return text;
        }
        throw JinjaException.of("expected a text, found " + type(value));
    }

    @SuppressWarnings("ReferenceEquality") // what can change is equal to itself alone
    boolean equal(Value left, Value right) {
        budget.enter();
        try {
            if (isNumber(left) && isNumber(right)) {
                return (left instanceof Value.Real || right instanceof Value.Real)
                        ? real(left) == real(right)
                        : whole(left) == whole(right);
            }
            return switch (left) {
                case SourcedText text -> {
                    budget.work(text.length());
                    yield text.equals(right);
                }
                case Value.Items items ->
                        right instanceof Value.Items that
                                && items.tuple() == that.tuple()
                                && equal(items.values(), that.values());
                case Value.Dict dict -> right instanceof Value.Dict that && equal(dict, that);
                case Value.Undefined _ -> right instanceof Value.Undefined;
                case Value.None _ -> right instanceof Value.None;
                case Value.Bool _, Value.Whole _, Value.Real _ -> false;
                case Value.Namespace _, Value.Function _, Loop _ -> left == right;
            };
        } finally {
            budget.leave();
        }
    }

    private boolean equal(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean equal(Value.Dict left, Value.Dict right) {
        if (left.entries().size() != right.entries().size()) {
            return false;
        }
        for (Map.Entry<Value, Value> entry : left.entries().entrySet()) {
            Value other = right.entries().get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /// Negative, zero or positive, for values that have an order.
    int order(Value left, Value right, String operator) {
        defined(left);
        defined(right);
        budget.work(1);
        if (isNumber(left) && isNumber(right)) {
            return (left instanceof Value.Real || right instanceof Value.Real)
                    ? Double.compare(real(left), real(right))
                    : Long.compare(whole(left), whole(right));
        }
        if (left instanceof SourcedText a && right instanceof SourcedText b) {
            budget.work(Math.min(a.length(), b.length()));
            return a.text().compareTo(b.text());
        }
        if (left instanceof Value.Items a && right instanceof Value.Items b) {
            return order(a.values(), b.values(), operator);
        }
        throw unsupported(operator, left, right);
    }

    private int order(List<Value> left, List<Value> right, String operator) {
        budget.enter();
        int common = Math.min(left.size(), right.size());
        int result = Integer.compare(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            if (!equal(left.get(i), right.get(i))) {
                result = order(left.get(i), right.get(i), operator);
                break;
            }
        }
        budget.leave();
        return result;
    }

    boolean compare(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "<" -> order(left, right, operator) < 0;
            case "<=" -> order(left, right, operator) <= 0;
            case ">" -> order(left, right, operator) > 0;
            case ">=" -> order(left, right, operator) >= 0;
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    boolean contains(Value container, Value item) {
        return switch (container) {
            case SourcedText text -> {
                if (!(defined(item) instanceof SourcedText part)) {
                    throw JinjaException.of(
                            "'in <string>' requires string as left operand, not " + type(item));
                }
                budget.work(text.length());
                yield text.text().contains(part.text());
            }
            case Value.Items items -> {
                for (Value each : items.values()) {
                    if (equal(each, item)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Value.Dict dict -> dict.entries().containsKey(item);
            case Value.Undefined _ -> false;
            case Value.None _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Namespace _,
                    Value.Function _,
                    Loop _ ->
                    throw JinjaException.of(
                            "argument of type '" + type(container) + "' is not iterable");
        };
    }

    Value arithmetic(String operator, Value left, Value right) {
        defined(left);
        defined(right);
        if (isNumber(left) && isNumber(right)) {
            return (left instanceof Value.Real || right instanceof Value.Real)
                    ? reals(operator, real(left), real(right))
                    : wholes(operator, whole(left), whole(right));
        }
        switch (operator) {
            case "+" -> {
                if (left instanceof SourcedText a && right instanceof SourcedText b) {
                    return join(a, b);
                }
                if (left instanceof Value.Items a
                        && right instanceof Value.Items b
                        && a.tuple() == b.tuple()) {
                    budget.make((long) a.values().size() + b.values().size());
                    List<Value> all = new ArrayList<>(a.values());
                    all.addAll(b.values());
                    return new Value.Items(all, a.tuple());
                }
                if (left instanceof SourcedText) {
                    throw JinjaException.of(
                            "can only concatenate str (not \"" + type(right) + "\") to str");
                }
            }
            case "*" -> {
                if (left instanceof Value.Whole || left instanceof Value.Bool) {
                    return repeated(right, whole(left), left);
                }
                if (right instanceof Value.Whole || right instanceof Value.Bool) {
                    return repeated(left, whole(right), right);
                }
            }
            case "%" -> {
                if (left instanceof SourcedText pattern) {
                    return new Printing(budget).formatted(pattern, right);
                }
            }
            default -> {}
        }
        throw unsupported(operator, left, right);
    }

    SourcedText join(SourcedText left, SourcedText right) {
        if (left.isEmpty()) {
            return right;
        }
        if (right.isEmpty()) {
            return left;
        }
        budget.make(left.weight() + right.weight());
        return new SourcedText.Builder().add(left).add(right).build();
    }

    private Value repeated(Value value, long count, Value number) {
        long times = Math.max(0, count);
        return switch (value) {
            case SourcedText text -> {
                budget.make(product(text.weight(), times));
                SourcedText.Builder builder = new SourcedText.Builder();
                for (long i = 0; i < times && !text.isEmpty(); i++) {
                    builder.add(text);
                }
                yield builder.build();
            }
            case Value.Items items -> {
                budget.make(product(items.values().size(), times));
                List<Value> all = new ArrayList<>();
                for (long i = 0; i < times && !items.values().isEmpty(); i++) {
                    all.addAll(items.values());
                }
                yield new Value.Items(all, items.tuple());
            }
            default -> throw unsupported("*", value, number);
        };
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    private static Value wholes(String operator, long a, long b) {
        try {
            return switch (operator) {
                case "+" -> new Value.Whole(Math.addExact(a, b));
                case "-" -> new Value.Whole(Math.subtractExact(a, b));
                case "*" -> new Value.Whole(Math.multiplyExact(a, b));
                case "/" -> new Value.Real((double) a / divisor(b));
                case "//" -> new Value.Whole(Math.floorDiv(a, divisor(b)));
                case "%" -> new Value.Whole(Math.floorMod(a, divisor(b)));
                case "**" -> b < 0 ? new Value.Real(Math.pow((double) a, (double) b)) : power(a, b);
                default -> throw new IllegalArgumentException(operator);
            };
        } catch (ArithmeticException e) {
            throw JinjaException.of("a number becomes too large");
        }
    }

    private static Value power(long base, long exponent) {
        long result = 1;
        if (exponent > 64 && base != 0 && base != 1 && base != -1) {
            throw new ArithmeticException();
        }
        for (long i = 0; i < Math.min(exponent, 64 + exponent % 2); i++) {
            result = Math.multiplyExact(result, base);
        }
        return new Value.Whole(result);
    }

    private static long divisor(long value) {
        if (value == 0) {
            throw JinjaException.of("division by zero");
        }
        return value;
    }

    private static Value reals(String operator, double a, double b) {
        if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw JinjaException.of("float division by zero");
        }
        return new Value.Real(
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> a / b;
                    case "//" -> Math.floor(a / b);
                    case "%" -> a - b * Math.floor(a / b);
                    case "**" -> Math.pow(a, b);
                    default -> throw new IllegalArgumentException(operator);
                });
    }

    /// The elements of what can be gone through.
    List<Value> elements(Value value) {
        return switch (value) {
            case Value.Items items -> items.values();
            case Value.Dict dict -> List.copyOf(dict.entries().keySet());
            case SourcedText text -> characters(text);
            case Value.Undefined _ -> List.of();
            case Value.None _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Namespace _,
                    Value.Function _,
                    Loop _ ->
                    throw JinjaException.of("'" + type(value) + "' object is not iterable");
        };
    }

    List<Value> characters(SourcedText text) {
        budget.make(2L * text.length());
        List<Value> characters = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int next = text.text().offsetByCodePoints(i, 1);
            characters.add(text.part(i, next));
            i = next;
        }
        return characters;
    }

    private static JinjaException unsupported(String operator, Value left, Value right) {
        return JinjaException.of(
                "'"
                        + operator
                        + "' cannot be used with '"
                        + type(left)
                        + "' and '"
                        + type(right)
                        + "'");
    }
}
