package org.glassformer.engine.analysis;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/// Attention rollout (Abnar and Zuidema 2020): where a position's information comes from, were
/// attention and the residual stream the only ways and equally wide.
///
/// With A the mean pattern of a layer's heads, A' = 0.5 A + 0.5 I with rows that sum to 1 again, and
/// the rollout after layer l is A'_l ... A'_1 A'_0, (T, T): rows are positions after layer l, columns
/// the tokens they started as. It knows nothing of values or MLPs; it is a picture, not a measure of
/// cause.
public final class Rollout {
    private Rollout() {}

    /// The rollout after `layer`; each row sums to 1.
    ///
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    /// @throws IllegalArgumentException if there is no such layer
    public static float[] of(AttentionTrace trace, int layer, DoubleConsumer progress) {
        if (layer < 0 || layer >= trace.nLayer()) {
            throw new IllegalArgumentException("there is no layer " + layer);
        }
        int length = trace.length();
        float[] rollout = new float[Math.multiplyExact(length, length)];
        for (int i = 0; i < length; i++) {
            rollout[i * length + i] = 1;
        }
        for (int l = 0; l <= layer; l++) {
            float[] mean = trace.average(HeadId.ofLayer(l, trace.nHead()), part -> {});
            mixWithSelf(mean, length);
            multiply(mean, rollout, length);
            progress.accept((l + 1.0) / (layer + 1));
        }
        return rollout;
    }

    /// A becomes 0.5 A + 0.5 I, each row divided by its sum.
    static void mixWithSelf(float[] mean, int length) {
        for (int i = 0; i < length; i++) {
            int row = i * length;
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                mean[row + j] *= 0.5f;
                sum += mean[row + j];
            }
            mean[row + i] += 0.5f;
            float factor = (float) (1 / (sum + 0.5));
            for (int j = 0; j <= i; j++) {
                mean[row + j] *= factor;
            }
        }
    }

    /// rollout = step rollout, both lower triangles.
    private static void multiply(float[] step, float[] rollout, int length) {
        float[][] rows = new float[length][];
        for (int i = 0; i < length; i++) {
            rows[i] = Arrays.copyOfRange(rollout, i * length, i * length + i + 1);
        }
        float[] sum = new float[length];
        for (int i = 0; i < length; i++) {
            Arrays.fill(sum, 0, i + 1, 0);
            for (int k = 0; k <= i; k++) {
                addScaled(sum, step[i * length + k], rows[k]);
            }
            System.arraycopy(sum, 0, rollout, i * length, i + 1);
        }
    }

    private static void addScaled(float[] sum, float factor, float[] row) {
        for (int j = 0; j < row.length; j++) {
            sum[j] += factor * row[j];
        }
    }
}
