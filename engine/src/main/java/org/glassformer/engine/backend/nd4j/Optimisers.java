package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.AdamW;
import org.nd4j.linalg.api.ndarray.INDArray;

/// One step downhill; all arguments of one call are vectors of the same size.
///
/// ND4J's own Adam adds eps to the root before the correction of its bias, in F32, so the steps are
/// written out.
final class Optimisers {
    private Optimisers() {}

    /// m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2,
    /// p = p - lr (m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps) + weightDecay p).
    static void adamW(
            INDArray p, INDArray g, INDArray m, INDArray v, AdamW step, Scratch.Loan loan) {
        double beta1 = step.beta1();
        double beta2 = step.beta2();
        double lr = step.learningRate();
        INDArray part = loan.like(p);
        INDArray root = loan.like(p);
        Ops.scale(m, m, beta1);
        Ops.scale(part, g, 1 - beta1);
        Ops.add(m, m, part);
        Ops.scale(v, v, beta2);
        Ops.multiply(part, g, g);
        Ops.scale(part, part, 1 - beta2);
        Ops.add(v, v, part);
        Ops.scale(root, v, 1 / (1 - Math.pow(beta2, step.step())));
        Ops.sqrt(root, root);
        Ops.add(root, root, step.eps());
        Ops.scale(part, m, lr / (1 - Math.pow(beta1, step.step())));
        Ops.divide(part, part, root);
        Ops.scale(p, p, 1 - lr * step.weightDecay());
        Ops.subtract(p, p, part);
    }

    /// p = p - lr (g + weightDecay p).
    static void sgd(
            INDArray p, INDArray g, double learningRate, double weightDecay, Scratch.Loan loan) {
        INDArray part = loan.like(p);
        Ops.scale(part, g, learningRate);
        Ops.scale(p, p, 1 - learningRate * weightDecay);
        Ops.subtract(p, p, part);
    }
}
