package org.glassformer.engine.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The keys and values of the positions a model has read, for every layer.
///
/// Memory for `capacity` positions is taken at once. The owner closes it. What it holds was computed
/// under the interventions of its runs: whoever changes those begins with another cache, or
/// truncates this one to nothing.
public final class KvCache implements AutoCloseable {
    private final Allocations memory;
    private final Tensor[] keys; // per layer (capacity, NKV HS)
    private final Tensor[] values; // per layer (capacity, NKV HS)
    private final int capacity;
    private boolean longText;
    private final Map<MeanOf, float[]> keptMeans = new HashMap<>();
    private int length;

    KvCache(Backend backend, ModelConfig config, int capacity) {
        this.memory = new Allocations(backend);
        this.capacity = capacity;
        this.longText = capacity > config.ropeScaling().originalContext();
        this.keys = new Tensor[config.nLayer()];
        this.values = new Tensor[config.nLayer()];
        try {
            Arrays.setAll(keys, layer -> memory.allocate(capacity, config.kvSize()));
            Arrays.setAll(values, layer -> memory.allocate(capacity, config.kvSize()));
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Positions held.
    public int length() {
        return length;
    }

    /// Positions it can hold.
    public int capacity() {
        return capacity;
    }

    /// Whether keys are turned for texts beyond the context the model began with (LongRoPE), which its
    /// capacity decides.
    boolean longText() {
        return longText;
    }

    /// Goes on with what `other` held, whose keys are turned as they are.
    void continueFrom(KvCache other) {
        longText = other.longText;
        other.keptMeans.forEach(this::keepMean);
        advance(other.length);
    }

    /// Forgets all positions from `newLength` on.
    ///
    /// @throws IllegalArgumentException if it holds fewer
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException(length + " positions cannot become " + newLength);
        }
        length = newLength;
        keptMeans.keySet().removeIf(of -> of.over() > newLength);
    }

    /// Rows `from` to `to` of a layer's keys.
    Tensor keys(int layer, int from, int to) {
        return keys[layer].slice(from, to);
    }

    /// Rows `from` to `to` of a layer's values.
    Tensor values(int layer, int from, int to) {
        return values[layer].slice(from, to);
    }

    /// Names the mean of what a part of the model gives over the first positions of the text.
    ///
    /// @param part as [Means] calls it
    /// @param over how many positions
    record MeanOf(String part, int over) {}

    /// Keeps a mean.
    void keepMean(MeanOf of, float[] mean) {
        keptMeans.put(of, mean);
    }

    /// The mean kept, if there is one.
    float @Nullable [] mean(MeanOf of) {
        return keptMeans.get(of);
    }

    /// The means kept, by what they are of.
    Map<MeanOf, float[]> means() {
        return keptMeans;
    }

    /// Prepares for a run; the first of a text forgets the means of the text before, or of a run
    /// that failed.
    void begin() {
        if (length == 0) {
            keptMeans.clear();
        }
    }

    void advance(int positions) {
        length += positions;
    }

    @Override
    public void close() {
        memory.close();
    }
}
