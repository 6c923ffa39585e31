package org.glassformer.engine.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An object of a configuration file, read key by key; keys that nobody asked for are refused.
final class ConfigSection {
    private final JsonNode node;
    private final String place;
    private final Set<String> asked = new LinkedHashSet<>();

    /// @param place where the object stands, for messages
    ConfigSection(JsonNode node, String place) {
        if (!node.isObject()) {
            throw new TrainingException(place + " must be a JSON object");
        }
        this.node = node;
        this.place = place;
    }

    boolean has(String key) {
        asked.add(key);
        return node.has(key);
    }

    int integer(String key, int otherwise) {
        JsonNode value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(key, "a whole number", value);
        }
        return value.intValue();
    }

    int integer(String key) {
        required(key);
        return integer(key, 0);
    }

    long longInteger(String key, long otherwise) {
        JsonNode value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number", value);
        }
        return value.longValue();
    }

    double number(String key, double otherwise) {
        JsonNode value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(key, "a number", value);
        }
        return value.doubleValue();
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    @Nullable String text(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(key, "a text", value);
        }
        return value.stringValue();
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    @Nullable Path path(String key) {
        String text = text(key);
        return text == null ? null : Path.of(text);
    }

    Path requiredPath(String key) {
        required(key);
        return Path.of(text(key, ""));
    }

    /// The object under `key`; an empty one if there is none.
    ConfigSection section(String key) {
        JsonNode value = value(key);
        String name = "'" + key + "' in " + place;
        return new ConfigSection(
                value == null ? JsonMapper.shared().createObjectNode() : value, name);
    }

    /// The objects of the list under `key`.
    List<ConfigSection> sections(String key) {
        List<ConfigSection> sections = new ArrayList<>();
        for (JsonNode element : list(key)) {
            sections.add(new ConfigSection(element, "an element of '" + key + "' in " + place));
        }
        return sections;
    }

    /// The texts of the list under `key`; none if it is left out.
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(key)) {
            if (!element.isString()) {
                throw wrong(key, "a list of texts", element);
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /// Refuses keys that nobody asked for.
    void end() {
        for (String key : node.propertyNames()) {
            if (!asked.contains(key)) {
                throw new TrainingException(
                        "unknown key '" + key + "' in " + place + "; known are " + known());
            }
        }
    }

    private String known() {
        return String.join(", ", asked);
    }

    private JsonNode list(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return JsonMapper.shared().createArrayNode();
        }
        if (!value.isArray()) {
            throw wrong(key, "a list", value);
        }
        return value;
    }

    private void required(String key) {
        if (!node.has(key)) {
            throw new TrainingException("'" + key + "' is missing in " + place);
        }
    }

    private @Nullable JsonNode value(String key) {
        asked.add(key);
        return node.get(key);
    }

    private TrainingException wrong(String key, String expected, JsonNode found) {
        return new TrainingException(
                "'" + key + "' in " + place + " must be " + expected + ", but is " + found);
    }
}
