package org.glassformer.engine.backend.scalar;

import static org.glassformer.engine.backend.scalar.AttentionRows.key;
import static org.glassformer.engine.backend.scalar.AttentionRows.query;

import org.glassformer.engine.backend.AttentionShape;
import org.jspecify.annotations.Nullable;

/// Attention in one operation: the same as [AttentionSteps], but only one row of scores exists at a
/// time, and the backward pass makes it anew (Dao et al. 2022).
final class FusedAttention {
    private FusedAttention() {}

    /// Per query, over the keys j that it sees:
    ///
    ///     s[j]      = scale (q . k[j])
    ///     logSumExp = max + ln(sum of exp(s[j] - max))
    ///     z         = sum of exp(s[j] - logSumExp) v[j]
    ///
    /// @param z (B T NH, HS)
    /// @param logSumExp (B T NH), or null
    /// @param q (B T NH, HS)
    /// @param k (B S NKV, HS)
    /// @param v (B S NKV, HS)
    static void attention(
            Matrix z, @Nullable Matrix logSumExp, Matrix q, Matrix k, Matrix v, AttentionShape at) {
        Matrix s = Matrix.zeros(1, at.keys());
        for (int b = 0; b < at.batch(); b++) {
            for (int h = 0; h < at.nHead(); h++) {
                for (int t = 0; t < at.queries(); t++) {
                    int row = query(at, b, t, h);
                    int from = at.firstKey(t);
                    int to = at.endKey(t);
                    for (int j = from; j < to; j++) {
                        s.set(j, at.scale() * q.dot(row, k, key(at, b, j, h)));
                    }
                    double lse = Logits.logSumExp(s, 0, from, to);
                    Matrix sum = Matrix.zeros(1, at.headSize());
                    for (int j = from; j < to; j++) {
                        sum.addScaled(0, Math.exp(s.get(j) - lse), v, key(at, b, j, h));
                    }
                    z.setRow(row, sum);
                    if (logSumExp != null) {
                        logSumExp.set(row, lse);
                    }
                }
            }
        }
    }

    /// Per query, over the keys j that it sees, with the pattern made anew:
    ///
    ///     p[j]   = exp(scale (q . k[j]) - logSumExp)
    ///     dp[j]  = dz . v[j]
    ///     ds[j]  = p[j] (dp[j] - sum of dp p),  and the sum of dp p is dz . z
    ///     dv[j] += p[j] dz
    ///     dq    += scale ds[j] k[j]
    ///     dk[j] += scale ds[j] q
    ///
    /// @param dq (B T NH, HS)
    /// @param dk (B S NKV, HS)
    /// @param dv (B S NKV, HS)
    /// @param dz (B T NH, HS)
    /// @param q (B T NH, HS)
    /// @param k (B S NKV, HS)
    /// @param v (B S NKV, HS)
    /// @param z (B T NH, HS)
    /// @param logSumExp (B T NH)
    static void attentionBackward(
            Matrix dq,
            Matrix dk,
            Matrix dv,
            Matrix dz,
            Matrix q,
            Matrix k,
            Matrix v,
            Matrix z,
            Matrix logSumExp,
            AttentionShape at) {
        Matrix dqSum = Matrix.zeros(dq.rows(), dq.cols());
        Matrix dkSum = Matrix.zeros(dk.rows(), dk.cols());
        Matrix dvSum = Matrix.zeros(dv.rows(), dv.cols());
        for (int b = 0; b < at.batch(); b++) {
            for (int h = 0; h < at.nHead(); h++) {
                for (int t = 0; t < at.queries(); t++) {
                    int row = query(at, b, t, h);
                    double sumDpP = dz.dot(row, z, row);
                    for (int j = at.firstKey(t); j < at.endKey(t); j++) {
                        int kRow = key(at, b, j, h);
                        double p = Math.exp(at.scale() * q.dot(row, k, kRow) - logSumExp.get(row));
                        double dp = dz.dot(row, v, kRow);
                        double ds = at.scale() * p * (dp - sumDpP);
                        dvSum.addScaled(kRow, p, dz, row);
                        dqSum.addScaled(row, ds, k, kRow);
                        dkSum.addScaled(kRow, ds, q, row);
                    }
                }
            }
        }
        dq.addAll(dqSum);
        dk.addAll(dkSum);
        dv.addAll(dvSum);
    }
}
