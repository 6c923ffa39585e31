package org.glassformer.engine.chat.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An expression of a template.
sealed interface Expr {
    /// A value written in the template.
    record Literal(Value value) implements Expr {}

    /// A variable.
    record Name(String name) implements Expr {}

    /// A list or a tuple.
    record ListOf(List<Expr> items, boolean tuple) implements Expr {}

    /// A dictionary; keys and values in pairs.
    record DictOf(List<Expr> keys, List<Expr> values) implements Expr {}

    /// `of.name`.
    record Attribute(Expr of, String name) implements Expr {}

    /// `of[key]`.
    record Item(Expr of, Expr key) implements Expr {}

    /// `of[from:to:step]`.
    record Slice(Expr of, @Nullable Expr from, @Nullable Expr to, @Nullable Expr step)
            implements Expr {}

    /// `function(arguments)`.
    record Invoke(Expr function, Arguments arguments) implements Expr {}

    /// `input | filter`.
    record Filtered(Expr input, FilterCall filter) implements Expr {}

    /// `input is test`.
    record Tested(Expr input, String test, Arguments arguments) implements Expr {}

    /// `not operand`.
    record Not(Expr operand) implements Expr {}

    /// `-operand` or `+operand`.
    record Signed(Expr operand, boolean negative) implements Expr {}

    /// `left and right`: the value of one of them.
    record And(Expr left, Expr right) implements Expr {}

    /// `left or right`: the value of one of them.
    record Or(Expr left, Expr right) implements Expr {}

    /// Arithmetic.
    record Binary(String operator, Expr left, Expr right) implements Expr {}

    /// A chain of comparisons, such as `a < b < c`; one operator for each of `others`.
    record Compare(Expr first, List<String> operators, List<Expr> others) implements Expr {}

    /// `a ~ b ~ c`.
    record Concat(List<Expr> parts) implements Expr {}

    /// `then if condition else otherwise`.
    record Choice(Expr condition, Expr then, @Nullable Expr otherwise) implements Expr {}

    /// What is given to a function, filter or test.
    record Arguments(List<Expr> positional, Map<String, Expr> named) {
        static final Arguments NONE = new Arguments(List.of(), Map.of());
    }

    /// A filter with its arguments.
    record FilterCall(String name, Arguments arguments) {}
}
