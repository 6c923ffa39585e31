package org.glassformer.engine.backend.scalar;

/// Rows of logits: softmax and cross-entropy.
///
/// The largest logit is subtracted before the exponential, which changes no quotient and keeps every
/// power within [0, 1].
final class Logits {
    private Logits() {}

    /// out[n][i] = exp(x[n][i] - max) / sum over j of exp(x[n][j] - max).
    ///
    /// @param out (N, V), may be `x`
    /// @param x (N, V)
    static void softmax(Matrix out, Matrix x) {
        for (int n = 0; n < x.rows(); n++) {
            softmax(out, x, n, 0, x.cols());
        }
    }

    /// The softmax of one row's columns `from` to `to` (exclusive); zeros if all are minus infinity.
    static void softmax(Matrix out, Matrix x, int row, int from, int to) {
        double max = x.max(row, from, to);
        double sum = 0;
        for (int c = from; c < to; c++) {
            sum += Math.exp(x.get(row, c) - max);
        }
        for (int c = from; c < to; c++) {
            boolean empty = max == Double.NEGATIVE_INFINITY;
            out.set(row, c, empty ? 0 : Math.exp(x.get(row, c) - max) / sum);
        }
    }

    /// dx[n][i] += out[n][i] (dOut[n][i] - sum over j of dOut[n][j] out[n][j]).
    ///
    /// @param dx (N, V)
    /// @param dOut (N, V)
    /// @param out (N, V), what the forward pass gave
    static void softmaxBackward(Matrix dx, Matrix dOut, Matrix out) {
        for (int n = 0; n < out.rows(); n++) {
            softmaxBackward(dx, dOut, out, n, 0, out.cols());
        }
    }

    /// The same for one row's columns `from` to `to` (exclusive).
    static void softmaxBackward(Matrix dx, Matrix dOut, Matrix out, int row, int from, int to) {
        double sum = 0;
        for (int c = from; c < to; c++) {
            sum += dOut.get(row, c) * out.get(row, c);
        }
        for (int c = from; c < to; c++) {
            dx.add(row, c, out.get(row, c) * (dOut.get(row, c) - sum));
        }
    }

    /// ln(sum over c of exp(x[row][c])), as max + ln(sum of exp(x[row][c] - max)).
    static double logSumExp(Matrix x, int row, int from, int to) {
        double max = x.max(row, from, to);
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (int c = from; c < to; c++) {
            sum += Math.exp(x.get(row, c) - max);
        }
        return max + Math.log(sum);
    }

    /// How surprised the model is by the token that came, in nats:
    ///
    ///     losses[n] = -ln softmax(logits[n])[target] = logSumExp(logits[n]) - logits[n][target]
    ///
    /// @param losses (N); 0 where the target is negative
    /// @param logits (N, V)
    static void crossEntropy(Matrix losses, Matrix logits, int[] targets) {
        for (int n = 0; n < targets.length; n++) {
            losses.set(
                    n,
                    targets[n] < 0
                            ? 0
                            : logSumExp(logits, n, 0, logits.cols()) - logits.get(n, targets[n]));
        }
    }

    /// What was predicted minus what came:
    ///
    ///     dLogits[n][i] = factor (softmax(logits[n])[i] - (i == target ? 1 : 0))
    ///
    /// @param dLogits (N, V), overwritten, may be `logits`; 0 where the target is negative
    /// @param logits (N, V)
    static void crossEntropyBackward(Matrix dLogits, Matrix logits, int[] targets, double factor) {
        for (int n = 0; n < targets.length; n++) {
            int target = targets[n];
            double lse = target < 0 ? 0 : logSumExp(logits, n, 0, logits.cols());
            for (int i = 0; i < logits.cols(); i++) {
                double predicted = target < 0 ? 0 : Math.exp(logits.get(n, i) - lse);
                dLogits.set(n, i, factor * (i == target ? predicted - 1 : predicted));
            }
        }
    }
}
