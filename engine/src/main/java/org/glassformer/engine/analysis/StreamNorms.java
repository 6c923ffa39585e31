package org.glassformer.engine.analysis;

import java.util.List;
import java.util.Optional;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.model.ModelConfig;

/// How long the residual stream is on its way, and what the position embedding adds at its start.
public final class StreamNorms {
    private final List<StreamPoint> points;
    private final double[][] norms; // (points, positions)
    private final ActivationCache cache;

    /// The norms of one run.
    ///
    /// @param cache with the activations of [#filter]
    /// @throws IllegalArgumentException if an activation is missing
    public StreamNorms(ModelConfig config, ActivationCache cache) {
        this.points = StreamPoint.all(config.nLayer());
        this.norms = new double[points.size()][];
        this.cache = cache;
        for (int p = 0; p < norms.length; p++) {
            float[] stream = cache.get(points.get(p).hookName()).data();
            norms[p] = new double[stream.length / config.nEmbd()];
            for (int t = 0; t < norms[p].length; t++) {
                norms[p][t] = norm(Rows.of(cache, points.get(p).hookName(), t));
            }
        }
    }

    /// The activations that a run has to keep.
    public static HookFilter filter(ModelConfig config) {
        return StreamPoint.filter(config.nLayer())
                .or(HookFilter.of(List.of(HookNames.EMBED, HookNames.POS_EMBED)));
    }

    /// The points, from the embeddings to the last block.
    public List<StreamPoint> points() {
        return points;
    }

    /// How many positions there are.
    public int positions() {
        return norms[0].length;
    }

    /// The length of the stream at a point and position.
    public double norm(int point, int position) {
        return norms[point][position];
    }

    /// What the position embedding does to a token.
    ///
    /// @param token the length of the token's embedding
    /// @param added the length of the position's embedding
    /// @param sum the length of both together
    /// @param cosine how much of the token's direction is left: the cosine between the token's
    ///     embedding and the sum, 0 if one of them has no length
    public record PositionShare(double token, double added, double sum, double cosine) {}

    /// What the position embedding adds at a position; empty in models with rotary positions, which
    /// turn queries and keys and add nothing to the stream.
    public Optional<PositionShare> positionShare(int position) {
        if (cache.find(HookNames.POS_EMBED).isEmpty()) {
            return Optional.empty();
        }
        float[] token = Rows.of(cache, HookNames.EMBED, position);
        float[] added = Rows.of(cache, HookNames.POS_EMBED, position);
        float[] sum = new float[token.length];
        double product = 0;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = token[i] + added[i];
            product += (double) sum[i] * token[i];
        }
        double lengths = norm(token) * norm(sum);
        return Optional.of(
                new PositionShare(
                        norm(token), norm(added), norm(sum), lengths == 0 ? 0 : product / lengths));
    }

    private static double norm(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
