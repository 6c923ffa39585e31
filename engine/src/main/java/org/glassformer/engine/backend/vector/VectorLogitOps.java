package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.LogitOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Loss] computes.
record VectorLogitOps(Workers workers, Operands operands) implements LogitOps {
    @Override
    public void softmax(Tensor out, Tensor x) {
        Loss.softmax(
                workers,
                operands.at(out, x.elements(), "out"),
                operands.at(x),
                x.rows(),
                x.dim(-1));
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        long n = out.elements();
        Loss.softmaxBackward(
                workers,
                operands.at(dx, n, "dx"),
                operands.at(dOut, n, "dOut"),
                operands.at(out),
                out.rows(),
                out.dim(-1));
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        int n = targets(logits, targets);
        Loss.crossEntropy(
                workers,
                operands.at(losses, n, "losses"),
                operands.at(logits),
                targets,
                n,
                logits.dim(-1));
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        int n = targets(logits, targets);
        long to = operands.at(dLogits, logits.elements(), "dLogits");
        Loss.crossEntropyBackward(
                workers, to, operands.at(logits), targets, factor, n, logits.dim(-1));
    }

    private static int targets(Tensor logits, int[] targets) {
        int n = logits.rows();
        if (targets.length != n) {
            throw new IllegalArgumentException(targets.length + " targets for " + n + " rows");
        }
        for (int target : targets) {
            if (target >= logits.dim(-1)) {
                throw new IndexOutOfBoundsException(
                        "target " + target + " is not below " + logits.dim(-1));
            }
        }
        return n;
    }
}
