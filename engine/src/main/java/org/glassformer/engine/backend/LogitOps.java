package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;

/// What is done to rows of logits: the softmax and the loss.
public interface LogitOps {
    /// out = exp(x - max) / sum, per row; `out` may be `x`.
    void softmax(Tensor out, Tensor x);

    /// dx += out (dOut - sum dOut out), per row.
    void softmaxBackward(Tensor dx, Tensor dOut, Tensor out);

    /// losses[n] = ln(sum exp(logits[n])) - logits[n][targets[n]], in nats; 0 where the target is
    /// negative.
    ///
    /// @param losses (N)
    /// @param logits (N, V)
    void crossEntropy(Tensor losses, Tensor logits, int[] targets);

    /// dLogits = factor (softmax(logits) - onehot(target)); rows with a negative target become 0.
    /// It overwrites; `dLogits` may be `logits`.
    void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor);
}
