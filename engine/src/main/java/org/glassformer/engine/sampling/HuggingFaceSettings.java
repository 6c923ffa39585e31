package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.ForeignSettings.Understood;
import org.glassformer.engine.sampling.ForeignSettings.Written;
import org.glassformer.engine.sampling.Stage.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Hugging Face's `GenerationConfig`.
final class HuggingFaceSettings {
    private static final int TOP_K = 50;
    private static final List<Kind> ORDER =
            List.of(
                    Kind.LOGIT_BIAS,
                    Kind.REPETITION,
                    Kind.TEMPERATURE,
                    Kind.TOP_K,
                    Kind.TOP_P,
                    Kind.MIN_P,
                    Kind.TYPICAL);

    private HuggingFaceSettings() {}

    static Written write(SamplerChain chain) {
        SettingsOut out = new SettingsOut(chain);
        out.compare(ORDER);
        ObjectNode json = JsonMapper.shared().createObjectNode();
        boolean greedy = out.get(Stage.Temperature.class).filter(s -> s.t() == 0).isPresent();
        json.put("do_sample", !greedy);
        if (!greedy) {
            out.get(Stage.Temperature.class).ifPresent(s -> json.put("temperature", s.t()));
            json.put("top_k", out.get(Cut.TopK.class).map(Cut.TopK::k).orElse(0));
            out.get(Cut.TopP.class)
                    .ifPresent(s -> {
                        out.warnIf(s.p() < 0, ChainWarning.Kind.RANGE, s);
                        json.put("top_p", Math.max(0, s.p()));
                    });
            out.get(Cut.MinP.class).ifPresent(s -> json.put("min_p", s.p()));
            out.get(Cut.Typical.class)
                    .ifPresent(s -> {
                        out.warnIf(s.mass() <= 0, ChainWarning.Kind.RANGE, s);
                        out.warnIf(s.ties() != TieRule.KEEP, ChainWarning.Kind.TIES, s);
                        json.put("typical_p", s.mass());
                    });
            out.get(Cut.TopK.class)
                    .ifPresent(
                            s -> out.warnIf(s.ties() != TieRule.KEEP, ChainWarning.Kind.TIES, s));
        }
        out.get(Penalty.Repetition.class)
                .ifPresent(s -> {
                    out.warnIf(s.lastN() != Penalty.ALL, ChainWarning.Kind.LAST_N, s);
                    json.put("repetition_penalty", s.r());
                });
        out.get(Stage.LogitBias.class).ifPresent(s -> biases(s.biases(), json));
        return new Written(json.toPrettyString(), out.warnings());
    }

    private static void biases(Map<Integer, Double> biases, ObjectNode json) {
        biases.forEach((id, bias) -> {
            if (bias == Double.NEGATIVE_INFINITY) {
                json.withArray("suppress_tokens").add(id);
            } else {
                ArrayNode pair = json.withArray("sequence_bias").addArray();
                pair.addArray().add(id);
                pair.add(bias);
            }
        });
    }

    static Understood read(String text) {
        SettingsIn in = SettingsIn.json(text);
        in.ignore(
                "max_new_tokens",
                "max_length",
                "eos_token_id",
                "bos_token_id",
                "pad_token_id",
                "transformers_version",
                "_from_model_config",
                "use_cache",
                "seed");
        boolean samples = true;
        if (in.has("do_sample")) {
            samples = in.get("do_sample").asBoolean(true);
        } else {
            in.warn(ChainWarning.Kind.SAMPLING_ASSUMED, "do_sample");
        }
        List<Stage> stages = new ArrayList<>();
        Map<Integer, Double> biases = new TreeMap<>();
        for (JsonNode pair : in.get("sequence_bias")) {
            if (pair.size() == 2 && pair.get(0).size() == 1) {
                biases.put(pair.get(0).get(0).asInt(), pair.get(1).asDouble());
            } else {
                in.warn(ChainWarning.Kind.UNKNOWN_SETTING, "sequence_bias " + pair);
            }
        }
        for (JsonNode id : in.get("suppress_tokens")) {
            biases.put(id.asInt(), Double.NEGATIVE_INFINITY);
        }
        for (JsonNode words : in.get("bad_words_ids")) {
            if (words.size() == 1) {
                biases.put(words.get(0).asInt(), Double.NEGATIVE_INFINITY);
            } else {
                in.warn(ChainWarning.Kind.UNKNOWN_SETTING, "bad_words_ids " + words);
            }
        }
        if (!biases.isEmpty()) {
            stages.add(new Stage.LogitBias(biases));
        }
        stages.add(new Penalty.Repetition(in.number("repetition_penalty", 1), Penalty.ALL));
        double t = in.number("temperature", 1);
        stages.add(new Stage.Temperature(samples ? t : 0));
        int k = in.whole("top_k", TOP_K);
        stages.add(new Cut.TopK(samples ? k : 0, TieRule.KEEP));
        double p = in.number("top_p", 1);
        stages.add(new Cut.TopP(samples ? p : 1));
        double minP = in.number("min_p", 0);
        stages.add(new Cut.MinP(samples ? minP : 0));
        double typical = in.number("typical_p", 1);
        stages.add(new Cut.Typical(samples ? typical : 1, TieRule.KEEP));
        return new Understood(new SamplerChain(stages), in.warnings());
    }
}
