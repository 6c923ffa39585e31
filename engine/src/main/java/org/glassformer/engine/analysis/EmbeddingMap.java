package org.glassformer.engine.analysis;

import java.util.List;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// The token embeddings in two or three dimensions: their principal components (Pearson 1901), the
/// directions along which the embeddings of the whole vocabulary differ most.
///
/// The covariance, (C, C), is summed on the model's device, and only its leading eigenvectors are
/// looked for; decision 15 says why no library does it. Axes are turned so that their largest channel is
/// positive, so that a model gives the same map every time. The GPT-2 124M shape takes 1 to
/// 2 s with 2 threads.
public final class EmbeddingMap {
    private final int dimensions;
    private final float[] coordinates; // (V, dimensions)
    private final double[] shares;

    private EmbeddingMap(int dimensions, float[] coordinates, double[] shares) {
        this.dimensions = dimensions;
        this.coordinates = coordinates;
        this.shares = shares;
    }

    /// The map of a model's token embeddings.
    ///
    /// @param dimensions 2 or 3, at most the model's channels
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    public static EmbeddingMap of(Transformer model, int dimensions, DoubleConsumer progress) {
        int c = model.config().nEmbd();
        int v = model.config().vocabSize();
        if (dimensions < 1 || dimensions > Math.min(3, c)) {
            throw new IllegalArgumentException("a map has two or three dimensions");
        }
        TokenEmbeddings embeddings = new TokenEmbeddings(model);
        double[] mean = mean(embeddings, c, v);
        float[] covariance =
                covariance(model, embeddings, mean, part -> progress.accept(0.8 * part));
        double variance = 0;
        for (int i = 0; i < c; i++) {
            variance += covariance[i * c + i];
        }
        List<LeadingEigenvectors.Pair> axes = LeadingEigenvectors.of(covariance, c, dimensions);
        double[] shares = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            face(axes.get(d).vector());
            shares[d] = variance > 0 ? Math.max(0, axes.get(d).value()) / variance : 0;
        }
        float[] coordinates = new float[Math.multiplyExact(v, dimensions)];
        embeddings.forEach((first, count, rows) -> {
            for (int i = 0; i < count; i++) {
                for (int d = 0; d < dimensions; d++) {
                    double along = 0;
                    double[] axis = axes.get(d).vector();
                    for (int k = 0; k < c; k++) {
                        along += (rows[i * c + k] - mean[k]) * axis[k];
                    }
                    coordinates[(first + i) * dimensions + d] = (float) along;
                }
            }
        });
        progress.accept(1);
        return new EmbeddingMap(dimensions, coordinates, shares);
    }

    /// The number of axes.
    public int dimensions() {
        return dimensions;
    }

    /// The number of tokens.
    public int tokens() {
        return coordinates.length / dimensions;
    }

    /// A token's place along an axis; 0 is the mean of all tokens.
    public float coordinate(int token, int axis) {
        if (axis < 0 || axis >= dimensions) {
            throw new IndexOutOfBoundsException("no axis " + axis);
        }
        return coordinates[token * dimensions + axis];
    }

    /// The part of the embeddings' variance that an axis shows, 0 to 1.
    public double share(int axis) {
        return shares[axis];
    }

    private static double[] mean(TokenEmbeddings embeddings, int c, int v) {
        double[] mean = new double[c];
        embeddings.forEach((first, count, rows) -> {
            for (int i = 0; i < count * c; i++) {
                mean[i % c] += (double) rows[i] / v;
            }
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

    /// Turns an axis so that its largest channel is positive.
    private static void face(double[] axis) {
        double largest = 0;
        for (double value : axis) {
            largest = Math.abs(value) > Math.abs(largest) ? value : largest;
        }
        if (largest < 0) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = -axis[i];
            }
        }
    }
}
