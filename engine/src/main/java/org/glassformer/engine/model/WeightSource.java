package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Where the weights of a new model come from: a checkpoint, or chance.
@FunctionalInterface
interface WeightSource {
    /// The tensor for the parameter `name`, allocated by the model's backend.
    Tensor tensor(String name, Shape shape);
}
