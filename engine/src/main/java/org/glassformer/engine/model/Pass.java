package org.glassformer.engine.model;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One run of the model over B sequences of T new positions.
final class Pass {
    private final Backend backend;
    private final int batch;
    private final int time;
    private final int past;
    private final int[] positions;
    private final @Nullable KvCache cache;
    private final Hooks hooks;
    private final float dropout;
    private final long seed;

    private Pass(
            Backend backend,
            int batch,
            int time,
            @Nullable KvCache cache,
            Hooks hooks,
            float dropout,
            long seed) {
        this.backend = backend;
        this.batch = batch;
        this.time = time;
        this.past = cache == null ? 0 : cache.length();
        this.positions = new int[Math.multiplyExact(batch, time)];
        for (int n = 0; n < positions.length; n++) {
            positions[n] = past + n % time;
        }
        this.cache = cache;
        this.hooks = hooks;
        this.dropout = dropout;
        this.seed = seed;
    }

    /// A run without dropout over one sequence that goes on after `cache`.
    static Pass inference(Backend backend, int time, @Nullable KvCache cache, Hooks hooks) {
        return new Pass(backend, 1, time, cache, hooks, 0, 0);
    }

    /// A run over B sequences from their beginning.
    ///
    /// @param dropout the probability of dropping
    /// @param seed of the dropout's draws
    static Pass training(Backend backend, int batch, int time, float dropout, long seed) {
        return new Pass(backend, batch, time, null, Hooks.none(), dropout, seed);
    }

    /// What runs the operations.
    Backend backend() {
        return backend;
    }

    /// T, new positions of a sequence.
    int time() {
        return time;
    }

    /// Positions that the cache held before.
    int past() {
        return past;
    }

    /// The position of each of the N = B T rows; not to be changed.
    int[] positions() {
        return positions;
    }

    /// Where keys and values are kept; null without a cache.
    @Nullable KvCache cache() {
        return cache;
    }

    /// What is shown and changed.
    Hooks hooks() {
        return hooks;
    }

    /// The sizes of attention in layer `layer`.
    AttentionShape attentionShape(ModelConfig config, int layer) {
        return new AttentionShape(
                batch,
                time,
                past + time,
                config.nHead(),
                config.nKvHead(),
                config.headSize(),
                config.attnScale(),
                config.windows().get(layer));
    }

    /// Whether the text may outgrow the original context of a model with stretched rotations: a KV cache
    /// says it for all its runs, or the run's own length does.
    boolean longText(ModelConfig config) {
        return cache == null
                ? past + time > config.ropeScaling().originalContext()
                : cache.longText();
    }

    /// Copies an activation to the hooks if it is wanted.
    ///
    /// @param dims its shape for one sequence
    void show(String name, Tensor tensor, int... dims) {
        if (hooks.filter().wants(name)) {
            int[] all = dims;
            if (batch > 1) {
                all = new int[dims.length + 1];
                all[0] = batch;
                System.arraycopy(dims, 0, all, 1, dims.length);
            }
            hooks.cache().put(name, Shape.of(all), backend.readLater(tensor));
        }
    }

    /// Gives the hooks values that are not in a tensor, if they are wanted.
    ///
    /// @param dims their shape for one sequence
    void show(String name, float[] values, int... dims) {
        if (batch == 1 && hooks.filter().wants(name)) {
            hooks.cache().put(name, Shape.of(dims), values);
        }
    }

    /// Whether the activation `name` is wanted.
    boolean wants(String name) {
        return hooks.filter().wants(name);
    }

    /// Drops parts of `x` in place; `site` tells the places of dropout apart.
    void drop(Tensor x, int site) {
        if (dropout > 0) {
            backend.dropout(x, x, dropout, seed(site));
        }
    }

    /// Gradient of [#drop]: into `dx`, which it overwrites, from `dOut`.
    void dropBackward(Tensor dx, Tensor dOut, int site) {
        if (dropout > 0) {
            backend.fill(dx, 0);
            backend.dropoutBackward(dx, dOut, dropout, seed(site));
        } else {
            backend.copy(dx, dOut);
        }
    }

    private long seed(int site) {
        return seed * 1_000_003L + site;
    }
}
