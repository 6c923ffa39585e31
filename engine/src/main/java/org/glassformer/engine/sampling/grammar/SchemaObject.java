package org.glassformer.engine.sampling.grammar;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/// The texts of a JSON object.
///
/// Its properties come in the schema's order, those not required perhaps left out, then others.
/// Before each there are two nodes: one for "nothing written yet" and one for "a comma is due", so
/// that each property is in the automaton once.
///
/// @param compiler adds values
/// @param builder gets the edges
record SchemaObject(SchemaCompiler compiler, AutomatonBuilder builder) {
    private static final int MAX_NAME = 500;

    /// Adds them between two nodes.
    void add(JsonNode schema, int from, int to) {
        JsonNode others = others(schema);
        Map<String, JsonNode> properties = properties(schema);
        Set<String> required = required(schema);
        for (String name : required) {
            if (!properties.containsKey(name)) {
                if (others == null) {
                    throw new GrammarException(
                            "the JSON schema requires the property \""
                                    + name
                                    + "\" and allows no such property");
                }
                properties.put(name, others);
            }
        }
        for (String name : properties.keySet()) {
            if (name.length() > MAX_NAME) {
                throw new GrammarException(
                        "a property name of " + name.length() + " characters is too long");
            }
        }
        int first = builder.node();
        int more = builder.node();
        builder.text(from, "{", first);
        for (Map.Entry<String, JsonNode> property : properties.entrySet()) {
            int begin = builder.node();
            int nextFirst = builder.node();
            int nextMore = builder.node();
            builder.empty(first, begin);
            compiler.separator(",", more, begin);
            if (!required.contains(property.getKey())) {
                builder.empty(first, nextFirst);
                builder.empty(more, nextMore);
            }
            int colon = builder.node();
            int value = builder.node();
            builder.text(begin, JsonMapper.shared().writeValueAsString(property.getKey()), colon);
            compiler.separator(":", colon, value);
            compiler.value(property.getValue(), value, nextMore);
            first = nextFirst;
            more = nextMore;
        }
        if (others != null) {
            int begin = builder.node();
            int colon = builder.node();
            int value = builder.node();
            builder.empty(first, begin);
            compiler.separator(",", more, begin);
            compiler.quoted(CharAutomaton.otherThan(properties.keySet()), begin, colon);
            compiler.separator(":", colon, value);
            compiler.value(others, value, more);
        }
        int close = builder.node();
        builder.empty(first, close);
        builder.empty(more, close);
        builder.text(close, "}", to);
    }

    /// The schema of properties that are not listed; null if there are to be none.
    private static @Nullable JsonNode others(JsonNode schema) {
        JsonNode others = schema.get("additionalProperties");
        if (others == null) {
            return schema.has("properties") ? null : BooleanNode.TRUE;
        }
        return others.isBoolean() && !others.booleanValue() ? null : others;
    }

    private static Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        JsonNode given = schema.get("properties");
        if (given != null) {
            if (!given.isObject()) {
                throw new GrammarException(
                        "the JSON schema keyword \"properties\" takes an object, not "
                                + SchemaKeywords.shown(given));
            }
            given.forEachEntry(properties::put);
        }
        return properties;
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> required = new LinkedHashSet<>();
        JsonNode given = schema.get("required");
        if (given != null) {
            for (JsonNode name : given) {
                if (!name.isString()) {
                    throw new GrammarException(
                            "the JSON schema keyword \"required\" takes a list of names");
                }
                required.add(name.stringValue());
            }
        }
        return required;
    }
}
