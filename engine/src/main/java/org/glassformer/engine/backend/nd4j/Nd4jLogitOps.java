package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.LogitOps;
import org.glassformer.engine.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Checks what [Logits] computes.
record Nd4jLogitOps(Arguments arguments, Scratch scratch) implements LogitOps {
    @Override
    public void softmax(Tensor out, Tensor x) {
        INDArray rows = arguments.matrix("x", x);
        Logits.softmax(arguments.like("out", out, rows), rows);
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        INDArray rows = arguments.matrix("out", out);
        try (Scratch.Loan loan = scratch.open()) {
            Logits.addSoftmaxGradient(
                    arguments.like("dx", dx, rows), arguments.like("dOut", dOut, rows), rows, loan);
        }
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        INDArray rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.size(0), rows.size(1));
        try (Scratch.Loan loan = scratch.open()) {
            Logits.crossEntropy(arguments.column("losses", losses, rows), rows, targets, loan);
        }
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        INDArray rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.size(0), rows.size(1));
        Logits.crossEntropyBackward(
                arguments.like("dLogits", dLogits, rows), rows, targets, factor);
    }
}
