package org.glassformer.engine.analysis;

import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Where a model's token embeddings lie and how they differ: their mean, (C), and their covariance,
/// (C, C), summed on the model's device.
public final class EmbeddingSpread {
    private final double[] mean; // (C)
    private final float[] covariance; // (C, C)

    private EmbeddingSpread(double[] mean, float[] covariance) {
        this.mean = mean;
        this.covariance = covariance;
    }

    /// The spread of a model's token embeddings.
    ///
    /// @param model it stays the caller's; one thread at a time uses it
    /// @param progress is told the part that is done, 0 to 1, after each strip of tokens, and may throw
    ///     to give up
    public static EmbeddingSpread of(Transformer model, DoubleConsumer progress) {
        TokenEmbeddings embeddings = new TokenEmbeddings(model);
        double[] mean = mean(model, embeddings, part -> progress.accept(0.3 * part));
        float[] covariance =
                covariance(model, embeddings, mean, part -> progress.accept(0.3 + 0.7 * part));
        return new EmbeddingSpread(mean, covariance);
    }

    /// The directions along which the embeddings differ most. It needs no model, so that the model can
    /// do other things meanwhile.
    ///
    /// @param count 1 to 3, at most the model's channels
    public EmbeddingAxes axes(int count) {
        return EmbeddingAxes.of(this, count);
    }

    /// The number of channels.
    public int channels() {
        return mean.length;
    }

    /// The mean embedding in one channel.
    double mean(int channel) {
        return mean[channel];
    }

    /// The covariance of two channels.
    float covariance(int row, int column) {
        return covariance[row * mean.length + column];
    }

    private static double[] mean(
            Transformer model, TokenEmbeddings embeddings, DoubleConsumer progress) {
        int c = model.config().nEmbd();
        int v = model.config().vocabSize();
        double[] mean = new double[c];
        embeddings.forEach((first, count, rows) -> {
            for (int i = 0; i < count * c; i++) {
                mean[i % c] += (double) rows[i] / v;
            }
            progress.accept((double) (first + count) / v);
        });
        return mean;
    }

    /// The sum over all tokens of (e - mean)(e - mean)^T / V, on the device, strip after strip.
    private static float[] covariance(
            Transformer model, TokenEmbeddings embeddings, double[] mean, DoubleConsumer progress) {
        Backend backend = model.backend();
        int c = mean.length;
        int v = model.config().vocabSize();
        float part = (float) (1 / Math.sqrt(v));
        try (Tensor sum = backend.allocate(Shape.of(c, c))) {
            embeddings.forEach((first, count, rows) -> {
                for (int i = 0; i < count * c; i++) {
                    rows[i] = (float) ((rows[i] - mean[i % c]) * part);
                }
                try (Tensor x = backend.allocate(Shape.of(count, c))) {
                    backend.write(x, 0, rows, 0, count * c);
                    backend.matmulBackward(null, sum, null, x, x, sum);
                }
                progress.accept((double) (first + count) / v);
            });
            return backend.read(sum);
        }
    }
}
