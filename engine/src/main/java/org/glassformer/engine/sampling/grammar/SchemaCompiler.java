package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Turns a JSON schema into an automaton.
final class SchemaCompiler {
    private static final int MAX_LENGTH = 1_000_000;
    private static final int MAX_DEPTH_OF_MERGES = 64;
    private static final int MAX_MERGES = 20_000;
    private static final int MAX_COMPILERS = 8;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// No value has more than 15 digits: every reader takes it as it is.
    private static final String INTEGER = "-?(0|[1-9][0-9]{0,14})";

    private static final String NUMBER = INTEGER + "(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?";

    private final SchemaReferences references;
    private final AutomatonBuilder builder = new AutomatonBuilder();
    private final Map<String, Integer> rules = new HashMap<>();
    private int anyValue = -1;
    private final int compilers; // that stand in each other
    private int merges;
    private int openMerges;

    private SchemaCompiler(JsonNode root, int compilers) {
        if (compilers > MAX_COMPILERS) {
            throw new GrammarException(
                    "the JSON schema puts keywords beside enum or const too deep in each other");
        }
        this.references = new SchemaReferences(root);
        this.compilers = compilers;
    }

    static Automaton compile(String schema) {
        if (schema.length() > MAX_LENGTH) {
            throw new GrammarException(
                    "a JSON schema of " + schema.length() + " characters is too long");
        }
        JsonNode root;
        try {
            root = JSON.readTree(schema);
        } catch (JacksonException e) {
            throw new GrammarException(
                    "the JSON schema is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + place(e),
                    e);
        }
        return new SchemaCompiler(root, 1).automaton(root);
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private Automaton automaton(JsonNode schema) {
        int rule = builder.rule();
        value(schema, builder.start(rule), builder.end(rule));
        return builder.build();
    }

    /// Adds the texts of a schema between two nodes.
    void value(JsonNode schema, int from, int to) {
        if (schema.isBoolean()) {
            if (schema.booleanValue()) {
                builder.call(from, anyValue(), to);
            }
            return;
        }
        SchemaKeywords.check(schema);
        if (schema.has("$ref")) {
            reference(schema, from, to);
        } else if (schema.has("allOf")) {
            JsonNode merged = SchemaKeywords.without(schema, "allOf");
            for (JsonNode part : SchemaKeywords.list(schema, "allOf")) {
                merged = SchemaMerge.of(merged, references.resolve(part));
            }
            merged(merged, from, to);
        } else if (schema.has("anyOf")) {
            alternatives(schema, "anyOf", from, to);
        } else if (schema.has("oneOf")) {
            new SchemaExclusion(references).check(SchemaKeywords.list(schema, "oneOf"));
            alternatives(schema, "oneOf", from, to);
        } else if (schema.has("enum") || schema.has("const")) {
            constants(schema, from, to);
        } else {
            typed(schema, from, to);
        }
    }

    private void reference(JsonNode schema, int from, int to) {
        JsonNode others = SchemaKeywords.without(schema, "$ref");
        String pointer = SchemaKeywords.text(schema, "$ref");
        if (SchemaKeywords.saysNothing(others)) {
            Integer rule = rules.get(pointer);
            if (rule == null) {
                JsonNode target = references.at(pointer);
                rule = builder.rule();
                rules.put(pointer, rule);
                value(target, builder.start(rule), builder.end(rule));
            }
            builder.call(from, rule, to);
        } else {
            merged(SchemaMerge.of(others, references.at(pointer)), from, to);
        }
    }

    private void merged(JsonNode schema, int from, int to) {
        if (++merges > MAX_MERGES || ++openMerges > MAX_DEPTH_OF_MERGES) {
            throw new GrammarException(
                    "the JSON schema puts keywords beside $ref, allOf, anyOf or oneOf in a circle or"
                            + " too often");
        }
        value(schema, from, to);
        openMerges--;
    }

    private void alternatives(JsonNode schema, String keyword, int from, int to) {
        JsonNode others = SchemaKeywords.without(schema, keyword);
        for (JsonNode option : SchemaKeywords.list(schema, keyword)) {
            if (SchemaKeywords.saysNothing(others)) {
                value(option, from, to);
            } else {
                merged(SchemaMerge.of(others, references.resolve(option)), from, to);
            }
        }
    }

    private void constants(JsonNode schema, int from, int to) {
        JsonNode others = SchemaKeywords.without(schema, "enum", "const");
        boolean alone = SchemaKeywords.saysNothing(SchemaKeywords.without(others, "type"));
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode constant : SchemaKeywords.constants(schema)) {
            if (SchemaKeywords.allowsType(schema, constant)) {
                texts.add(constant.toString());
            }
        }
        if (!alone && !texts.isEmpty()) {
            Automaton rest = new SchemaCompiler(references.root(), compilers + 1).automaton(others);
            texts.removeIf(text -> !Grammar.matches(rest, text));
        }
        builder.texts(from, texts, to);
    }

