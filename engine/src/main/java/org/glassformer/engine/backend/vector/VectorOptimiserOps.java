package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.OptimiserOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Optimizer] adds up and changes.
record VectorOptimiserOps(Workers workers, Operands operands) implements OptimiserOps {
    @Override
    public double sumOfSquares(Tensor x) {
        return Optimizer.sumOfSquares(workers, operands.at(x), x.elements());
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        long n = parameter.elements();
        Optimizer.adamW(
                workers,
                operands.at(parameter),
                operands.at(gradient, n, "gradient"),
                operands.at(m, n, "m"),
                operands.at(v, n, "v"),
                n,
                step);
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        long n = parameter.elements();
        long from = operands.at(gradient, n, "gradient");
        Optimizer.sgd(workers, operands.at(parameter), from, n, learningRate, weightDecay);
    }
}
