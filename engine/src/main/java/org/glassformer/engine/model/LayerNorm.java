package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;

/// Layer normalisation (Ba, Kiros and Hinton 2016).
///
/// @param weight (C)
/// @param bias (C)
/// @param eps added to the variance
record LayerNorm(Parameter weight, Parameter bias, float eps) implements Norm {
    @Override
    public void forward(Backend backend, Tensor out, Tensor statistics, Tensor x) {
        backend.layerNorm(
                out,
                Norm.mean(statistics),
                Norm.rstd(statistics),
                x,
                weight.value(),
                bias.value(),
                eps);
    }

    @Override
    public void backward(Backend backend, Tensor dx, Tensor dOut, Tensor x, Tensor statistics) {
        backend.layerNormBackward(
                dx,
                weight.gradient(),
                bias.gradient(),
                dOut,
                x,
                weight.value(),
                Norm.mean(statistics),
                Norm.rstd(statistics));
    }
}
