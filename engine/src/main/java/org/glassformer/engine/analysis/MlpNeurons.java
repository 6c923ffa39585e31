package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;

/// The neurons of the MLPs in one run.
///
/// A neuron adds its activation (after the non-linearity and the gate) times its output vector, a
/// column of the second matrix, to the residual stream. A large activation with a short vector moves
/// little; the effect, activation times the vector's length, says how far the stream is moved. Behind a
/// norm of what the MLP gives (Gemma 2) that is so up to the norm's scale, one for all neurons of a layer.
public final class MlpNeurons {
    private final Transformer model;
    private final ActivationCache cache;
    private final double[][] outputNorms; // per layer (F), when first needed

    /// The neurons of one run.
    ///
    /// @param model it stays the caller's; this belongs to the thread that uses it
    /// @param cache with the activations of [#filter], of all layers or of some
    /// @throws IllegalArgumentException if the model is a mixture of experts, which hooks no neurons
    public MlpNeurons(Transformer model, ActivationCache cache) {
        if (model.config().variant().experts() != null) {
            throw new IllegalArgumentException(
                    "the neurons of a mixture of experts are not shown one by one");
        }
        this.model = model;
        this.cache = cache;
        this.outputNorms = new double[model.config().nLayer()][0];
    }

    /// The activations that a run has to keep: (T, F) for every layer.
    public static HookFilter filter(ModelConfig config) {
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < config.nLayer(); layer++) {
            names.add(HookNames.block(layer).mlpPost());
        }
        return HookFilter.of(names);
    }

    /// Reads what is needed of the model's weights at once; afterwards any thread may ask, and the
    /// model may be closed.
    public MlpNeurons prepared() {
        for (int layer = 0; layer < outputNorms.length; layer++) {
            outputNorms(layer);
        }
        return this;
    }

    /// A neuron at one position.
    ///
    /// @param layer its block
    /// @param neuron its number in the block
    /// @param activation after non-linearity and gate
    /// @param effect activation times the length of its output vector
    public record Firing(int layer, int neuron, float activation, double effect) {}

    /// What counts as strong.
    public enum Measure {
        /// The activation, whatever its sign.
        ACTIVATION,
        /// The effect on the residual stream, whatever its sign.
        EFFECT
    }

    /// The strongest neurons of one layer at a position, the strongest first.
    ///
    /// @throws IllegalArgumentException if the layer's activation was not kept, or there is no such
    ///     position
    public List<Firing> strongest(int layer, int position, int count, Measure measure) {
        float[] row = Rows.of(cache, HookNames.block(layer).mlpPost(), position);
        double[] norms = outputNorms(layer);
        List<Firing> all = new ArrayList<>(row.length);
        for (int i = 0; i < row.length; i++) {
            all.add(new Firing(layer, i, row[i], row[i] * norms[i]));
        }
        return best(all, count, measure);
    }

    /// The strongest neurons of all layers at a position, the strongest first.
    ///
    /// @throws IllegalArgumentException if an activation was not kept, or there is no such position
    public List<Firing> strongest(int position, int count, Measure measure) {
        List<Firing> all = new ArrayList<>();
        for (int layer = 0; layer < model.config().nLayer(); layer++) {
            all.addAll(strongest(layer, position, count, measure));
        }
        return best(all, count, measure);
    }

    private static List<Firing> best(List<Firing> all, int count, Measure measure) {
        Comparator<Firing> weakest =
                switch (measure) {
                    case ACTIVATION -> Comparator.comparingDouble(f -> Math.abs(f.activation()));
                    case EFFECT -> Comparator.comparingDouble(f -> Math.abs(f.effect()));
                };
        all.sort(weakest.reversed());
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    /// A neuron's activation at every position, (T).
    ///
    /// @throws IllegalArgumentException if the layer's activation was not kept, or there is no such
    ///     neuron
    public float[] along(int layer, int neuron) {
        ActivationCache.Values values = cache.get(HookNames.block(layer).mlpPost());
        int f = values.shape().dim(-1);
        if (neuron < 0 || neuron >= f) {
            throw new IllegalArgumentException("layer " + layer + " has no neuron " + neuron);
        }
        float[] along = new float[values.shape().rows()];
        for (int t = 0; t < along.length; t++) {
            along[t] = values.data()[t * f + neuron];
        }
        return along;
    }

    /// The lengths of the output vectors of a layer's neurons, (F).
    private double[] outputNorms(int layer) {
        if (outputNorms[layer].length == 0) {
            int f = model.config().ffnSize();
            float[] w2 = model.backend().read(model.parameter("blocks." + layer + ".w2").value());
            double[] squares = new double[f]; // w2 is (C, F)
            float[] behind = normBehind(model, layer);
            for (int i = 0; i < w2.length; i++) {
                double part = (double) w2[i] * behind[i / f];
                squares[i % f] += part * part;
            }
            for (int i = 0; i < f; i++) {
                squares[i] = Math.sqrt(squares[i]);
            }
            outputNorms[layer] = squares;
        }
        return outputNorms[layer];
    }

    /// The weight of the norm behind a layer's MLP, (C), ones without one.
    static float[] normBehind(Transformer model, int layer) {
        if (model.config().variant().postNorms()) {
            return model.backend().read(model.parameter("blocks." + layer + ".ln2pw").value());
        }
        float[] ones = new float[model.config().nEmbd()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
