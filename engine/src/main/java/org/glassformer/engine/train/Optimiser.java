package org.glassformer.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;

/// Turns gradients into new weights, and owns the moments it needs for that.
///
/// Weight decay is decoupled and applies to matrices, the embeddings among them (as in GPT-2 and
/// nanoGPT: the tied head is one, and rare rows would else keep their noise); biases and norms do
/// not decay.
final class Optimiser implements AutoCloseable {
    private final Backend backend;
    private final OptimiserSettings settings;
    private final List<Parameter> parameters;
    private final List<Tensor> first = new ArrayList<>();
    private final List<Tensor> second = new ArrayList<>();

    Optimiser(Backend backend, List<Parameter> parameters, OptimiserSettings settings) {
        this.backend = backend;
        this.settings = settings;
        this.parameters = parameters;
        if (settings.kind() == OptimiserSettings.Kind.ADAMW) {
            for (Parameter parameter : parameters) {
                first.add(backend.allocate(parameter.value().shape()));
                second.add(backend.allocate(parameter.value().shape()));
            }
        }
    }

    /// The first moments, in the order of the parameters; none for SGD.
    List<Tensor> first() {
        return first;
    }

    /// The second moments, in the order of the parameters; none for SGD.
    List<Tensor> second() {
        return second;
    }

    /// Scales the gradients down so that their global norm is at most `clip`; 0 is no limit.
    ///
    /// @return the norm before
    double clip() {
        double sum = 0;
        List<Tensor> gradients = parameters.stream().map(Parameter::gradient).toList();
        for (double squares : backend.sumsOfSquares(gradients)) {
            sum += squares;
        }
        double norm = Math.sqrt(sum);
        if (settings.clip() > 0 && norm > settings.clip()) {
            float factor = (float) (settings.clip() / norm);
            parameters.forEach(parameter -> backend.scale(parameter.gradient(), factor));
        }
        return norm;
    }

    /// One update.
    ///
    /// @param step counted from 1
    void update(float learningRate, int step) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            float decay = parameter.decays() ? settings.weightDecay() : 0;
            switch (settings.kind()) {
                case ADAMW ->
                        backend.adamW(
                                parameter.value(),
                                parameter.gradient(),
                                first.get(i),
                                second.get(i),
                                new AdamW(
                                        learningRate,
                                        settings.beta1(),
                                        settings.beta2(),
                                        settings.eps(),
                                        decay,
                                        step));
                case SGD ->
                        backend.sgd(parameter.value(), parameter.gradient(), learningRate, decay);
            }
        }
    }

    @Override
    public void close() {
        first.forEach(Tensor::close);
        second.forEach(Tensor::close);
    }
}
