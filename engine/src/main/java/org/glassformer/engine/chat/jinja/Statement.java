package org.glassformer.engine.chat.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement of a template; each knows its line.
sealed interface Statement {
    int line();

    /// Text outside of tags.
    record Data(int line, SourcedText text) implements Statement {}

    /// `{{ value }}`.
    record Print(int line, Expr value) implements Statement {}

    /// `if` with its `elif`s.
    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /// A condition and what it guards.
    record Branch(Expr condition, List<Statement> body) {}

    /// `for`.
    record For(
            int line,
            Target target,
            Expr items,
            @Nullable Expr condition,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    /// `set target = value`.
    record Assign(int line, Target target, Expr value) implements Statement {}

    /// `set target` with a body.
    record Capture(int line, Target target, List<Expr.FilterCall> filters, List<Statement> body)
            implements Statement {}

    /// `macro`.
    record Macro(
            int line,
            String name,
            List<String> parameters,
            List<Expr> defaults,
            List<Statement> body)
            implements Statement {}

    /// `call`: a macro whose body is given by the caller.
    record CallWith(int line, Macro caller, Expr.Invoke call) implements Statement {}

    /// `filter` with a body.
    record FilterBody(int line, List<Expr.FilterCall> filters, List<Statement> body)
            implements Statement {}

    /// `with`: names for a body.
    record With(int line, List<Target> targets, List<Expr> values, List<Statement> body)
            implements Statement {}

    /// `break` or `continue`.
    record Jump(int line, boolean ends) implements Statement {}

    /// What can be assigned to.
    sealed interface Target {
        /// A variable.
        record Variable(String name) implements Target {}

        /// Several at once.
        record Several(List<Target> targets) implements Target {}

        /// A field of a namespace.
        record Field(String namespace, String field) implements Target {}
    }
}
