package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Somebody else's settings as one JSON object, with those that nobody asked for.
final class SettingsIn {
    private static final Pattern WORD =
            Pattern.compile("'([^']*)'|\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");

    private final ObjectNode root;
    private final Set<String> asked = new HashSet<>();
    private final List<ChainWarning> warnings = new ArrayList<>();

    private SettingsIn(ObjectNode root) {
        this.root = root;
    }

    /// Settings in JSON.
    static SettingsIn json(String text) {
        try {
            if (JsonMapper.shared().readTree(text) instanceof ObjectNode object) {
                return new SettingsIn(object);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(NotJson.sentence(e), e);
        }
        throw new IllegalArgumentException("expected one JSON object with settings");
    }

    /// Settings as arguments of a program.
    ///
    /// @param names the setting of each argument that takes one value; what is repeated becomes a list
    static SettingsIn arguments(String text, Map<String, String> names) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        SettingsIn settings = new SettingsIn(root);
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null
                                    ? matcher.group(2).translateEscapes()
                                    : matcher.group(3));
        }
        for (int i = 0; i < words.size(); i++) {
            String name = names.get(words.get(i));
            if (name == null) {
                if (words.get(i).startsWith("-")) {
                    settings.warnings.add(
                            new ChainWarning(ChainWarning.Kind.UNKNOWN_SETTING, words.get(i)));
                }
                continue;
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(i) + " needs a value");
            }
            String value = words.get(++i);
            if (name.equals("logit_bias") || name.equals("dry_sequence_breakers")) {
                root.withArray(name).add(value);
            } else {
                root.put(name, value);
            }
        }
        return settings;
    }

    void warn(ChainWarning.Kind kind, String subject) {
        warnings.add(new ChainWarning(kind, subject));
    }

    /// The warnings, with one for every setting that nobody asked for.
    List<ChainWarning> warnings() {
        List<ChainWarning> all = new ArrayList<>(warnings);
        for (String name : root.propertyNames()) {
            if (!asked.contains(name)) {
                all.add(new ChainWarning(ChainWarning.Kind.UNKNOWN_SETTING, name));
            }
        }
        return all;
    }

    /// Whether there is a setting that is not null.
    boolean has(String name) {
        return root.hasNonNull(name);
    }

    /// Settings that have nothing to do with the chain.
    void ignore(String... names) {
        asked.addAll(List.of(names));
    }

    JsonNode get(String name) {
        asked.add(name);
        return root.path(name);
    }

    double number(String name, double otherwise) {
        JsonNode value = get(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        try {
            return Double.parseDouble(value.asString(""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not " + value, e);
        }
    }

    int whole(String name, int otherwise) {
        double value = number(name, otherwise);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + value);
        }
        return (int) value;
    }

    /// Pairs of a token and its bias: `[[id, bias], ...]` where false bans, `{"id": bias}`, or words such
    /// as `15043-1`.
    Map<Integer, Double> biases(String name) {
        Map<Integer, Double> biases = new TreeMap<>();
        JsonNode node = get(name);
        try {
            node.propertyStream()
                    .forEach(e -> biases.put(Integer.valueOf(e.getKey()), bias(e.getValue())));
            if (node.isArray()) {
                for (JsonNode pair : node) {
                    if (pair.isString()) {
                        word(pair.asString(), biases);
                    } else if (pair.size() == 2 && pair.get(0).canConvertToInt()) {
                        biases.put(pair.get(0).asInt(), bias(pair.get(1)));
                    } else {
                        warn(ChainWarning.Kind.UNKNOWN_SETTING, name + " " + pair);
                    }
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " must be token ids with numbers, not " + node, e);
        }
        return biases;
    }

    private static double bias(JsonNode value) {
        if (value.isBoolean() && !value.asBoolean()) {
            return Double.NEGATIVE_INFINITY;
        }
        return value.isNumber() ? value.asDouble() : Double.parseDouble(value.asString(""));
    }

    private static void word(String word, Map<Integer, Double> biases) {
        int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
        String value = word.substring(Math.max(0, sign));
        biases.put(
                Integer.valueOf(word.substring(0, Math.max(0, sign))),
                value.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(value));
    }
}
