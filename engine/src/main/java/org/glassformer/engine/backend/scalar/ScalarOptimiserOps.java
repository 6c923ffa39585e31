package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.OptimiserOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Optimisers] adds up and changes.
record ScalarOptimiserOps(Arguments arguments) implements OptimiserOps {
    @Override
    public double sumOfSquares(Tensor x) {
        return Optimisers.sumOfSquares(arguments.vector("x", x));
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        Optimisers.adamW(
                arguments.vector("parameter", parameter),
                arguments.like("gradient", gradient, parameter),
                arguments.like("m", m, parameter),
                arguments.like("v", v, parameter),
                step);
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        Optimisers.sgd(
                arguments.vector("parameter", parameter),
                arguments.like("gradient", gradient, parameter),
                learningRate,
                weightDecay);
    }
}
