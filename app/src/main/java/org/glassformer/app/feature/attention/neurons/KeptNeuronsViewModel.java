package org.glassformer.app.feature.attention.neurons;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.MlpNeurons;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.jspecify.annotations.Nullable;

/// What the neurons keep of a text: all activations, or those of one layer.
///
/// @param reading the text
/// @param neurons at every position
/// @param layer the only layer kept, or -1 for all
record KeptNeuronsViewModel(Reading reading, MlpNeurons neurons, int layer) {

    /// How much the activations of a text may take before only one layer is kept.
    static final long MOST_BYTES = 256L << 20;

    private static final int LISTED = 100;

    /// Runs the model on a text for them; takes time.
    ///
    /// @param wanted the layer that is kept if all are too many
    static KeptNeuronsViewModel of(
            EngineService engine, Reading reading, int wanted, TaskContext context) {
        int nLayer = reading.model().nLayer();
        int width = engine.study(reading.model(), (model, breath) -> model.config().ffnSize());
        context.checkCancelled();
        long all = 4L * nLayer * width * reading.tokens().size();
        int only = all <= MOST_BYTES ? -1 : Math.clamp(wanted, 0, nLayer - 1);
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < nLayer; layer++) {
            if (only < 0 || layer == only) {
                names.add(HookNames.block(layer).mlpPost());
            }
        }
        return engine.inspect(
                reading,
                HookFilter.of(names),
                (model, activations, breath) ->
                        new KeptNeuronsViewModel(
                                reading, new MlpNeurons(model, activations).prepared(), only));
    }

    /// Whether a neuron is of a layer that is kept.
    boolean has(Neuron neuron) {
        return neuron.layer() < reading.model().nLayer() && (layer < 0 || layer == neuron.layer());
    }

    /// The strongest neurons of all layers at a position, the strongest first.
    List<Neuron> strongest(int position, NeuronMeasure by) {
        return neurons(neurons.strongest(position, LISTED, measure(by)));
    }

    /// The strongest neurons of a layer at a position, the strongest first.
    List<Neuron> strongest(int of, int position, NeuronMeasure by) {
        return neurons(neurons.strongest(of, position, LISTED, measure(by)));
    }

    private static MlpNeurons.Measure measure(NeuronMeasure by) {
        return switch (by) {
            case EFFECT -> MlpNeurons.Measure.EFFECT;
            case ACTIVATION -> MlpNeurons.Measure.ACTIVATION;
        };
    }

    private static List<Neuron> neurons(List<MlpNeurons.Firing> found) {
        return found.stream()
                .map(one -> new Neuron(one.layer(), one.neuron(), one.activation(), one.effect()))
                .toList();
    }

    /// A neuron along the text; null for one of another model, which had more.
    @Nullable NeuronAlong along(Neuron neuron) {
        float[] values;
        try {
            values = neurons.along(neuron.layer(), neuron.number());
        } catch (IllegalArgumentException e) {
            return null;
        }
        List<String> labels = reading.tokens().stream().map(KeptNeuronsViewModel::label).toList();
        return new NeuronAlong(neuron, labels, values);
    }

    /// A token with its whitespace to be seen.
    static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }
}
