package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;

/// Steps of training, once the gradients are there.
public interface OptimiserOps {
    /// The sum of the squares of all elements, added in a fixed order.
    double sumOfSquares(Tensor x);

    /// One AdamW update of `parameter`, with its gradient and moments, all of the same size.
    void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step);

    /// parameter = parameter - learningRate (gradient + weightDecay parameter).
    void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay);
}
