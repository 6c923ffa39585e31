package org.glassformer.engine.sampling.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the keywords of a schema and refuses what is not supported.
final class SchemaKeywords {
    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "not",
                    "if",
                    "then",
                    "else",
                    "patternProperties",
                    "propertyNames",
                    "dependentRequired",
                    "dependentSchemas",
                    "dependencies",
                    "minProperties",
                    "maxProperties",
                    "uniqueItems",
                    "contains",
                    "minContains",
                    "maxContains",
                    "unevaluatedItems",
                    "unevaluatedProperties",
                    "additionalItems",
                    "multipleOf",
                    "$dynamicRef",
                    "$recursiveRef");

    private static final Map<String, String> TYPE_OF =
            Map.ofEntries(
                    Map.entry("properties", "object"),
                    Map.entry("required", "object"),
                    Map.entry("additionalProperties", "object"),
                    Map.entry("items", "array"),
                    Map.entry("prefixItems", "array"),
                    Map.entry("minItems", "array"),
                    Map.entry("maxItems", "array"),
                    Map.entry("minLength", "string"),
                    Map.entry("maxLength", "string"),
                    Map.entry("pattern", "string"),
                    Map.entry("minimum", "number"),
                    Map.entry("maximum", "number"),
                    Map.entry("exclusiveMinimum", "number"),
                    Map.entry("exclusiveMaximum", "number"));

    private static final Set<String> OTHERS =
            Set.of("type", "enum", "const", "$ref", "anyOf", "oneOf", "allOf");

    private SchemaKeywords() {}

    /// Complains about what is no schema or not supported.
    static void check(JsonNode schema) {
        if (!schema.isObject()) {
            throw new GrammarException(
                    "a JSON schema is an object, true or false, not " + shown(schema));
        }
        for (String keyword : schema.propertyNames()) {
            boolean off =
                    keyword.equals("uniqueItems")
                            && schema.get(keyword).isBoolean()
                            && !schema.get(keyword).booleanValue();
            if (UNSUPPORTED.contains(keyword) && !off) {
                throw new GrammarException(
                        "the JSON schema keyword \"" + keyword + "\" is not supported");
            }
        }
    }

    /// Whether the keywords of a schema hold for every value.
    static boolean saysNothing(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        return schema.propertyNames().stream()
                .noneMatch(keyword ->
                        OTHERS.contains(keyword)
                                || TYPE_OF.containsKey(keyword)
                                || UNSUPPORTED.contains(keyword));
    }

    /// A copy without some keywords and without definitions, which are looked up in the whole schema.
    static JsonNode without(JsonNode schema, String... keywords) {
        ObjectNode copy = ((ObjectNode) schema).deepCopy();
        copy.remove(List.of(keywords));
        copy.remove(List.of("$defs", "definitions"));
        return copy;
    }

    /// The types of a schema; empty for any.
    static List<String> types(JsonNode schema) {
        JsonNode type = schema.get("type");
        List<String> types = new ArrayList<>();
        if (type == null) {
            for (String keyword : schema.propertyNames()) {
                String of = TYPE_OF.get(keyword);
                if (of != null && !types.contains(of)) {
                    types.add(of);
                }
            }
            if (types.size() > 1) {
                throw new GrammarException(
                        "a JSON schema with keywords of several types must name its type");
            }
        } else if (type.isArray()) {
            type.forEach(it -> types.add(it.isString() ? it.stringValue() : shown(it)));
        } else {
            types.add(type.isString() ? type.stringValue() : shown(type));
        }
        return types;
    }

    /// The values that `const` and `enum` leave.
    static List<JsonNode> constants(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>();
        if (schema.has("enum")) {
            values.addAll(list(schema, "enum"));
        }
        JsonNode constant = schema.get("const");
        if (constant != null) {
            if (!schema.has("enum")) {
                values.add(constant);
            }
            values.removeIf(value -> !same(value, constant));
        }
        values.forEach(SchemaKeywords::checkNumbers);
        return values;
    }

    private static void checkNumbers(JsonNode value) {
        if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
            throw new GrammarException("the JSON schema has a number that is too large");
        }
        value.forEach(SchemaKeywords::checkNumbers);
    }

    /// Whether two values are equal as JSON Schema sees it: 1 is 1.0.
    static boolean same(JsonNode a, JsonNode b) {
        return a.equals(
                (x, y) ->
                        x.isNumber() && y.isNumber()
                                ? x.decimalValue().compareTo(y.decimalValue())
                                : x.equals(y) ? 0 : 1,
                b);
    }

    /// Whether a value has one of the types of a schema.
    static boolean allowsType(JsonNode schema, JsonNode value) {
        if (!schema.has("type")) {
            return true;
        }
        return types(schema).stream()
                .anyMatch(type ->
                        switch (type) {
                            case "object" -> value.isObject();
                            case "array" -> value.isArray();
                            case "string" -> value.isString();
                            case "number" -> value.isNumber();
                            case "integer" ->
                                    value.isNumber()
                                            && value.decimalValue().stripTrailingZeros().scale()
                                                    <= 0;
                            case "boolean" -> value.isBoolean();
                            case "null" -> value.isNull();
                            default -> false;
                        });
    }

    /// A list under a keyword, not empty.
    static List<JsonNode> list(JsonNode schema, String keyword) {
        JsonNode list = schema.get(keyword);
        if (!list.isArray() || list.isEmpty()) {
            throw new GrammarException(
                    "the JSON schema keyword \"" + keyword + "\" takes a list, not " + shown(list));
        }
        return new ArrayList<>(list.values());
    }

    /// A text under a keyword.
    static String text(JsonNode schema, String keyword) {
        JsonNode text = schema.get(keyword);
        if (!text.isString()) {
            throw new GrammarException(
                    "the JSON schema keyword \"" + keyword + "\" takes a text, not " + shown(text));
        }
        return text.stringValue();
    }

    /// A number of things under a keyword, or `absent`.
    static int count(JsonNode schema, String keyword, int absent) {
        JsonNode count = schema.get(keyword);
        if (count == null) {
            return absent;
        }
        if (!count.isNumber()
                || !Double.isFinite(count.doubleValue())
                || count.decimalValue().signum() < 0
                || count.decimalValue().stripTrailingZeros().scale() > 0) {
            throw new GrammarException(
                    "the JSON schema keyword \""
                            + keyword
                            + "\" takes a number of things, not "
                            + shown(count));
        }
        return count.decimalValue().min(BigDecimal.valueOf(Regex.UNBOUNDED - 1L)).intValue();
    }

    static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
