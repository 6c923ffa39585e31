package org.glassformer.app.session;

import org.glassformer.engine.sampling.SamplerChain;

/// The sampler chain as its sliders stand.
///
/// @param order which stage acts before which
/// @param temperature 0 for the most likely token alone; 1 changes nothing
/// @param topK 0 changes nothing
/// @param topP 1 changes nothing
/// @param minP 0 changes nothing
public record ChainSettings(Order order, double temperature, int topK, double topP, double minP) {

    /// The orders in use elsewhere.
    public enum Order {
        /// Top-k, top-p, min-p, temperature.
        LLAMA_CPP,
        /// Temperature, top-k, top-p, min-p.
        HUGGING_FACE
    }

    /// What llama.cpp begins with.
    public static final ChainSettings LLAMA_CPP =
            new ChainSettings(Order.LLAMA_CPP, 0.8, 40, 0.95, 0.05);

    /// No change to what the model says.
    public ChainSettings neutral() {
        return new ChainSettings(order, 1, 0, 1, 0);
    }

    /// Always the most likely token.
    public ChainSettings greedy() {
        return new ChainSettings(order, 0, 0, 1, 0);
    }

    /// Hotter, with the tail cut by min-p.
    public ChainSettings creative() {
        return new ChainSettings(order, 1.2, 0, 1, 0.05);
    }

    /// The same stages in another order.
    public ChainSettings withOrder(Order value) {
        return new ChainSettings(value, temperature, topK, topP, minP);
    }

    /// The same with another temperature.
    public ChainSettings withTemperature(double value) {
        return new ChainSettings(order, value, topK, topP, minP);
    }

    /// The same with another k.
    public ChainSettings withTopK(int value) {
        return new ChainSettings(order, temperature, value, topP, minP);
    }

    /// The same with another p.
    public ChainSettings withTopP(double value) {
        return new ChainSettings(order, temperature, topK, value, minP);
    }

    /// The same with another min-p.
    public ChainSettings withMinP(double value) {
        return new ChainSettings(order, temperature, topK, topP, value);
    }

    /// The engine's chain.
    public SamplerChain toChain() {
        return switch (order) {
            case LLAMA_CPP -> SamplerChain.llamaCpp(temperature, topK, topP, minP);
            case HUGGING_FACE -> SamplerChain.huggingFace(temperature, topK, topP, minP);
        };
    }
}
