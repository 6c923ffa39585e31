package org.glassformer.engine.cli;

import org.glassformer.engine.sampling.SamplerChain;
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

    /// The chain that the options describe.
    SamplerChain chain(CommonOptions common) {
        try {
            return switch (order) {
                case HUGGING_FACE -> SamplerChain.huggingFace(temperature, topK, topP, minP);
                case LLAMA_CPP -> SamplerChain.llamaCpp(temperature, topK, topP, minP);
            };
        } catch (IllegalArgumentException e) {
            throw common.misuse(Failure.sentence(e));
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
