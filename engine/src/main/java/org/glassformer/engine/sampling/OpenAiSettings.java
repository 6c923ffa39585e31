package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.sampling.ForeignSettings.Understood;
import org.glassformer.engine.sampling.ForeignSettings.Written;
import org.glassformer.engine.sampling.Stage.Kind;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The settings of a request to OpenAI's interface.
final class OpenAiSettings {
    private static final double LARGEST_TEMPERATURE = 2;
    private static final double LARGEST_PENALTY = 2;
    private static final double LARGEST_BIAS = 100;
    private static final List<Kind> ORDER =
            List.of(Kind.LOGIT_BIAS, Kind.FREQUENCY, Kind.PRESENCE, Kind.TEMPERATURE, Kind.TOP_P);

    private OpenAiSettings() {}

    static Written write(SamplerChain chain) {
        SettingsOut out = new SettingsOut(chain);
        out.compare(ORDER);
        ObjectNode json = JsonMapper.shared().createObjectNode();
        double t = out.get(Stage.Temperature.class).map(Stage.Temperature::t).orElse(1.0);
        put(out, json, "temperature", Kind.TEMPERATURE, t, 0, LARGEST_TEMPERATURE);
        double p = out.get(Cut.TopP.class).map(Cut.TopP::p).orElse(1.0);
        put(out, json, "top_p", Kind.TOP_P, p, 0, 1);
        out.get(Penalty.Frequency.class)
                .ifPresent(s -> {
                    out.warnIf(s.lastN() != Penalty.ALL, ChainWarning.Kind.LAST_N, s);
                    put(out, json, "frequency_penalty", s.kind(), s.f());
                });
        out.get(Penalty.Presence.class)
                .ifPresent(s -> {
                    out.warnIf(s.lastN() != Penalty.ALL, ChainWarning.Kind.LAST_N, s);
                    put(out, json, "presence_penalty", s.kind(), s.q());
                });
        out.get(Stage.LogitBias.class)
                .ifPresent(s -> {
                    ObjectNode biases = json.putObject("logit_bias");
                    s.biases()
                            .forEach((id, bias) -> {
                                boolean ban = bias == Double.NEGATIVE_INFINITY;
                                double value = Math.clamp(bias, -LARGEST_BIAS, LARGEST_BIAS);
                                out.warnIf(!ban && value != bias, ChainWarning.Kind.RANGE, s);
                                biases.put(String.valueOf(id), value);
                            });
                });
        return new Written(json.toPrettyString(), out.warnings());
    }

    private static void put(
            SettingsOut out, ObjectNode json, String name, Kind kind, double value) {
        put(out, json, name, kind, value, -LARGEST_PENALTY, LARGEST_PENALTY);
    }

    private static void put(
            SettingsOut out,
            ObjectNode json,
            String name,
            Kind kind,
            double value,
            double least,
            double most) {
        if (value < least || value > most) {
            out.warn(ChainWarning.Kind.RANGE, kind.stageName());
        }
        json.put(name, Math.clamp(value, least, most));
    }

    static Understood read(String text) {
        SettingsIn in = SettingsIn.json(text);
        in.ignore(
                "model",
                "messages",
                "prompt",
                "input",
                "max_tokens",
                "max_completion_tokens",
                "stream",
                "stop",
                "seed",
                "n",
                "logprobs",
                "top_logprobs",
                "user");
        List<Stage> stages = new ArrayList<>();
        Map<Integer, Double> biases = in.biases("logit_bias");
        if (!biases.isEmpty()) {
            biases.replaceAll(
                    (id, bias) -> bias <= -LARGEST_BIAS ? Double.NEGATIVE_INFINITY : bias);
            stages.add(new Stage.LogitBias(biases));
        }
        stages.add(new Penalty.Frequency(in.number("frequency_penalty", 0), Penalty.ALL));
        stages.add(new Penalty.Presence(in.number("presence_penalty", 0), Penalty.ALL));
        stages.add(new Stage.Temperature(in.number("temperature", 1)));
        stages.add(new Cut.TopP(in.number("top_p", 1)));
        return new Understood(new SamplerChain(stages), in.warnings());
    }
}
