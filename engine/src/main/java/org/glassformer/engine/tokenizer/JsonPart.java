package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A part of a tokenizer file that knows where it stands, so that a fault can be named.
record JsonPart(String file, String path, JsonNode node) {

    TokenizerFormatException fault(String problem) {
        return new TokenizerFormatException(file, path.isEmpty() ? "top" : path, problem);
    }

    /// The value of the field `type`.
    String type() {
        return string("type");
    }

    String string(String name) {
        return part(name).asString();
    }

    String string(String name, String absent) {
        return optional(name).map(JsonPart::asString).orElse(absent);
    }

    String asString() {
        if (!node.isString()) {
            throw fault("expected a text, found " + kind());
        }
        return node.stringValue();
    }

    /// A text of exactly one character.
    char character(String name, char absent) {
        Optional<JsonPart> part = optional(name);
        if (part.isEmpty()) {
            return absent;
        }
        String text = part.get().asString();
        if (text.length() != 1) {
            throw part.get().fault("expected one character, found \"" + text + "\"");
        }
        return text.charAt(0);
    }

    boolean bool(String name, boolean absent) {
        return optional(name).map(JsonPart::asBool).orElse(absent);
    }

    int integer(String name) {
        return part(name).asInt();
    }

    int asInt() {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw fault("expected a whole number from 0 to 2147483647, found " + kind());
        }
        return node.intValue();
    }

    /// The field `name`, which must be there.
    JsonPart part(String name) {
        return optional(name)
                .orElseThrow(() -> fault("expected the field \"" + name + "\", which is missing"));
    }

    /// The field `name`, if it is there and not null.
    Optional<JsonPart> optional(String name) {
        if (!node.isObject()) {
            throw fault("expected an object, found " + kind());
        }
        @Nullable JsonNode value = node.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new JsonPart(file, path + "/" + name, value));
    }

    /// The fields of an object in their order.
    Map<String, JsonPart> fields() {
        if (!node.isObject()) {
            throw fault("expected an object, found " + kind());
        }
        Map<String, JsonPart> fields = new LinkedHashMap<>();
        node.properties()
                .forEach(field ->
                        fields.put(
                                field.getKey(),
                                new JsonPart(file, path + "/" + field.getKey(), field.getValue())));
        return fields;
    }

    /// The elements of the list `name`.
    List<JsonPart> list(String name) {
        return part(name).elements();
    }

    List<JsonPart> elements() {
        if (!node.isArray()) {
            throw fault("expected a list, found " + kind());
        }
        List<JsonPart> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonPart(file, path + "/" + i, node.get(i)));
        }
        return elements;
    }

    private boolean asBool() {
        if (!node.isBoolean()) {
            throw fault("expected true or false, found " + kind());
        }
        return node.booleanValue();
    }

    private String kind() {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
