package org.glassformer.engine.backend.scalar;

import org.jspecify.annotations.Nullable;

/// Embedding and matrix products.
final class Linear {
    private Linear() {}

    /// out[n] = table[ids[n]].
    ///
    /// @param out (N, C)
    /// @param table (V, C)
    static void embed(Matrix out, Matrix table, int[] ids) {
        for (int n = 0; n < ids.length; n++) {
            for (int c = 0; c < out.cols(); c++) {
                out.set(n, c, table.get(ids[n], c));
            }
        }
    }

    /// dTable[ids[n]] += dOut[n].
    ///
    /// @param dTable (V, C)
    /// @param dOut (N, C)
    static void embedBackward(Matrix dTable, Matrix dOut, int[] ids) {
        for (int n = 0; n < ids.length; n++) {
            dTable.addScaled(ids[n], 1, dOut, n);
        }
    }

    /// out = x weight^T + bias:
    ///
    ///     out[n][o] = bias[o] + sum over i of x[n][i] weight[o][i]
    ///
    /// The outputs are the outer loop, so that each row of the weight is fetched once.
    ///
    /// @param out (N, O)
    /// @param x (N, I)
    /// @param weight (O, I)
    /// @param bias (O), or null
    static void matmul(Matrix out, Matrix x, Matrix weight, @Nullable Matrix bias) {
        for (int o = 0; o < out.cols(); o++) {
            double b = bias == null ? 0 : bias.get(o);
            for (int n = 0; n < out.rows(); n++) {
                out.set(n, o, b + x.dot(n, weight, o));
            }
        }
    }

    /// dx += dOut weight:
    ///
    ///     dx[n][i] += sum over o of dOut[n][o] weight[o][i]
    ///
    /// @param dx (N, I)
    /// @param dOut (N, O)
    /// @param weight (O, I)
    static void matmulBackwardInput(Matrix dx, Matrix dOut, Matrix weight) {
        Matrix sums = Matrix.zeros(dx.rows(), dx.cols());
        for (int o = 0; o < dOut.cols(); o++) {
            for (int n = 0; n < dOut.rows(); n++) {
                sums.addScaled(n, dOut.get(n, o), weight, o);
            }
        }
        dx.addAll(sums);
    }

    /// dWeight += dOut^T x:
    ///
    ///     dWeight[o][i] += sum over n of dOut[n][o] x[n][i]
    ///
    /// @param dWeight (O, I)
    /// @param dOut (N, O)
    /// @param x (N, I)
    static void matmulBackwardWeight(Matrix dWeight, Matrix dOut, Matrix x) {
        for (int o = 0; o < dOut.cols(); o++) {
            Matrix sum = Matrix.zeros(1, x.cols());
            for (int n = 0; n < dOut.rows(); n++) {
                sum.addScaled(0, dOut.get(n, o), x, n);
            }
            dWeight.addScaled(o, 1, sum, 0);
        }
    }

    /// dBias[o] += sum over n of dOut[n][o].
    ///
    /// @param dBias (O)
    /// @param dOut (N, O)
    static void matmulBackwardBias(Matrix dBias, Matrix dOut) {
        for (int o = 0; o < dOut.cols(); o++) {
            double sum = 0;
            for (int n = 0; n < dOut.rows(); n++) {
                sum += dOut.get(n, o);
            }
            dBias.add(o, sum);
        }
    }
}
