package org.glassformer.engine.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopNSigma;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Cut.Typical;
import org.glassformer.engine.sampling.Cut.Xtc;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.Stage.LogitBias;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The sampler chain; what is left out is neutral.
final class ChainOptions {
    @Option(
            names = "--order",
            paramLabel = "hf|llama.cpp",
            defaultValue = "hf",
            converter = OrderConverter.class,
            description =
                    "Temperature before the cuts (hf, the default) or after them (llama.cpp).")
    private Order order = Order.HUGGING_FACE;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "Divides the logits; 1 is neutral, 0 takes the likeliest.")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "Keeps the K likeliest; 0 is off.")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Keeps the fewest that sum to P; 1 is off.")
    private double topP;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            defaultValue = "0",
            description = "Keeps those with at least P times the largest probability; 0 is off.")
    private double minP;

    @Option(
            names = "--typical",
            paramLabel = "P",
            defaultValue = "1",
            description = "Keeps the tokens of the most expected surprise that sum to P; 1 is off.")
    private double typical;

    @Option(
            names = "--top-n-sigma",
            paramLabel = "N",
            description =
                    "Keeps logits at most N standard deviations below the largest; below 0 is off.")
    private double topNSigma = TopNSigma.OFF;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "R",
            defaultValue = "1",
            description =
                    "Divides positive logits of tokens that occurred by R, multiplies others.")
    private double repetition;

    @Option(
            names = "--frequency-penalty",
            paramLabel = "F",
            defaultValue = "0",
            description = "Subtracts F for each time a token occurred.")
    private double frequency;

    @Option(
            names = "--presence-penalty",
            paramLabel = "Q",
            defaultValue = "0",
            description = "Subtracts Q if a token occurred.")
    private double presence;

    @Option(
            names = "--penalty-last-n",
            paramLabel = "N",
            description =
                    "How many of the last tokens the penalties and --dry look at, -1 for all; if left"
                            + " out all, and 64 with --order llama.cpp.")
    private @Nullable Integer lastN;

    @Option(
            names = "--xtc",
            paramLabel = "P,T",
            description =
                    "With probability P, removes the tokens of at least probability T but the least"
                            + " likely of them.")
    private String xtc = "";

    @Option(
            names = "--dry",
            paramLabel = "M,B,L",
            description =
                    "Subtracts M * B^(n - L) from a token that would continue a repeat of n >= L"
                            + " tokens.")
    private String dry = "";

    @Option(
            names = "--logit-bias",
            paramLabel = "ID=B",
            split = ",",
            description = "Adds B to the logits of tokens, -inf bans one.")
    private List<String> biases = List.of();

    /// The chain that the options describe: temperature, top-k, top-p and min-p always, the others where
    /// they are asked for.
    ///
    /// @param breakers the token sequences across which nothing is a repeat, asked for with --dry
    SamplerChain chain(CommonOptions common, Supplier<List<List<Integer>>> breakers) {
        try {
            List<Stage> stages = new ArrayList<>();
            if (!biases.isEmpty()) {
                stages.add(new LogitBias(biases()));
            }
            int last = lastN != null ? lastN : defaultLastN();
            add(stages, new Penalty.Repetition(repetition, last), repetition != 1);
            add(stages, new Penalty.Frequency(frequency, last), frequency != 0);
            add(stages, new Penalty.Presence(presence, last), presence != 0);
            if (!dry.isEmpty()) {
                double[] values = numbers("--dry", dry, "M,B,L", 3);
                stages.add(
                        new Penalty.Dry(
                                values[0], values[1], whole(values[2]), last, breakers.get()));
            }
            cuts(stages);
            return new SamplerChain(stages);
        } catch (IllegalArgumentException e) {
            throw common.misuse(Failure.sentence(e));
        }
    }

    private void cuts(List<Stage> stages) {
        Stage sigma = new TopNSigma(topNSigma);
        double[] chance = xtc.isEmpty() ? new double[2] : numbers("--xtc", xtc, "P,T", 2);
        Stage choices = new Xtc(chance[0], chance[1], 0);
        switch (order) {
            case HUGGING_FACE -> {
                stages.add(new Temperature(temperature));
                stages.add(new TopK(topK, TieRule.KEEP));
                stages.add(new TopP(topP));
                stages.add(new MinP(minP));
                add(stages, new Typical(typical, TieRule.KEEP), typical != 1);
                add(stages, sigma, topNSigma >= 0);
                add(stages, choices, !xtc.isEmpty());
            }
            case LLAMA_CPP -> {
                add(stages, sigma, topNSigma >= 0);
                stages.add(new TopK(topK, TieRule.CUT_BY_ORDER));
                add(stages, new Typical(typical, TieRule.CUT_BY_ORDER), typical != 1);
                stages.add(new TopP(topP));
                stages.add(new MinP(minP));
                add(stages, choices, !xtc.isEmpty());
                stages.add(new Temperature(temperature));
            }
        }
    }

    private int defaultLastN() {
        return order == Order.HUGGING_FACE ? Penalty.ALL : SamplerChain.LLAMA_CPP_LAST_N;
    }

    private static void add(List<Stage> stages, Stage stage, boolean wanted) {
        if (wanted) {
            stages.add(stage);
        }
    }

    private Map<Integer, Double> biases() {
        Map<Integer, Double> values = new TreeMap<>();
        for (String bias : biases) {
            int equals = bias.indexOf('=');
            String value = bias.substring(equals + 1);
            try {
                values.put(
                        Integer.valueOf(bias.substring(0, Math.max(0, equals)).strip()),
                        value.strip().equals("-inf")
                                ? Double.NEGATIVE_INFINITY
                                : Double.parseDouble(value));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--logit-bias takes ID=B with a number or -inf, not " + bias, e);
            }
        }
        return values;
    }

    private static int whole(double value) {
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    "the allowed length is a whole number, not " + value);
        }
        return (int) value;
    }

    private static double[] numbers(String option, String text, String form, int count) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length != count) {
                throw new NumberFormatException("not " + count + " numbers");
            }
            return Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes " + form + ", not " + text, e);
        }
    }

    private enum Order {
        HUGGING_FACE,
        LLAMA_CPP
    }

    private static final class OrderConverter implements ITypeConverter<Order> {
        @Override
        public Order convert(String value) {
            return switch (value) {
                case "hf" -> Order.HUGGING_FACE;
                case "llama.cpp" -> Order.LLAMA_CPP;
                default ->
                        throw new TypeConversionException("'" + value + "' is not hf or llama.cpp");
            };
        }
    }
}
