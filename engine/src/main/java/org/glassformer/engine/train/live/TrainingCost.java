package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;

/// What training a model costs, known before it starts.
///
/// With N = B T positions, L layers, C channels, Q = NH HS and K = NKV HS channels of queries and of
/// keys, F neurons, V tokens, and G = 1 with a gated MLP, else 0; all numbers are F32, four bytes each:
///
/// - weights and gradients: as many numbers as parameters, each; moments: twice as many for AdamW, none
///   for SGD
/// - activations kept for the backward pass: `N C + L N (6 C + 4 + 2 Q + 2 K + NH + (2 + G) F)`
///   for the embedding and the layers (six tensors of C channels, two norms' statistics, q, z, k, v, the
///   softmax's denominators, the MLP), `N (C + 2)` for the last norm, `N V` logits, `N` losses; with norms
///   of queries and keys also `L N (Q + K + 2 NH + 2 NKV)`
/// - gradients of activations, one set for all layers: `N (3 C + 2 Q + 2 K + (2 + G) F)`, with those
///   norms also `N (Q + K)`
/// - floating-point operations of a step: two for each weight of a product and position forward, four
///   backward: `6 N (L (2 C Q + 2 C K + (2 + G) C F) + V C)`; attention, where a query sees T (T + 1) / 2
///   keys, two products forward and five backward: `7 L B Q T (T + 1)`. Norms, activations and the
///   optimiser are left out: they are below a few percent.
///
/// @param parts parameters by part
/// @param parameters of all parts
/// @param weightBytes memory of the weights
/// @param gradientBytes memory of their gradients
/// @param momentBytes memory of the optimiser
/// @param activationBytes memory of activations and their gradients
/// @param flopsPerStep floating-point operations of a step
/// @param tokensPerStep positions of a step
public record TrainingCost(
        List<Part> parts,
        long parameters,
        long weightBytes,
        long gradientBytes,
        long momentBytes,
        long activationBytes,
        double flopsPerStep,
        long tokensPerStep) {

    /// The parameters of a part.
    ///
    /// @param name `wte`, `wpe`, `attention`, `mlp`, `norms` or `head`
    /// @param count how many, in all layers
    public record Part(String name, long count) {}

    /// Keeps its own list.
    public TrainingCost {
        parts = List.copyOf(parts);
    }

    /// All memory together.
    public long bytes() {
        return weightBytes + gradientBytes + momentBytes + activationBytes;
    }

    /// What a run would cost, before it is begun; the vocabulary is made for it.
    ///
    /// @throws org.glassformer.engine.train.TrainingException if the task's text cannot have the vocabulary
    public static TrainingCost of(LiveSettings settings) {
        return RunOpening.cost(settings);
    }

    /// The cost of training a model.
    ///
    /// @param batch B, windows of a step
    /// @param time T, tokens of a window
    public static TrainingCost of(
            ModelConfig model, int batch, int time, OptimiserSettings.Kind optimiser) {
        List<Part> parts = parts(model);
        long parameters = parts.stream().mapToLong(Part::count).sum();
        long moments = optimiser == OptimiserSettings.Kind.ADAMW ? 2 * parameters : 0;
        return new TrainingCost(
                parts,
                parameters,
                Float.BYTES * parameters,
                Float.BYTES * parameters,
                Float.BYTES * moments,
                Float.BYTES * activations(model, (long) batch * time),
                flops(model, batch, time),
                (long) batch * time);
    }

    private static List<Part> parts(ModelConfig model) {
        long layers = model.nLayer();
        long c = model.nEmbd();
        long q = model.qSize();
        long k = model.kvSize();
        long f = model.ffnSize();
        long v = model.vocabSize();
        long products = model.gatedMlp() ? 3 : 2;
        long attention =
                2 * c * q
                        + 2 * c * k
                        + (model.qkvBias() ? q + 2 * k : 0)
                        + (model.attnOutBias() ? c : 0);
        long mlp = products * c * f + (model.mlpBias() ? (products - 1) * f + c : 0);
        long norm = model.rmsNorm() ? c : 2 * c;
        long norms = (2 * layers + 1) * norm + (model.qkNorm() ? layers * 2 * model.headSize() : 0);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("wte", v * c));
        if (model.learnedPositions()) {
            parts.add(new Part("wpe", model.blockSize() * c));
        }
        parts.add(new Part("attention", layers * attention));
        parts.add(new Part("mlp", layers * mlp));
        parts.add(new Part("norms", norms));
        if (!model.tiedHead()) {
            parts.add(new Part("head", v * c));
        }
        return parts;
    }

    private static long activations(ModelConfig model, long n) {
        long c = model.nEmbd();
        long q = model.qSize();
        long k = model.kvSize();
        long mlp = (model.gatedMlp() ? 3L : 2L) * model.ffnSize();
        long heads = model.nHead();
        long block = 6 * c + 4 + 2 * q + 2 * k + heads + mlp;
        long scratch = 3 * c + 2 * q + 2 * k + mlp;
        if (model.qkNorm()) {
            block += q + k + 2 * heads + 2L * model.nKvHead();
            scratch += q + k;
        }
        return n * (c + model.nLayer() * block + c + 2 + model.vocabSize() + 1 + scratch);
    }

    private static double flops(ModelConfig model, double batch, double time) {
        double c = model.nEmbd();
        double q = model.qSize();
        double k = model.kvSize();
        double mlp = (model.gatedMlp() ? 3 : 2) * c * model.ffnSize();
        double weights =
                model.nLayer() * (2 * c * q + 2 * c * k + mlp) + (double) model.vocabSize() * c;
        double attention = 7 * model.nLayer() * batch * q * time * (time + 1);
        return 6 * batch * time * weights + attention;
    }
}
