package org.glassformer.engine.backend;

import java.util.List;
import org.glassformer.engine.tensor.Tensor;

/// Steps of training, once the gradients are there.
public interface OptimiserOps {
    /// The sum of the squares of all elements, added in a fixed order.
    double sumOfSquares(Tensor x);

    /// [#sumOfSquares] of each of `tensors`, for which a device is waited for once.
    default double[] sumsOfSquares(List<Tensor> tensors) {
        return tensors.stream().mapToDouble(this::sumOfSquares).toArray();
    }

    /// One AdamW update of `parameter`, with its gradient and moments, all of the same size.
    void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step);

    /// parameter = parameter - learningRate (gradient + weightDecay parameter).
    void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay);
}
