package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Whether the alternatives of a `oneOf` exclude each other, so that a text of one of them is a text
/// of exactly one: by type, by constants, by a property that tells them apart, or by one that one
/// alternative asks for and another forbids.
///
/// @param references of the whole schema
record SchemaExclusion(SchemaReferences references) {
    private static final int MAX_ALTERNATIVES = 200;
    private static final long MAX_COMPARISONS = 100_000;

    /// Complains unless every two alternatives exclude each other.
    void check(List<JsonNode> alternatives) {
        if (alternatives.size() > MAX_ALTERNATIVES) {
            throw new GrammarException(
                    "a oneOf of "
                            + alternatives.size()
                            + " alternatives is too long: anyOf takes them");
        }
        List<JsonNode> resolved = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            resolved.add(references.resolve(alternative));
        }
        for (int i = 0; i < resolved.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!exclude(resolved.get(i), resolved.get(j))) {
                    throw new GrammarException(
                            "alternatives %d and %d of a oneOf may hold at once: anyOf takes them"
                                    .formatted(j + 1, i + 1));
                }
            }
        }
    }

    private boolean exclude(JsonNode a, JsonNode b) {
        if (a.isBoolean() || b.isBoolean()) {
            return never(a) || never(b);
        }
        SchemaKeywords.check(a);
        SchemaKeywords.check(b);
        return typesExclude(a, b) || constantsExclude(a, b) || propertiesExclude(a, b);
    }

    private static boolean never(JsonNode schema) {
        return schema.isBoolean() && !schema.booleanValue();
    }

    private static boolean constantsExclude(JsonNode a, JsonNode b) {
        if (!hasConstants(a) || !hasConstants(b)) {
            return false;
        }
        List<JsonNode> values = SchemaKeywords.constants(a);
        List<JsonNode> others = SchemaKeywords.constants(b);
        if ((long) values.size() * others.size() > MAX_COMPARISONS) {
            return false;
        }
        return values.stream()
                .noneMatch(value ->
                        others.stream().anyMatch(other -> SchemaKeywords.same(value, other)));
    }

    private static boolean typesExclude(JsonNode a, JsonNode b) {
        List<String> left = types(a);
        List<String> right = types(b);
        return !left.isEmpty() && !right.isEmpty() && left.stream().noneMatch(right::contains);
    }

    /// The types that a schema admits, an integer being a number; empty for any. Only what is said
    /// counts: keywords of one type let values of others pass.
    private static List<String> types(JsonNode schema) {
        if (schema.has("type")) {
            return SchemaKeywords.types(schema).stream()
                    .map(type -> type.equals("integer") ? "number" : type)
                    .toList();
        }
        if (hasConstants(schema)) {
            return SchemaKeywords.constants(schema).stream().map(SchemaExclusion::typeOf).toList();
        }
        return List.of();
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "";
        };
    }

    private static boolean hasConstants(JsonNode schema) {
        return schema.has("enum") || schema.has("const");
    }

    private boolean propertiesExclude(JsonNode a, JsonNode b) {
        if (!types(a).equals(List.of("object")) || !types(b).equals(List.of("object"))) {
            return false;
        }
        List<String> ofA = required(a);
        List<String> ofB = required(b);
        for (String name : ofA) {
            if (forbids(b, name) || (ofB.contains(name) && differ(a, b, name))) {
                return true;
            }
        }
        return ofB.stream().anyMatch(name -> forbids(a, name));
    }

    private boolean differ(JsonNode a, JsonNode b, String name) {
        JsonNode left = property(a, name);
        JsonNode right = property(b, name);
        if (left == null || right == null) {
            return false;
        }
        JsonNode first = references.resolve(left);
        JsonNode second = references.resolve(right);
        return first.isObject()
                && second.isObject()
                && (constantsExclude(first, second) || typesExclude(first, second));
    }

    private static boolean forbids(JsonNode schema, String name) {
        JsonNode others = schema.get("additionalProperties");
        return others != null && never(others) && property(schema, name) == null;
    }

    private static @Nullable JsonNode property(JsonNode schema, String name) {
        JsonNode properties = schema.get("properties");
        return properties == null ? null : properties.get(name);
    }

    private static List<String> required(JsonNode schema) {
        return schema.has("required")
                ? schema.get("required").values().stream().map(JsonNode::asString).toList()
                : List.of();
    }
}
