package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.AdamW;

/// One step downhill; all arguments of one call have the same size.
final class Optimisers {
    private Optimisers() {}

    /// The sum over i of x[i]^2, in order.
    static double sumOfSquares(Matrix x) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += x.get(i) * x.get(i);
        }
        return sum;
    }

    /// AdamW (Loshchilov and Hutter 2019), with g the gradient and t the step from 1:
    ///
    ///     m = beta1 m + (1 - beta1) g          a running mean of the gradient
    ///     v = beta2 v + (1 - beta2) g^2        and of its square
    ///     mHat = m / (1 - beta1^t)             both began at 0: undo that
    ///     vHat = v / (1 - beta2^t)
    ///     p = p - lr (mHat / (sqrt(vHat) + eps) + weightDecay p)
    static void adamW(Matrix parameter, Matrix gradient, Matrix m, Matrix v, AdamW step) {
        double beta1 = step.beta1();
        double beta2 = step.beta2();
        double mShare = 1 - Math.pow(beta1, step.step());
        double vShare = 1 - Math.pow(beta2, step.step());
        for (int i = 0; i < parameter.size(); i++) {
            double g = gradient.get(i);
            double p = parameter.get(i);
            double mNew = beta1 * m.get(i) + (1 - beta1) * g;
            double vNew = beta2 * v.get(i) + (1 - beta2) * g * g;
            double direction = mNew / mShare / (Math.sqrt(vNew / vShare) + step.eps());
            m.set(i, mNew);
            v.set(i, vNew);
            parameter.set(i, p - step.learningRate() * (direction + step.weightDecay() * p));
        }
    }

    /// p = p - lr (g + weightDecay p).
    static void sgd(Matrix parameter, Matrix gradient, double learningRate, double weightDecay) {
        for (int i = 0; i < parameter.size(); i++) {
            double p = parameter.get(i);
            parameter.set(i, p - learningRate * (gradient.get(i) + weightDecay * p));
        }
    }
}
