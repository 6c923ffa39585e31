package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.ForeignSettings.Understood;
import org.glassformer.engine.sampling.ForeignSettings.Written;
import org.glassformer.engine.sampling.Stage.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// llama.cpp's settings: JSON for its server, arguments for its programs. Its list of samplers says any
/// order; the bias comes first, and the three penalties are one sampler.
final class LlamaCppSettings {
    private static final int LAST_N = SamplerChain.LLAMA_CPP_LAST_N;
    private static final String PENALTIES = "penalties";
    private static final List<String> ORDER =
            List.of(
                    PENALTIES,
                    "dry",
                    "top_n_sigma",
                    "top_k",
                    "typ_p",
                    "top_p",
                    "min_p",
                    "xtc",
                    "temperature");

    /// The setting of each argument.
    static final Map<String, String> ARGUMENTS = arguments();

    private LlamaCppSettings() {}

    static Written writeJson(SamplerChain chain) {
        SettingsOut out = new SettingsOut(chain);
        return new Written(settings(out).toPrettyString(), out.warnings());
    }

    static Written writeArguments(SamplerChain chain) {
        SettingsOut out = new SettingsOut(chain);
        ObjectNode settings = settings(out);
        StringBuilder text = new StringBuilder();
        settings.propertyStream()
                .forEach(e -> {
                    switch (e.getKey()) {
                        case "samplers" ->
                                argument(
                                        text,
                                        "samplers",
                                        "\""
                                                + String.join(
                                                        ";",
                                                        e.getValue()
                                                                .valueStream()
                                                                .map(JsonNode::asString)
                                                                .toList())
                                                + "\"");
                        case "logit_bias" -> {
                            for (JsonNode pair : e.getValue()) {
                                argument(text, "logit_bias", word(pair));
                            }
                        }
                        case "dry_sequence_breakers" ->
                                argument(text, "dry_sequence_breakers", "none");
                        case "min_keep" -> out.warn(ChainWarning.Kind.RANGE, Kind.XTC.stageName());
                        default -> argument(text, e.getKey(), e.getValue().asString());
                    }
                });
        return new Written(text.toString().strip(), out.warnings());
    }

    private static void argument(StringBuilder text, String setting, String value) {
        String name =
                ARGUMENTS.entrySet().stream()
                        .filter(e -> e.getValue().equals(setting))
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        text.append(name).append(' ').append(value).append(' ');
    }

    private static String word(JsonNode pair) {
        String id = pair.get(0).asString();
        if (pair.get(1).isBoolean()) {
            return id + "-inf";
        }
        double bias = pair.get(1).asDouble();
        return id + (bias < 0 ? "" : "+") + bias;
    }

