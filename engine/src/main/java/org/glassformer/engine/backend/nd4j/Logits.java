package org.glassformer.engine.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;

/// Rows of logits: softmax and cross-entropy.
final class Logits {
    private Logits() {}

    /// out = softmax of each row of x.
    static void softmax(INDArray out, INDArray x) {
        Nd4j.exec(new SoftMax(x, out, 1));
    }

    /// dx += out (dOut - sum of dOut out), per row.
    static void addSoftmaxGradient(INDArray dx, INDArray dOut, INDArray out, Scratch.Loan loan) {
        INDArray product = loan.like(out);
        INDArray sum = loan.matrix(out.size(0), 1);
        Ops.multiply(product, dOut, out);
        Ops.sum(sum, product, 1);
        Ops.subtract(product, dOut, sum);
        Ops.multiply(product, product, out);
        Ops.add(dx, dx, product);
    }

    /// logs = max + ln(sum of e^(x - max)), per row.
    ///
    /// @param logs (N, 1)
    /// @param x (N, V)
    static void logSumExp(INDArray logs, INDArray x, Scratch.Loan loan) {
        INDArray largest = loan.matrix(x.size(0), 1);
        INDArray powers = loan.like(x);
        Ops.largest(largest, x, 1);
        Ops.subtract(powers, x, largest);
        Ops.exp(powers, powers);
        Ops.sum(logs, powers, 1);
        Ops.log(logs, logs);
        Ops.add(logs, logs, largest);
    }

    /// losses = logSumExp(logits) - logits[target], 0 where the target is negative.
    ///
    /// @param losses (N, 1)
    /// @param logits (N, V)
    static void crossEntropy(INDArray losses, INDArray logits, int[] targets, Scratch.Loan loan) {
        INDArray flat = logits.reshape(logits.length());
        INDArray came = loan.vector(targets.length);
        try (INDArray places = Nd4j.createFromArray(places(targets, logits.size(1)))) {
            Linear.gather(came, flat, places);
        }
        logSumExp(losses, logits, loan);
        Ops.subtract(losses, losses, came.reshape(targets.length, 1));
        for (int n = 0; n < targets.length; n++) {
            if (targets[n] < 0) {
                losses.putScalar(n, 0, 0);
            }
        }
    }

    /// dLogits = factor (softmax(logits) - onehot(target)), 0 where the target is negative.
    static void crossEntropyBackward(
            INDArray dLogits, INDArray logits, int[] targets, double factor) {
        softmax(dLogits, logits);
        float[] factors = new float[targets.length];
        for (int n = 0; n < targets.length; n++) {
            if (targets[n] >= 0) {
                dLogits.putScalar(n, targets[n], dLogits.getFloat(n, targets[n]) - 1);
                factors[n] = (float) factor;
            }
        }
        try (INDArray column = Nd4j.createFromArray(factors)) {
            Ops.multiply(dLogits, dLogits, column.reshape(targets.length, 1));
        }
    }

    /// Where the targets lie among all logits; the row's first for none.
    private static long[] places(int[] targets, long width) {
        long[] places = new long[targets.length];
        for (int n = 0; n < targets.length; n++) {
            places[n] = n * width + Math.max(0, targets[n]);
        }
        return places;
    }
}