    private void typed(JsonNode schema, int from, int to) {
        List<String> types = SchemaKeywords.types(schema);
        if (types.isEmpty()) {
            builder.call(from, anyValue(), to);
            return;
        }
        for (String type : types) {
            switch (type) {
                case "object" -> new SchemaObject(this, builder).add(schema, from, to);
                case "array" -> new SchemaArray(this, builder).add(schema, from, to);
                case "string" -> string(schema, from, to);
                case "integer" -> {
                    if (!types.contains("number")) {
                        expression(
                                IntegerRange.of(schema).map(it -> it.regex()).orElse(INTEGER),
                                from,
                                to);
                    }
                }
                case "number" -> number(schema, from, to);
                case "boolean" -> builder.texts(from, List.of("true", "false"), to);
                case "null" -> builder.text(from, "null", to);
                default ->
                        throw new GrammarException(
                                "the JSON schema has an unknown type \"" + type + "\"");
            }
        }
    }

    private void number(JsonNode schema, int from, int to) {
        if (IntegerRange.of(schema).isPresent()) {
            throw new GrammarException(
                    "bounds of the JSON type number are not supported, only those of integer");
        }
        expression(NUMBER, from, to);
    }

    private void expression(String regex, int from, int to) {
        CharAutomaton characters =
                CharAutomaton.of(RegexParser.parse(regex, RegexParser.Reach.WHOLE));
        CharacterEncoding.PLAIN.add(builder, from, characters, to);
    }

    private void string(JsonNode schema, int from, int to) {
        int min = SchemaKeywords.count(schema, "minLength", 0);
        int max = SchemaKeywords.count(schema, "maxLength", Regex.UNBOUNDED);
        if (max < min) {
            return;
        }
        CharAutomaton body;
        if (schema.has("pattern")) {
            String pattern = SchemaKeywords.text(schema, "pattern");
            body = CharAutomaton.of(RegexParser.parse(pattern, RegexParser.Reach.SOMEWHERE));
            if (min > 0 || max != Regex.UNBOUNDED) {
                body = body.ofLength(min, max);
            }
        } else {
            body = CharAutomaton.of(Regex.anything(min, max));
        }
        quoted(body, from, to);
    }

    /// A JSON string with such characters in it.
    void quoted(CharAutomaton body, int from, int to) {
        int open = builder.node();
        int close = builder.node();
        builder.text(from, "\"", open);
        CharacterEncoding.JSON.add(builder, open, body, close);
        builder.text(close, "\"", to);
    }

    /// `:` or `,` and perhaps a space.
    void separator(String mark, int from, int to) {
        builder.texts(from, List.of(mark, mark + " "), to);
    }

    /// The rule of all values.
    private int anyValue() {
        if (anyValue < 0) {
            anyValue = builder.rule();
            int from = builder.start(anyValue);
            int to = builder.end(anyValue);
            List<String> types =
                    new ArrayList<>(
                            List.of("object", "array", "string", "number", "boolean", "null"));
            for (String type : types) {
                typed(JSON.createObjectNode().put("type", type), from, to);
            }
        }
        return anyValue;
    }
}
