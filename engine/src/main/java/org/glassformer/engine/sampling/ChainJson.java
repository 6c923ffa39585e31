package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.glassformer.engine.sampling.Cut.TieRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Chains as JSON, exactly: an array of stages, each an object with its name and its values.
public final class ChainJson {
    private static final String STAGE = "stage";
    private static final String TIES = "ties";
    private static final String LAST_N = "last_n";

    private ChainJson() {}

    /// A chain as an array.
    public static JsonNode write(SamplerChain chain) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (Stage stage : chain.stages()) {
            ObjectNode json = array.addObject().put(STAGE, stage.name());
            switch (stage) {
                case Stage.Temperature(double t) -> json.put("t", t);
                case Cut.TopK(int k, TieRule ties) -> json.put("k", k).put(TIES, text(ties));
                case Cut.TopP(double p) -> json.put("p", p);
                case Cut.MinP(double p) -> json.put("p", p);
                case Cut.Typical(double mass, TieRule ties) ->
                        json.put("mass", mass).put(TIES, text(ties));
                case Cut.TopNSigma(double n) -> json.put("n", n);
                case Penalty.Repetition(double r, int lastN) ->
                        json.put("penalty", r).put(LAST_N, lastN);
                case Penalty.Frequency(double f, int lastN) ->
                        json.put("penalty", f).put(LAST_N, lastN);
                case Penalty.Presence(double q, int lastN) ->
                        json.put("penalty", q).put(LAST_N, lastN);
                case Cut.Xtc(double probability, double threshold, int minKeep) ->
                        json.put("probability", probability)
                                .put("threshold", threshold)
                                .put("min_keep", minKeep);
                case Penalty.Dry dry -> {
                    json.put("multiplier", dry.multiplier())
                            .put("base", dry.base())
                            .put("allowed_length", dry.allowedLength())
                            .put(LAST_N, dry.lastN());
                    ArrayNode breakers = json.putArray("breakers");
                    for (List<Integer> breaker : dry.breakers()) {
                        breaker.forEach(breakers.addArray()::add);
                    }
                }
                case Stage.LogitBias(Map<Integer, Double> biases) -> {
                    ObjectNode node = json.putObject("biases");
                    biases.forEach((id, bias) -> {
                        if (bias == Double.NEGATIVE_INFINITY) {
                            node.put(String.valueOf(id), "-inf");
                        } else {
                            node.put(String.valueOf(id), bias);
                        }
                    });
                }
                case Stage.Grammar s -> {}
            }
        }
        return array;
    }

    /// The chain of an array.
    ///
    /// @throws IllegalArgumentException with a sentence if it is something else
    public static SamplerChain read(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("a chain must be an array of stages");
        }
        List<Stage> stages = new ArrayList<>();
        for (JsonNode json : array) {
            stages.add(stage(json));
        }
        return new SamplerChain(stages);
    }

    private static Stage stage(JsonNode json) {
        String name = json.path(STAGE).asString("");
        for (Stage.Kind kind : Stage.Kind.values()) {
            if (kind.stageName().equals(name)) {
                return stage(kind, json);
            }
        }
        throw new IllegalArgumentException("there is no stage '" + name + "'");
    }

    private static Stage stage(Stage.Kind kind, JsonNode json) {
        return switch (kind) {
            case TEMPERATURE -> new Stage.Temperature(number(json, "t"));
            case TOP_K -> new Cut.TopK(whole(json, "k"), ties(json));
            case TOP_P -> new Cut.TopP(number(json, "p"));
            case MIN_P -> new Cut.MinP(number(json, "p"));
            case TYPICAL -> new Cut.Typical(number(json, "mass"), ties(json));
            case TOP_N_SIGMA -> new Cut.TopNSigma(number(json, "n"));
            case REPETITION -> new Penalty.Repetition(number(json, "penalty"), whole(json, LAST_N));
            case FREQUENCY -> new Penalty.Frequency(number(json, "penalty"), whole(json, LAST_N));
            case PRESENCE -> new Penalty.Presence(number(json, "penalty"), whole(json, LAST_N));
            case XTC ->
                    new Cut.Xtc(
                            number(json, "probability"),
                            number(json, "threshold"),
                            whole(json, "min_keep"));
            case DRY ->
                    new Penalty.Dry(
                            number(json, "multiplier"),
                            number(json, "base"),
                            whole(json, "allowed_length"),
                            whole(json, LAST_N),
                            json.path("breakers")
                                    .valueStream()
                                    .map(b -> b.valueStream().map(JsonNode::asInt).toList())
                                    .toList());
            case LOGIT_BIAS -> new Stage.LogitBias(biases(json.path("biases")));
            case GRAMMAR -> new Stage.Grammar();
        };
    }

    private static Map<Integer, Double> biases(JsonNode json) {
        Map<Integer, Double> biases = new TreeMap<>();
        json.propertyStream()
                .forEach(e -> {
                    boolean ban = e.getValue().asString("").equals("-inf");
                    try {
                        biases.put(
                                Integer.valueOf(e.getKey()),
                                ban ? Double.NEGATIVE_INFINITY : number(json, e.getKey()));
                    } catch (NumberFormatException wrong) {
                        throw new IllegalArgumentException(
                                "a bias is of a token id, not of " + e.getKey(), wrong);
                    }
                });
        return biases;
    }

    private static double number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    json.path(STAGE).asString("logit-bias") + " needs a number '" + name + "'");
        }
        return value.asDouble();
    }

    private static int whole(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(
                    json.path(STAGE).asString("") + " needs a whole number '" + name + "'");
        }
        return value.intValue();
    }

    private static String text(TieRule ties) {
        return ties.name().toLowerCase(Locale.ROOT);
    }

    private static TieRule ties(JsonNode json) {
        String text = json.path(TIES).asString("");
        for (TieRule rule : TieRule.values()) {
            if (text(rule).equals(text)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("equal tokens are 'keep' or 'cut_by_order'");
    }
}
