package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.LogitOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Logits] computes.
record ScalarLogitOps(Arguments arguments) implements LogitOps {
    @Override
    public void softmax(Tensor out, Tensor x) {
        Matrix rows = arguments.matrix("x", x);
        Logits.softmax(arguments.matrix("out", out, rows.rows(), rows.cols()), rows);
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        Matrix rows = arguments.matrix("out", out);
        Logits.softmaxBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows);
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        Matrix rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.rows(), rows.cols());
        Logits.crossEntropy(arguments.vector("losses", losses, rows.rows()), rows, targets);
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        Matrix rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.rows(), rows.cols());
        Logits.crossEntropyBackward(
                arguments.matrix("dLogits", dLogits, rows.rows(), rows.cols()),
                rows,
                targets,
                factor);
    }
}