    private static ObjectNode settings(SettingsOut out) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        samplers(out).forEach(json.putArray("samplers")::add);
        json.put(
                "temperature",
                out.get(Stage.Temperature.class).map(Stage.Temperature::t).orElse(1.0));
        json.put("top_k", out.get(Cut.TopK.class).map(Cut.TopK::k).orElse(0));
        json.put("top_p", out.get(Cut.TopP.class).map(Cut.TopP::p).orElse(1.0));
        json.put("min_p", out.get(Cut.MinP.class).map(Cut.MinP::p).orElse(0.0));
        out.get(Cut.TopK.class)
                .ifPresent(s ->
                        out.warnIf(s.ties() != TieRule.CUT_BY_ORDER, ChainWarning.Kind.TIES, s));
        out.get(Cut.Typical.class)
                .ifPresent(s -> {
                    out.warnIf(s.ties() != TieRule.CUT_BY_ORDER, ChainWarning.Kind.TIES, s);
                    json.put("typical_p", s.mass());
                });
        out.get(Cut.TopNSigma.class)
                .ifPresent(s -> {
                    out.warnIf(s.n() == 0, ChainWarning.Kind.RANGE, s);
                    json.put("top_n_sigma", s.n());
                });
        out.get(Cut.Xtc.class)
                .ifPresent(s -> {
                    json.put("xtc_probability", s.probability());
                    json.put("xtc_threshold", s.threshold());
                    if (s.minKeep() > 1) {
                        json.put("min_keep", s.minKeep());
                    }
                });
        penalties(out, json);
        out.get(Penalty.Dry.class)
                .ifPresent(s -> {
                    json.put("dry_multiplier", s.multiplier());
                    json.put("dry_base", s.base());
                    json.put("dry_allowed_length", s.allowedLength());
                    json.put("dry_penalty_last_n", s.lastN());
                    if (s.breakers().isEmpty()) {
                        json.putArray("dry_sequence_breakers");
                    } else {
                        out.warn(ChainWarning.Kind.BREAKERS, s.name());
                    }
                });
        out.get(Stage.LogitBias.class)
                .ifPresent(s ->
                        s.biases()
                                .forEach((id, bias) -> {
                                    var pair = json.withArray("logit_bias").addArray().add(id);
                                    if (bias == Double.NEGATIVE_INFINITY) {
                                        pair.add(false);
                                    } else {
                                        pair.add(bias);
                                    }
                                }));
        return json;
    }

    private static void penalties(SettingsOut out, ObjectNode json) {
        Map<Stage, Integer> lengths = new LinkedHashMap<>();
        out.get(Penalty.Repetition.class)
                .ifPresent(s -> {
                    lengths.put(s, s.lastN());
                    json.put("repeat_penalty", s.r());
                });
        out.get(Penalty.Frequency.class)
                .ifPresent(s -> {
                    lengths.put(s, s.lastN());
                    json.put("frequency_penalty", s.f());
                });
        out.get(Penalty.Presence.class)
                .ifPresent(s -> {
                    lengths.put(s, s.lastN());
                    json.put("presence_penalty", s.q());
                });
        if (!lengths.isEmpty()) {
            int first = lengths.values().iterator().next();
            lengths.forEach((stage, length) ->
                    out.warnIf(length != first, ChainWarning.Kind.LAST_N, stage));
            json.put("repeat_last_n", first);
        }
    }

    /// The samplers as they act; the three penalties and the bias must be where llama.cpp has them.
    private static List<String> samplers(SettingsOut out) {
        List<Kind> known = List.of(Kind.LOGIT_BIAS, Kind.REPETITION, Kind.FREQUENCY, Kind.PRESENCE);
        List<String> samplers = new ArrayList<>();
        int last = -1;
        for (Kind kind : out.order()) {
            int at = known.indexOf(kind);
            if (kind == Kind.GRAMMAR) {
                out.warn(ChainWarning.Kind.NO_SUCH_STAGE, kind.stageName());
            } else if (kind == Kind.LOGIT_BIAS) {
                if (!samplers.isEmpty()) {
                    out.warn(ChainWarning.Kind.ORDER, kind.stageName());
                }
            } else if (at < 0) {
                samplers.add(name(kind));
            } else {
                boolean begun = samplers.contains(PENALTIES);
                if (at < last || (begun && !samplers.getLast().equals(PENALTIES))) {
                    out.warn(ChainWarning.Kind.ORDER, kind.stageName());
                }
                if (!begun) {
                    samplers.add(PENALTIES);
                }
                last = at;
            }
        }
        return samplers;
    }

    private static String name(Kind kind) {
        return kind == Kind.TYPICAL ? "typ_p" : kind.stageName().replace('-', '_');
    }

    static Understood read(SettingsIn in) {
        in.ignore("prompt", "n_predict", "seed", "stop", "stream", "cache_prompt", "n_probs");
        List<Stage> stages = new ArrayList<>();
        Map<Integer, Double> biases = in.biases("logit_bias");
        if (!biases.isEmpty()) {
            stages.add(new Stage.LogitBias(biases));
        }
        int lastN = in.whole("repeat_last_n", LAST_N);
        Map<String, List<Stage>> known = new LinkedHashMap<>();
        known.put(
                PENALTIES,
                List.of(
                        new Penalty.Repetition(in.number("repeat_penalty", 1), lastN),
                        new Penalty.Frequency(in.number("frequency_penalty", 0), lastN),
                        new Penalty.Presence(in.number("presence_penalty", 0), lastN)));
        known.put("dry", List.of(dry(in)));
        double n = in.number("top_n_sigma", Cut.TopNSigma.OFF);
        known.put("top_n_sigma", List.of(new Cut.TopNSigma(n <= 0 ? Cut.TopNSigma.OFF : n)));
        known.put(
                "top_k",
                List.of(new Cut.TopK(Math.max(0, in.whole("top_k", 40)), TieRule.CUT_BY_ORDER)));
        known.put(
                "typ_p", List.of(new Cut.Typical(in.number("typical_p", 1), TieRule.CUT_BY_ORDER)));
        known.put("top_p", List.of(new Cut.TopP(in.number("top_p", 0.95))));
        known.put("min_p", List.of(new Cut.MinP(in.number("min_p", 0.05))));
        known.put(
                "xtc",
                List.of(
                        new Cut.Xtc(
                                in.number("xtc_probability", 0),
                                in.number("xtc_threshold", 0.1),
                                in.whole("min_keep", 0))));
        known.put(
                "temperature",
                List.of(new Stage.Temperature(Math.max(0, in.number("temperature", 0.8)))));
        for (String sampler : order(in.get("samplers"))) {
            List<Stage> found =
                    known.get(sampler.equals("typical_p") ? "typ_p" : sampler.replace('-', '_'));
            if (found == null) {
                in.warn(ChainWarning.Kind.UNKNOWN_SETTING, sampler);
            } else {
                stages.addAll(found);
            }
        }
        return new Understood(new SamplerChain(stages), in.warnings());
    }

    private static Stage dry(SettingsIn in) {
        double multiplier = in.number("dry_multiplier", 0);
        JsonNode breakers = in.get("dry_sequence_breakers");
        boolean none =
                breakers.isArray()
                        && (breakers.isEmpty() || breakers.get(0).asString("").equals("none"));
        if (multiplier != 0 && !none) {
            in.warn(ChainWarning.Kind.BREAKERS, Kind.DRY.stageName());
        }
        return new Penalty.Dry(
                multiplier,
                in.number("dry_base", 1.75),
                in.whole("dry_allowed_length", 2),
                in.whole("dry_penalty_last_n", LAST_N),
                List.of());
    }

    private static List<String> order(JsonNode samplers) {
        if (samplers.isArray()) {
            return samplers.valueStream().map(JsonNode::asString).toList();
        }
        return samplers.isString()
                ? Arrays.stream(samplers.asString().split(";")).filter(s -> !s.isBlank()).toList()
                : ORDER;
    }

    private static Map<String, String> arguments() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("--samplers", "samplers");
        names.put("--temp", "temperature");
        names.put("--temperature", "temperature");
        names.put("--top-k", "top_k");
        names.put("--top-p", "top_p");
        names.put("--min-p", "min_p");
        names.put("--typical", "typical_p");
        names.put("--typical-p", "typical_p");
        names.put("--top-nsigma", "top_n_sigma");
        names.put("--top-n-sigma", "top_n_sigma");
        names.put("--xtc-probability", "xtc_probability");
        names.put("--xtc-threshold", "xtc_threshold");
        names.put("--repeat-penalty", "repeat_penalty");
        names.put("--repeat-last-n", "repeat_last_n");
        names.put("--frequency-penalty", "frequency_penalty");
        names.put("--presence-penalty", "presence_penalty");
        names.put("--dry-multiplier", "dry_multiplier");
        names.put("--dry-base", "dry_base");
        names.put("--dry-allowed-length", "dry_allowed_length");
        names.put("--dry-penalty-last-n", "dry_penalty_last_n");
        names.put("--dry-sequence-breaker", "dry_sequence_breakers");
        names.put("--logit-bias", "logit_bias");
        names.put("-l", "logit_bias");
        names.put("--seed", "seed");
        names.put("-s", "seed");
        return Collections.unmodifiableMap(names);
    }
}
