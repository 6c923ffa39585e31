package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;

/// The tokens that a neuron promotes and demotes on the straight way, through the residual stream to
/// the head (Geva et al. 2022, "Transformer Feed-Forward Layers Build Predictions by Promoting
/// Concepts in the Vocabulary Space").
///
/// A neuron's output vector v is its column of the second matrix. Like the parts of
/// [LogitAttribution] it goes through the norm behind the MLP, if there is one, and the last norm: its weight w is applied, LayerNorm's removal of
/// the mean too, its bias belongs to no part. The scale of the norm depends on the whole stream, and
/// is the same for every token; here it is 1 over the root mean square of v, so that figures of
/// different neurons can be compared: the logit that the neuron gives a token where the stream is
/// this neuron alone. Order and proportions are those of any position; the sign is for a positive
/// activation.
public final class NeuronTokens {
    private static final int STRIP = 1024;

    private final List<Weighted> promoted;
    private final List<Weighted> demoted;

    /// A token and what the neuron adds to its logit.
    ///
    /// @param token its id
    /// @param logit for the neuron's direction as the norm passes it on, at length sqrt(C)
    public record Weighted(int token, double logit) {}

    private NeuronTokens(List<Weighted> promoted, List<Weighted> demoted) {
        this.promoted = promoted;
        this.demoted = demoted;
    }

    /// Finds the tokens of a neuron.
    ///
    /// @param model it stays the caller's, whose thread this runs on
    /// @param count how many of either, at most
    /// @param breath called often; it may throw to give up
    /// @throws IllegalArgumentException if there is no such neuron
    public static NeuronTokens of(
            Transformer model, int layer, int neuron, int count, Runnable breath) {
        double[] along = direction(model, layer, neuron);
        ModelConfig config = model.config();
        Comparator<Weighted> least =
                Comparator.comparingDouble(Weighted::logit)
                        .thenComparing(Comparator.comparingInt(Weighted::token).reversed());
        PriorityQueue<Weighted> most = new PriorityQueue<>(least);
        PriorityQueue<Weighted> fewest = new PriorityQueue<>(least.reversed());
        Tensor head = model.parameter(config.tiedHead() ? "wte" : "head").value();
        int v = config.vocabSize();
        int c = along.length;
        float[] rows = new float[Math.min(STRIP, v) * c];
        for (int first = 0; first < v; first += STRIP) {
            int strip = Math.min(STRIP, v - first);
            model.backend().read(head, (long) first * c, rows, 0, strip * c);
            for (int i = 0; i < strip; i++) {
                double logit = 0;
                for (int k = 0; k < c; k++) {
                    logit += along[k] * rows[i * c + k];
                }
                Weighted token = new Weighted(first + i, logit);
                keep(most, token, count);
                keep(fewest, token, count);
            }
            breath.run();
        }
        return new NeuronTokens(sorted(most), sorted(fewest));
    }

    private static void keep(PriorityQueue<Weighted> queue, Weighted token, int count) {
        queue.add(token);
        if (queue.size() > count) {
            queue.remove();
        }
    }

    private static List<Weighted> sorted(PriorityQueue<Weighted> queue) {
        List<Weighted> sorted = new ArrayList<>();
        while (!queue.isEmpty()) {
            sorted.addFirst(queue.remove());
        }
        return List.copyOf(sorted);
    }

    /// The neuron's output vector as the last norm passes it on, (C).
    private static double[] direction(Transformer model, int layer, int neuron) {
        ModelConfig config = model.config();
        if (layer < 0 || layer >= config.nLayer() || neuron < 0 || neuron >= config.ffnSize()) {
            throw new IllegalArgumentException("there is no neuron " + layer + "." + neuron);
        }
        int c = config.nEmbd();
        Tensor w2 = model.parameter("blocks." + layer + ".w2").value(); // (C, F)
        double[] v = new double[c];
        float[] behind = MlpNeurons.normBehind(model, layer);
        float[] one = new float[1];
        double mean = 0;
        for (int i = 0; i < c; i++) {
            model.backend().read(w2, (long) i * config.ffnSize() + neuron, one, 0, 1);
            v[i] = one[0] * behind[i];
            mean += v[i] / c;
        }
        double square = 0;
        for (int i = 0; i < c; i++) {
            v[i] -= config.rmsNorm() ? 0 : mean;
            square += v[i] * v[i] / c;
        }
        double scale = 1 / Math.sqrt(square + config.normEps());
        float[] weight = model.backend().read(model.parameter("lnfw").value());
        for (int i = 0; i < c; i++) {
            v[i] *= scale * weight[i];
        }
        return v;
    }

    /// The tokens whose logits rise most with the activation, the first most.
    public List<Weighted> promoted() {
        return promoted;
    }

    /// The tokens whose logits fall most, the first most.
    public List<Weighted> demoted() {
        return demoted;
    }
}
