package org.glassformer.engine.chat.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A template that has been read. Immutable; safe for use by several threads at once.
///
/// It renders as transformers renders chat templates, with Python's Jinja, `trim_blocks` and `lstrip_blocks`, in a
/// sandbox: no other template or file can be reached, lists and dictionaries cannot be changed, nothing of Java is
/// within reach, and time, memory and depth are limited.
public final class JinjaTemplate {
    private static final int LONGEST = 1 << 20;

    private final List<Statement> statements;

    private JinjaTemplate(List<Statement> statements) {
        this.statements = statements;
    }

    /// Reads a template.
    ///
    /// @throws JinjaException if it is not well formed, or longer than a million characters
    public static JinjaTemplate parse(String source) {
        if (source.length() > LONGEST) {
            throw JinjaException.of("it is longer than a million characters");
        }
        try {
            return new JinjaTemplate(TemplateParser.parse(source));
        } catch (StackOverflowError e) {
            throw JinjaException.of("it nests too deeply");
        }
    }

    /// Renders the template.
    ///
    /// @param variables texts, [SourcedText]s, truth values, numbers, lists and maps of these, or null
    /// @param functions of one text each, by name
    /// @param limits what it may take
    /// @throws JinjaException if it fails, asks for too much, or calls `raise_exception`
    public SourcedText render(
            Map<String, ? extends @Nullable Object> variables,
            Map<String, Function<String, String>> functions,
            Limits limits) {
        Map<String, Value> values = new LinkedHashMap<>();
        functions.forEach((name, function) ->
                values.put(name, new Value.Function(name, call -> text(function, call))));
        variables.forEach((name, value) -> values.put(name, Value.of(value)));
        return new Interpreter(new Budget(limits)).run(statements, values);
    }

    private static Value text(Function<String, String> function, Value.Call call) {
        return SourcedText.of(function.apply(Operators.text(call.need(0, "text")).text()));
    }
}
