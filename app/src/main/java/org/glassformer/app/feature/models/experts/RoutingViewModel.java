package org.glassformer.app.feature.models.experts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.Reading;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.model.Experts;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;

/// Which experts took the tokens of a reading.
///
/// @param reading whose tokens they are
/// @param layers all of the model, empty for one with a plain MLP; none for a model without experts
record RoutingViewModel(Reading reading, List<Optional<RoutedLayer>> layers) {

    /// How much the inputs of all shared experts may take before their gates are left out.
    private static final long MOST_BYTES = 256L << 20;

    /// Copies the list.
    RoutingViewModel {
        layers = List.copyOf(layers);
    }

    /// Whether the model has experts at all.
    boolean isMixture() {
        return !layers.isEmpty();
    }

    /// A layer that has experts; empty for one that has none.
    Optional<RoutedLayer> layer(int layer) {
        return layer >= 0 && layer < layers.size() ? layers.get(layer) : Optional.empty();
    }

    /// Reads the tokens once more; a model without experts is not run.
    static RoutingViewModel of(EngineService engine, Reading reading) {
        ModelConfig config = engine.study(reading.model(), (model, breath) -> model.config());
        Experts experts = config.variant().experts();
        if (experts == null) {
            return new RoutingViewModel(reading, List.of());
        }
        long inputs = 4L * config.nLayer() * config.nEmbd() * reading.tokens().size();
        boolean gates = experts.sharedSize() > 0 && inputs <= MOST_BYTES;
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < config.nLayer(); layer++) {
            HookNames.OfBlock block = HookNames.block(layer);
            names.add(block.expertWeights());
            names.add(block.expertIndices());
            if (gates) {
                names.add(block.ln2());
            }
        }
        return engine.inspect(
                reading,
                HookFilter.of(names),
                (model, activations, breath) ->
                        new RoutingViewModel(reading, layers(model, activations, breath)));
    }

    private static List<Optional<RoutedLayer>> layers(
            Transformer model, ActivationCache activations, Runnable breath) {
        List<Optional<RoutedLayer>> layers = new ArrayList<>();
        for (int layer = 0; layer < model.config().nLayer(); layer++) {
            int number = layer;
            breath.run();
            layers.add(
                    model.config()
                            .experts(layer)
                            .map(experts -> layer(model, activations, experts, number)));
        }
        return layers;
    }

    private static RoutedLayer layer(
            Transformer model, ActivationCache activations, Experts experts, int layer) {
        HookNames.OfBlock block = HookNames.block(layer);
        float[] chosen = activations.get(block.expertIndices()).data();
        int[] indices = new int[chosen.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Math.round(chosen[i]);
        }
        boolean shared = experts.sharedSize() > 0;
        float[] gates =
                activations
                        .find(block.ln2())
                        .filter(ignored -> shared)
                        .map(input -> gates(model, layer, input.data()))
                        .orElse(new float[0]);
        return new RoutedLayer(
                layer,
                experts.count(),
                experts.chosen(),
                experts.normalised(),
                activations.get(block.expertWeights()).data(),
                indices,
                gates,
                shared);
    }

    /// sigmoid(x w^T) for every token.
    ///
    /// @param x what the experts read, (T, C)
    private static float[] gates(Transformer model, int layer, float[] x) {
        float[] w =
                model.backend().read(model.parameter("blocks." + layer + ".sharedGate").value());
        float[] gates = new float[x.length / w.length];
        for (int token = 0; token < gates.length; token++) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                sum += (double) w[i] * x[token * w.length + i];
            }
            gates[token] = (float) (1 / (1 + Math.exp(-sum)));
        }
        return gates;
    }
}
