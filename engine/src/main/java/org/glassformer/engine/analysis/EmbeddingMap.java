package org.glassformer.engine.analysis;

import java.util.function.DoubleConsumer;
import org.glassformer.engine.model.Transformer;

/// The token embeddings in two or three dimensions: each token's place along their principal axes,
/// the directions along which the embeddings of the whole vocabulary differ most.
///
/// Three steps, of which only the first and the last use the model: [EmbeddingSpread],
/// [EmbeddingAxes], and the places themselves. [#of(Transformer, int, DoubleConsumer)] does all three.
public final class EmbeddingMap {
    private final EmbeddingAxes axes;
    private final float[] coordinates; // (V, dimensions)

    private EmbeddingMap(EmbeddingAxes axes, float[] coordinates) {
        this.axes = axes;
        this.coordinates = coordinates;
    }

    /// The map of a model's token embeddings.
    ///
    /// @param dimensions 2 or 3, at most the model's channels
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    public static EmbeddingMap of(Transformer model, int dimensions, DoubleConsumer progress) {
        EmbeddingSpread spread = EmbeddingSpread.of(model, part -> progress.accept(0.6 * part));
        return of(model, spread.axes(dimensions), part -> progress.accept(0.7 + 0.3 * part));
    }

    /// The places of a model's tokens along axes.
    ///
    /// @param axes of the same model
    /// @param progress is told the part that is done, 0 to 1, after each strip of tokens, and may throw
    ///     to give up
    public static EmbeddingMap of(Transformer model, EmbeddingAxes axes, DoubleConsumer progress) {
        int v = model.config().vocabSize();
        int dimensions = axes.count();
        float[] coordinates = new float[Math.multiplyExact(v, dimensions)];
        new TokenEmbeddings(model)
                .forEach((first, count, rows) -> {
                    for (int i = 0; i < count; i++) {
                        for (int d = 0; d < dimensions; d++) {
                            float along = (float) axes.along(d, rows, i);
                            coordinates[(first + i) * dimensions + d] = along;
                        }
                    }
                    progress.accept((double) (first + count) / v);
                });
        return new EmbeddingMap(axes, coordinates);
    }

    /// The number of axes.
    public int dimensions() {
        return axes.count();
    }

    /// The number of tokens.
    public int tokens() {
        return coordinates.length / dimensions();
    }

    /// A token's place along an axis; 0 is the mean of all tokens.
    public float coordinate(int token, int axis) {
        if (axis < 0 || axis >= dimensions()) {
            throw new IndexOutOfBoundsException("no axis " + axis);
        }
        return coordinates[token * dimensions() + axis];
    }

    /// The part of the embeddings' variance that an axis shows, 0 to 1.
    public double share(int axis) {
        return axes.share(axis);
    }
}
