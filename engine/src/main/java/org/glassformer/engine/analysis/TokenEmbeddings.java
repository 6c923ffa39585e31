package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;

/// The token embeddings of a model, (V, C), read in strips, and what lies near what in them.
public final class TokenEmbeddings {
    private static final int STRIP = 1024;

    private final Transformer model;

    /// The embeddings of a model, which stays the caller's; this belongs to the thread that uses it.
    public TokenEmbeddings(Transformer model) {
        this.model = model;
    }

    /// Takes strips of embeddings.
    @FunctionalInterface
    interface Strips {
        /// Takes one strip.
        ///
        /// @param first the first token
        /// @param count how many
        /// @param rows (count, C), used again for the next strip
        void accept(int first, int count, float[] rows);
    }

    /// Gives all embeddings, strip by strip.
    void forEach(Strips strips) {
        Tensor wte = model.parameter("wte").value();
        int v = wte.dim(0);
        int c = wte.dim(1);
        float[] rows = new float[Math.min(STRIP, v) * c];
        for (int first = 0; first < v; first += STRIP) {
            int count = Math.min(STRIP, v - first);
            model.backend().read(wte, (long) first * c, rows, 0, count * c);
            strips.accept(first, count, rows);
        }
    }

    /// A token near another.
    ///
    /// @param token its id
    /// @param cosine of the angle between the two embeddings, -1 to 1
    public record Neighbour(int token, double cosine) {}

    /// The tokens whose embeddings have the smallest angles to that of `token`, among the whole
    /// vocabulary and without itself, the nearest first. An embedding without length is at right
    /// angles to all.
    ///
    /// @throws IllegalArgumentException if there is no such token
    public List<Neighbour> nearest(int token, int count) {
        return nearest(token, count, part -> {});
    }

    /// The same, telling how far it is.
    ///
    /// @param progress is told the part that is done, 0 to 1, after each strip of tokens, and may throw
    ///     to give up
    public List<Neighbour> nearest(int token, int count, DoubleConsumer progress) {
        int c = model.config().nEmbd();
        int v = model.config().vocabSize();
        if (token < 0 || token >= v) {
            throw new IllegalArgumentException("token " + token + " is not among the model's " + v);
        }
        float[] own = new float[c];
        model.backend().read(model.parameter("wte").value(), (long) token * c, own, 0, c);
        double ownLength = Math.sqrt(dot(own, own, 0));
        Comparator<Neighbour> nearestFirst =
                Comparator.comparingDouble(Neighbour::cosine)
                        .reversed()
                        .thenComparingInt(Neighbour::token);
        PriorityQueue<Neighbour> best = new PriorityQueue<>(nearestFirst.reversed());
        forEach((first, strip, rows) -> {
            for (int i = 0; i < strip; i++) {
                double square = 0;
                for (int k = i * c; k < (i + 1) * c; k++) {
                    square += (double) rows[k] * rows[k];
                }
                double lengths = ownLength * Math.sqrt(square);
                double cosine = lengths == 0 ? 0 : dot(own, rows, i * c) / lengths;
                if (first + i != token) {
                    best.add(new Neighbour(first + i, Math.clamp(cosine, -1.0, 1.0)));
                }
                if (best.size() > count) {
                    best.remove();
                }
            }
            progress.accept((double) (first + strip) / v);
        });
        List<Neighbour> sorted = new ArrayList<>(best);
        sorted.sort(nearestFirst);
        return List.copyOf(sorted);
    }

    private static double dot(float[] a, float[] rows, int from) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * rows[from + i];
        }
        return sum;
    }
}
