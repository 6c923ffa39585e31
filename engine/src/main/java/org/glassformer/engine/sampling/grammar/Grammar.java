package org.glassformer.engine.sampling.grammar;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A set of texts that a generation must stay in.
///
/// Immutable. It is compiled once, at most a few hundred milliseconds for the largest that are
/// accepted, and then put [over][#over(TokenBytes)] a vocabulary. Grammars work on UTF-8 bytes:
/// tokens may span parts of the grammar or end within a character.
public final class Grammar {
    private final String description;
    private final Automaton automaton;

    private Grammar(String description, Automaton automaton) {
        this.description = description;
        this.automaton = automaton;
    }

    /// One of some texts, to the letter.
    ///
    /// @throws GrammarException if there is none, they take too much room, or one is not Unicode
    public static Grammar choices(List<String> texts) {
        if (texts.isEmpty()) {
            throw new GrammarException("there is no choice to choose from");
        }
        for (String text : texts) {
            checkUnicode(text);
        }
        AutomatonBuilder builder = new AutomatonBuilder();
        int rule = builder.rule();
        builder.texts(builder.start(rule), texts, builder.end(rule));
        return new Grammar("one of " + texts.size() + " choices", builder.build());
    }

    /// The texts that a regular expression matches as a whole.
    ///
    /// It may have: characters; `.`, which is any character but a line end; `\d \w \s` (ASCII) and
    /// `\D \W \S`; `\p{..}` and `\P{..}` with Java's property names; `\n \r \t \f \v \0`,
    /// characters by their number as Java writes them, and `\` before punctuation; classes `[a-zé]` and `[^...]`; groups `(...)`, `(?:...)` and
    /// `(?<name>...)`; `|`; `* + ? {m} {m,} {m,n}`, each perhaps with a `?`, which changes nothing; `^`
    /// at the beginning and `$` at the end, which change nothing. Lookaround, backreferences, flags,
    /// word boundaries and possessive quantifiers are refused. What it has means the same as in
    /// [java.util.regex.Pattern] without flags.
    ///
    /// @throws GrammarException if the expression is malformed, has something else, or is too large
    public static Grammar regex(String pattern) {
        checkUnicode(pattern);
        Regex regex = RegexParser.parse(pattern, RegexParser.Reach.WHOLE);
        AutomatonBuilder builder = new AutomatonBuilder();
        int rule = builder.rule();
        CharacterEncoding.PLAIN.add(
                builder, builder.start(rule), CharAutomaton.of(regex), builder.end(rule));
        return new Grammar("the regular expression " + pattern, builder.build());
    }

    /// The JSON texts that a schema describes (JSON Schema 2020-12).
    ///
    /// Supported are `true` and `false`; `type`, also a list; `enum` and `const`; objects with `properties`,
    /// `required` and `additionalProperties`; arrays with `items`, `prefixItems`, `minItems` and
    /// `maxItems`; strings with `minLength`, `maxLength` and `pattern`; integers with `minimum`, `maximum`,
    /// `exclusiveMinimum` and `exclusiveMaximum`; numbers, booleans, null; `anyOf`; `oneOf` whose
    /// alternatives exclude each other; `allOf` whose parts have different keywords; `$ref` within the
    /// schema, also recursive. Annotations, `format` among them, say nothing; every other keyword of the
    /// specification is refused.
    ///
    /// Of the many ways to write a value one is allowed: properties in the schema's order, others after
    /// them; no white space but one space, or none, after `:` and `,`; no escapes but those that JSON asks
    /// for; numbers with at most 15 digits before and after the point and two in the exponent; at most
    /// 200 levels, calls of `$ref` counted. An object that lists `properties` has no others
    /// unless `additionalProperties` asks for them. A schema without `type` that has keywords of one
    /// type stands for that type.
    ///
    /// @throws GrammarException if the schema is malformed, impossible, or has something else
    public static Grammar jsonSchema(String schema) {
        return new Grammar("a JSON schema", SchemaCompiler.compile(schema));
    }

    private static void checkUnicode(String text) {
        String back = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (!back.equals(text)) {
            throw new GrammarException("a text with half a character cannot be generated");
        }
    }

    /// For people, such as `one of 3 choices`.
    public String description() {
        return description;
    }

    /// Whether a text is one of the grammar's.
    public boolean matches(String text) {
        return matches(automaton, text);
    }

    static boolean matches(Automaton automaton, String text) {
        Machine machine = new Machine(automaton);
        ParseState state = machine.start();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            state = machine.after(state, b);
        }
        return state.accepting();
    }

    /// The grammar over the tokens of a vocabulary.
    ///
    /// @throws GrammarException if no sequence of tokens spells a text of the grammar
    public TokenMasks over(TokenBytes tokens) {
        return new TokenMasks(automaton, tokens);
    }
}
