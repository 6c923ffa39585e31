package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.glassformer.engine.format.JsonFile;
import org.glassformer.engine.format.ModelFormatException;

/// The rotations of a `config.json`: base, how many channels turn, and how they are stretched. Newer
/// files keep all of it in `rope_parameters`, Gemma 3 once for each kind of layer.
final class ConfigRope {
    private static final int LONGEST = ConfigFile.LONGEST;

    private final JsonFile json;
    private final String type;
    private final Optional<JsonFile> parameters; // of layers that see everything

    ConfigRope(JsonFile json, String type) {
        this.json = json;
        this.type = type;
        Optional<JsonFile> all = json.child("rope_parameters");
        this.parameters = all.flatMap(p -> p.child("full_attention")).or(() -> all);
    }

    /// Puts base, scaling and channels into a draft.
    ///
    /// @param usualPart the part of a head that turns if it is not said
    void read(ConfigDraft c, double usualPart) {
        double usual =
                switch (type) {
                    case "gemma3_text", "mixtral" -> 1_000_000;
                    default -> 10_000;
                };
        c.ropeTheta = theta(json, parameters, "rope_theta", usual);
        if (json.has("rotary_emb_base")) {
            c.ropeTheta = theta(json, parameters, "rotary_emb_base", usual);
        }
        OptionalDouble part = number("partial_rotary_factor");
        double turning = (part.isPresent() ? part : number("rotary_pct")).orElse(usualPart);
        boolean inParts = type.equals("phi3") || type.equals("gpt_neox");
        if (turning != 1 && !inParts) {
            throw json.wrong("partial_rotary_factor", "1, rotations of whole heads");
        }
        int size = (int) (c.headSize * turning + 1e-6);
        if (!(turning > 0) || turning > 1 || size < 2 || size % 2 != 0) {
            throw odd();
        }
        c.rotarySize = size == c.headSize ? 0 : size;
        c.ropeScaling = scaling(c);
    }

    /// What leaves a head with a number of turning channels that are no pairs.
    private ModelFormatException odd() {
        for (String key : new String[] {"partial_rotary_factor", "rotary_pct"}) {
            if (json.has(key)) {
                return json.wrong(key, "a part of the head that gives an even number of channels");
            }
        }
        return json.has("head_dim")
                ? json.wrong("head_dim", "an even number")
                : json.wrong("hidden_size", "num_attention_heads times an even number");
    }

    /// The base of layers with a window (Gemma 3).
    double localTheta() {
        Optional<JsonFile> local =
                json.child("rope_parameters").flatMap(p -> p.child("sliding_attention"));
        return local.isPresent()
                ? theta(local.get(), Optional.empty(), "rope_theta", 10_000)
                : theta(json, Optional.empty(), "rope_local_base_freq", 10_000);
    }

    private static double theta(
            JsonFile json, Optional<JsonFile> parameters, String name, double usual) {
        OptionalDouble own = json.optDouble(name);
        double theta =
                own.isPresent()
                        ? own.getAsDouble()
                        : parameters
                                .map(p -> p.optDouble("rope_theta").orElse(usual))
                                .orElse(usual);
        if (theta <= 0) {
            throw json.wrong(name, "a positive number");
        }
        return theta;
    }

    private OptionalDouble number(String name) {
        OptionalDouble own = json.optDouble(name);
        return own.isPresent()
                ? own
                : parameters.map(p -> p.optDouble(name)).orElse(OptionalDouble.empty());
    }

    private RopeScaling scaling(ConfigDraft c) {
        JsonFile scaling = json.child("rope_scaling").or(() -> parameters).orElse(null);
        if (scaling == null) {
            return new RopeScaling.None();
        }
        String type =
                scaling.optString("rope_type")
                        .or(() -> scaling.optString("type"))
                        .orElse("default");
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(positive(scaling, "factor"));
            case "llama3" -> llama3(scaling);
            case "yarn" -> yarn(scaling, c);
            case "longrope", "su" -> longRope(scaling, c);
            default ->
                    throw scaling.wrong(
                            scaling.has("rope_type") ? "rope_type" : "type",
                            "one of default, linear, llama3, yarn, longrope");
        };
    }

    private static RopeScaling llama3(JsonFile scaling) {
        double low = positive(scaling, "low_freq_factor");
        double high = positive(scaling, "high_freq_factor");
        if (high <= low) {
            throw scaling.wrong("high_freq_factor", "more than low_freq_factor " + low);
        }
        return new RopeScaling.Llama3(
                positive(scaling, "factor"),
                low,
                high,
                positive(scaling, "original_max_position_embeddings"));
    }

    private static RopeScaling yarn(JsonFile scaling, ConfigDraft c) {
        if (scaling.has("mscale") || scaling.has("mscale_all_dim")) {
            throw scaling.wrong("mscale", "none, this engine does not have it");
        }
        if (!scaling.optBool("truncate").orElse(true)) {
            throw scaling.wrong("truncate", "true");
        }
        double factor = positive(scaling, "factor");
        double usual = factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
        return new RopeScaling.Yarn(
                factor,
                optPositive(scaling, "beta_fast", 32),
                optPositive(scaling, "beta_slow", 1),
                optPositive(scaling, "original_max_position_embeddings", c.blockSize),
                optPositive(scaling, "attention_factor", usual));
    }

    private RopeScaling longRope(JsonFile scaling, ConfigDraft c) {
        String name = "original_max_position_embeddings";
        int original =
                json.optInt(name, 2, LONGEST)
                        .orElseGet(() -> scaling.optInt(name, 2, LONGEST).orElse(c.blockSize));
        double usual = RopeScaling.LongRope.usualAttentionFactor(c.blockSize, original);
        int pairs = (c.rotarySize > 0 ? c.rotarySize : c.headSize) / 2;
        return new RopeScaling.LongRope(
                factors(scaling, "short_factor", pairs),
                factors(scaling, "long_factor", pairs),
                original,
                optPositive(scaling, "attention_factor", usual));
    }

    private static List<Double> factors(JsonFile scaling, String name, int pairs) {
        List<Double> factors = new ArrayList<>();
        for (double factor : scaling.requireDoubles(name)) {
            if (factor <= 0) {
                throw scaling.wrong(name, "positive numbers");
            }
            factors.add(factor);
        }
        if (factors.size() != pairs) {
            throw scaling.wrong(name, "an array of " + pairs + " numbers");
        }
        return factors;
    }

    private static double optPositive(JsonFile json, String name, double usual) {
        return json.has(name) ? positive(json, name) : usual;
    }

    private static double positive(JsonFile json, String name) {
        double value = json.requireDouble(name);
        if (value <= 0) {
            throw json.wrong(name, "a positive number");
        }
        return value;
    }
}
