package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Tensor;

/// The half of a block that looks at each position by itself.
sealed interface FeedForward permits Mlp, Mixture {

    /// Reads `a.ln2()`, writes `out`.
    void forward(Pass pass, BlockActivations a, Tensor out);

    /// From the gradient of what [#forward] wrote, in `g.branch()`, to that of `a.ln2()` in `g.norm()`,
    /// which it overwrites.
    void backward(Pass pass, BlockActivations a, BlockGradients g);
}
