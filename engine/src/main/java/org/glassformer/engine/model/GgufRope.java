package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufMetadata;
import org.glassformer.engine.format.GgufTensor;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.tensor.Shape;

/// The rotations of a GGUF file: the base, and how they are stretched, which stands in keys or, for
/// Llama 3.1 and later, as a tensor of one divisor for each frequency.
final class GgufRope {
    private static final double LOW = 1;
    private static final double HIGH = 4;
    private static final double ORIGINAL = 8192;
    private static final double TOLERANCE = 1e-4;

    private final Gguf file;
    private final GgufMetadata keys;
    private final String family;

    GgufRope(Gguf file, String family) {
        this.file = file;
        this.keys = file.metadata();
        this.family = family;
    }

    double theta() {
        String key = family + ".rope.freq_base";
        double theta = keys.real(key).orElse(10000.0);
        if (theta <= 0) {
            throw keys.wrong(key, "a positive number");
        }
        return theta;
    }

    /// How they are stretched.
    ///
    /// @param c with context and head size
    RopeScaling scaling(ConfigDraft c) {
        if (file.tensors().containsKey(GgufNames.LONG_FACTORS)) {
            return longRope(c);
        }
        GgufTensor divisors = file.tensors().get(GgufNames.ROPE_FACTORS);
        if (divisors != null) {
            return llama3(divisors);
        }
        String key = family + ".rope.scaling.type";
        String old = family + ".rope.scale_linear";
        return switch (keys.text(key).orElse(keys.has(old) ? "linear" : "none")) {
            case "none" -> new RopeScaling.None();
            case "linear" -> linear(keys.has(old) ? old : family + ".rope.scaling.factor");
            case "yarn" -> yarn(c);
            default -> throw keys.wrong(key, "one of none, linear, yarn");
        };
    }

    private RopeScaling yarn(ConfigDraft c) {
        double factor = positive("factor", 1);
        double usual = factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
        double attention = positive("attn_factor", 1) * usual;
        return new RopeScaling.Yarn(
                factor,
                positive("yarn_beta_fast", 32),
                positive("yarn_beta_slow", 1),
                positive("original_context_length", c.blockSize),
                attention);
    }

    private RopeScaling longRope(ConfigDraft c) {
        int original =
                keys.whole(family + ".rope.scaling.original_context_length", 2, Integer.MAX_VALUE)
                        .orElse(c.blockSize);
        int pairs = (c.rotarySize > 0 ? c.rotarySize : c.headSize) / 2;
        double usual = RopeScaling.LongRope.usualAttentionFactor(c.blockSize, original);
        return new RopeScaling.LongRope(
                factors(GgufNames.SHORT_FACTORS, pairs),
                factors(GgufNames.LONG_FACTORS, pairs),
                original,
                positive("attn_factor", usual));
    }

    private List<Double> factors(String name, int pairs) {
        GgufTensor tensor = file.tensor(name);
        List<Double> factors = new ArrayList<>();
        if (tensor.shape().equals(Shape.of(pairs))) {
            for (float factor : tensor.toFloats()) {
                factors.add((double) factor);
            }
        }
        if (factors.isEmpty() || factors.stream().anyMatch(factor -> !(factor > 0))) {
            throw new ModelFormatException(
                    tensor.file(),
                    tensor.offset(),
                    name + " with " + pairs + " positive numbers",
                    "shape " + tensor.shape());
        }
        return factors;
    }

    private double positive(String name, double usual) {
        String key = family + ".rope.scaling." + name;
        double value = keys.real(key).orElse(usual);
        if (!(value > 0)) {
            throw keys.wrong(key, "a positive number");
        }
        return value;
    }

    private RopeScaling linear(String key) {
        double factor = keys.real(key).orElse(1.0);
        if (factor <= 0) {
            throw keys.wrong(key, "a positive number");
        }
        return factor == 1 ? new RopeScaling.None() : new RopeScaling.Linear(factor);
    }

    /// Files keep the divisors and not the four numbers they come from; three of those are the same
    /// in all Llama models, and the fourth is the largest divisor.
    private RopeScaling llama3(GgufTensor tensor) {
        float[] divisors = tensor.toFloats();
        double factor = 1;
        for (float divisor : divisors) {
            factor = Math.max(factor, divisor);
        }
        RopeScaling.OfFrequency scaling =
                factor == 1
                        ? new RopeScaling.None()
                        : new RopeScaling.Llama3(factor, LOW, HIGH, ORIGINAL);
        for (int i = 0; i < divisors.length; i++) {
            double frequency = Math.pow(theta(), -(double) i / divisors.length);
            double expected = frequency / scaling.scale(frequency);
            if (!(Math.abs(divisors[i] - expected) <= TOLERANCE * expected)) {
                throw new ModelFormatException(
                        tensor.file(),
                        tensor.offset(),
                        "rotations stretched as in Llama 3.1 to 3.3",
                        "divisor " + divisors[i] + " for frequency " + i);
            }
        }
        return scaling;
    }
}
