package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;

/// Root mean square normalisation (Zhang and Sennrich 2019).
///
/// @param weight (C)
/// @param eps added to the mean square
record RmsNorm(Parameter weight, float eps) implements Norm {
    @Override
    public void forward(Backend backend, Tensor out, Tensor statistics, Tensor x) {
        backend.rmsNorm(out, Norm.rstd(statistics), x, weight.value(), eps);
    }

    @Override
    public void backward(Backend backend, Tensor dx, Tensor dOut, Tensor x, Tensor statistics) {
        backend.rmsNormBackward(
                dx, weight.gradient(), dOut, x, weight.value(), Norm.rstd(statistics));
    }
}
