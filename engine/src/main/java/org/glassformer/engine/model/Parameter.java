package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One weight tensor and, while training, its gradient.
///
/// Names are short and the same for every family: `wte`, `wpe`, `blocks.3.ln1w`, `blocks.3.wq`,
/// `lnfw`, `head`. Checkpoints have their own; see [CheckpointNames].
public final class Parameter implements AutoCloseable {
    private final String name;
    private final Tensor value;
    private @Nullable Tensor gradient;

    Parameter(String name, Tensor value) {
        this.name = name;
        this.value = value;
    }

    /// The short name.
    public String name() {
        return name;
    }

    /// The weights.
    public Tensor value() {
        return value;
    }

    /// Whether weight decay applies: to matrices, not to biases and norms.
    public boolean decays() {
        return value.shape().rank() > 1;
    }

    /// The gradient.
    ///
    /// @throws IllegalStateException outside training
    public Tensor gradient() {
        if (gradient == null) {
            throw new IllegalStateException("no gradient of " + name + " outside training");
        }
        return gradient;
    }

    void allocateGradient(Backend backend) {
        if (gradient == null) {
            gradient = backend.allocate(value.shape());
        }
    }

    void releaseGradient() {
        if (gradient != null) {
            gradient.close();
            gradient = null;
        }
    }

    @Override
    public void close() {
        releaseGradient();
        value.close();
    }
}
