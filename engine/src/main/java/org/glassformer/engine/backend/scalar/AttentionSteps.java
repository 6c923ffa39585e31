package org.glassformer.engine.backend.scalar;

import static org.glassformer.engine.backend.scalar.AttentionRows.key;
import static org.glassformer.engine.backend.scalar.AttentionRows.query;
import static org.glassformer.engine.backend.scalar.AttentionRows.score;

import org.glassformer.engine.backend.AttentionShape;

/// Attention (Vaswani et al. 2017) step by step: scores, pattern, weighted sum.
///
/// Every row of q, k, v and z is one head of one position; every row of scores and pattern is one
/// query of one head. A query t sees the keys `firstKey(t)` to `endKey(t)` (exclusive).
final class AttentionSteps {
    private AttentionSteps() {}

    /// How well each query matches each key that it sees:
    ///
    ///     scores[t][j] = scale (q[t] . k[j]), minus infinity where t does not see j
    ///
    /// @param scores (B NH T, S)
    /// @param q (B T NH, HS)
    /// @param k (B S NKV, HS)
    static void scores(Matrix scores, Matrix q, Matrix k, AttentionShape at) {
        for (int b = 0; b < at.batch(); b++) {
            for (int h = 0; h < at.nHead(); h++) {
                for (int t = 0; t < at.queries(); t++) {
                    int row = score(at, b, t, h);
                    for (int j = 0; j < at.keys(); j++) {
                        boolean visible = j >= at.firstKey(t) && j < at.endKey(t);
                        scores.set(
                                row,
                                j,
                                visible
                                        ? at.scale()
                                                * q.dot(query(at, b, t, h), k, key(at, b, j, h))
                                        : Double.NEGATIVE_INFINITY);
                    }
                }
            }
        }
    }

    /// Over the visible keys:
    ///
    ///     dq[t] += scale sum over j of dScores[t][j] k[j]
    ///     dk[j] += scale sum over t of dScores[t][j] q[t]
    ///
    /// @param dq (B T NH, HS)
    /// @param dk (B S NKV, HS)
    /// @param dScores (B NH T, S)
    /// @param q (B T NH, HS)
    /// @param k (B S NKV, HS)
    static void scoresBackward(
            Matrix dq, Matrix dk, Matrix dScores, Matrix q, Matrix k, AttentionShape at) {
        Matrix dqSum = Matrix.zeros(dq.rows(), dq.cols());
        Matrix dkSum = Matrix.zeros(dk.rows(), dk.cols());
        for (int b = 0; b < at.batch(); b++) {
            for (int h = 0; h < at.nHead(); h++) {
                for (int t = 0; t < at.queries(); t++) {
                    int row = score(at, b, t, h);
                    int qRow = query(at, b, t, h);
                    for (int j = at.firstKey(t); j < at.endKey(t); j++) {
                        int kRow = key(at, b, j, h);
                        double ds = at.scale() * dScores.get(row, j);
                        dqSum.addScaled(qRow, ds, k, kRow);
                        dkSum.addScaled(kRow, ds, q, qRow);
                    }
                }
            }
        }
        dq.addAll(dqSum);
        dk.addAll(dkSum);
    }

    /// How each query shares its attention out among the keys:
    ///
    ///     pattern[t][j] = exp(scores[t][j] - max) / sum over visible i of exp(scores[t][i] - max)
    ///
    /// and 0 where t does not see j. Where every score is minus infinity, nobody is attended to: the
    /// row is all zeros.
    ///
    /// @param pattern (B NH T, S), may be `scores`
    /// @param scores (B NH T, S)
    static void causalSoftmax(Matrix pattern, Matrix scores, AttentionShape at) {
        for (int row = 0; row < scores.rows(); row++) {
            int t = row % at.queries();
            int from = at.firstKey(t);
            int to = at.endKey(t);
            for (int j = 0; j < from; j++) {
                pattern.set(row, j, 0);
            }
            Logits.softmax(pattern, scores, row, from, to);
            for (int j = to; j < at.keys(); j++) {
                pattern.set(row, j, 0);
            }
        }
    }

    /// Over the visible keys:
    ///
    ///     dScores[t][j] += pattern[t][j] (dPattern[t][j] - sum over i of dPattern[t][i] pattern[t][i])
    ///
    /// @param dScores (B NH T, S)
    /// @param dPattern (B NH T, S)
    /// @param pattern (B NH T, S)
    static void causalSoftmaxBackward(
            Matrix dScores, Matrix dPattern, Matrix pattern, AttentionShape at) {
        for (int row = 0; row < pattern.rows(); row++) {
            int t = row % at.queries();
            Logits.softmaxBackward(dScores, dPattern, pattern, row, at.firstKey(t), at.endKey(t));
        }
    }

    /// What each query takes from the values, over the visible keys:
    ///
    ///     z[t] = sum over j of pattern[t][j] v[j]
    ///
    /// @param z (B T NH, HS)
    /// @param pattern (B NH T, S)
    /// @param v (B S NKV, HS)
    static void weightedSum(Matrix z, Matrix pattern, Matrix v, AttentionShape at) {
        for (int b = 0; b < at.batch(); b++) {
            for (int h = 0; h < at.nHead(); h++) {
                for (int t = 0; t < at.queries(); t++) {
                    int row = score(at, b, t, h);
                    Matrix sum = Matrix.zeros(1, at.headSize());
                    for (int j = at.firstKey(t); j < at.endKey(t); j++) {
                        sum.addScaled(0, pattern.get(row, j), v, key(at, b, j, h));
                    }
                    z.setRow(query(at, b, t, h), sum);
                }
            }
        }
    }

    /// Over the visible keys:
    ///
    ///     dPattern[t][j] += dz[t] . v[j]
    ///     dv[j]          += sum over t of pattern[t][j] dz[t]
    ///
    /// @param dPattern (B NH T, S)
    /// @param dv (B S NKV, HS)
    /// @param dz (B T NH, HS)
    /// @param pattern (B NH T, S)
    /// @param v (B S NKV, HS)
    static void weightedSumBackward(
            Matrix dPattern, Matrix dv, Matrix dz, Matrix pattern, Matrix v, AttentionShape at) {
        Matrix dvSum = Matrix.zeros(dv.rows(), dv.cols());
        for (int b = 0; b < at.batch(); b++) {
            for (int h = 0; h < at.nHead(); h++) {
                for (int t = 0; t < at.queries(); t++) {
                    int row = score(at, b, t, h);
                    int zRow = query(at, b, t, h);
                    for (int j = at.firstKey(t); j < at.endKey(t); j++) {
                        int vRow = key(at, b, j, h);
                        dPattern.add(row, j, dz.dot(zRow, v, vRow));
                        dvSum.addScaled(vRow, pattern.get(row, j), dz, zRow);
                    }
                }
            }
        }
        dv.addAll(dvSum);
    }
}
