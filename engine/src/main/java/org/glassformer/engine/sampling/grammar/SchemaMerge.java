package org.glassformer.engine.sampling.grammar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Two schemas that must both hold, as one: possible while their keywords do not meet.
final class SchemaMerge {
    private static final Set<String> ANNOTATIONS =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "$defs",
                    "definitions",
                    "title",
                    "description",
                    "default",
                    "examples",
                    "format");

    private SchemaMerge() {}

    /// Both schemas in one.
    static JsonNode of(JsonNode a, JsonNode b) {
        if (a.isBoolean()) {
            return a.booleanValue() ? b : a;
        }
        if (b.isBoolean()) {
            return b.booleanValue() ? a : b;
        }
        SchemaKeywords.check(a);
        SchemaKeywords.check(b);
        looksBeside(a, b);
        looksBeside(b, a);
        ObjectNode both = ((ObjectNode) a).deepCopy();
        for (String keyword : b.propertyNames()) {
            JsonNode mine = both.get(keyword);
            JsonNode yours = b.get(keyword);
            if (mine == null || ANNOTATIONS.contains(keyword) || mine.equals(yours)) {
                both.set(keyword, yours);
            } else {
                both.set(keyword, together(keyword, mine, yours));
            }
        }
        return both;
    }

    /// What one schema says of other properties or items depends on those that it lists itself.
    private static void looksBeside(JsonNode a, JsonNode b) {
        if (a.has("additionalProperties")
                && b.has("properties")
                && !(a.has("properties") && a.get("properties").equals(b.get("properties")))) {
            throw clash("additionalProperties");
        }
        if (a.has("items") && b.has("prefixItems")) {
            throw clash("items");
        }
    }

    private static JsonNode together(String keyword, JsonNode mine, JsonNode yours) {
        if (keyword.equals("required") && mine.isArray() && yours.isArray()) {
            Set<JsonNode> names = new LinkedHashSet<>(mine.values());
            names.addAll(yours.values());
            ArrayNode all = ((ArrayNode) mine).deepCopy();
            all.removeAll();
            names.forEach(all::add);
            return all;
        }
        if (keyword.equals("properties") && mine.isObject() && yours.isObject()) {
            ObjectNode all = ((ObjectNode) mine).deepCopy();
            for (String name : yours.propertyNames()) {
                JsonNode before = all.get(name);
                all.set(name, before == null ? yours.get(name) : of(before, yours.get(name)));
            }
            return all;
        }
        if (keyword.equals("type")) {
            return types(mine, yours);
        }
        throw clash(keyword);
    }

    private static JsonNode types(JsonNode mine, JsonNode yours) {
        List<String> left = names(mine);
        List<String> right = names(yours);
        ArrayNode both = JsonMapper.shared().createArrayNode();
        for (String type : left) {
            if (right.contains(type) || (type.equals("integer") && right.contains("number"))) {
                both.add(type);
            }
        }
        if (right.contains("integer") && left.contains("number") && !left.contains("integer")) {
            both.add("integer");
        }
        if (both.isEmpty()) {
            throw new GrammarException(
                    "the JSON schema asks for the types " + left + " and " + right + " at once");
        }
        return both;
    }

    private static List<String> names(JsonNode type) {
        return type.isArray()
                ? type.values().stream().map(it -> it.asString()).toList()
                : List.of(type.asString());
    }

    private static GrammarException clash(String keyword) {
        return new GrammarException(
                "the JSON schema says \""
                        + keyword
                        + "\" twice of one value, by $ref, allOf, anyOf or oneOf, which is not"
                        + " supported");
    }
}
