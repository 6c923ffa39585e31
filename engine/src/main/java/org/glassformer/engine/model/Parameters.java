package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Collects the parameters of a model while its layers are built.
final class Parameters {
    private final WeightSource source;
    private final List<Parameter> all = new ArrayList<>();

    Parameters(WeightSource source) {
        this.source = source;
    }

    /// A matrix (rows, columns).
    Parameter matrix(String name, int rows, int columns) {
        return add(name, Shape.of(rows, columns));
    }

    /// A vector (size).
    Parameter vector(String name, int size) {
        return add(name, Shape.of(size));
    }

    /// A linear layer from `in` to `out` channels; without bias if it has no name.
    Linear linear(String weight, @Nullable String bias, int out, int in) {
        Parameter w = matrix(weight, out, in);
        return new Linear(w, bias == null ? null : vector(bias, out));
    }

    /// The configuration's kind of norm over the residual stream: NAMEw and, for LayerNorm, NAMEb.
    Norm norm(String name, ModelConfig config) {
        Parameter weight = vector(name + "w", config.nEmbd());
        return config.rmsNorm()
                ? new RmsNorm(weight, config.normEps())
                : new LayerNorm(weight, vector(name + "b", config.nEmbd()), config.normEps());
    }

    /// All of them, in the order in which they were built.
    List<Parameter> all() {
        return List.copyOf(all);
    }

    /// Releases what has been built so far, after a failure.
    void release() {
        all.forEach(Parameter::close);
    }

    private Parameter add(String name, Shape shape) {
        Parameter parameter = new Parameter(name, source.tensor(name, shape));
        all.add(parameter);
        return parameter;
    }
}
