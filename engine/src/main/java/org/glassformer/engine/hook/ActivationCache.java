package org.glassformer.engine.hook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.glassformer.engine.tensor.Shape;

/// The activations that were asked for, copied as they happened.
public final class ActivationCache {
    private final Map<String, Values> values = new LinkedHashMap<>();

    /// An activation's shape and values, row by row; the array is the cache's own, not to be changed.
    public static final class Values {
        private final Shape shape;
        private final float[] data;

        Values(Shape shape, float[] data) {
            this.shape = shape;
            this.data = data;
        }

        /// Its shape, as [HookNames] lists them.
        public Shape shape() {
            return shape;
        }

        /// Its values, row by row.
        public float[] data() {
            return data;
        }
    }

    /// Keeps an activation; a later one of the same name replaces it.
    public void put(String name, Shape shape, float[] data) {
        if (shape.elements() != data.length) {
            throw new IllegalArgumentException(name + ": " + data.length + " values for " + shape);
        }
        values.put(name, new Values(shape, data));
    }

    /// The activation `name`, if it was asked for and has happened.
    public Optional<Values> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// The activation `name`.
    ///
    /// @throws IllegalArgumentException if it was not kept
    public Values get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no activation " + name));
    }

    /// The names kept, in the order in which they happened.
    public Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values.keySet()));
    }

    /// All of it, in the order in which it happened.
    public Map<String, Values> all() {
        return new LinkedHashMap<>(values);
    }
}
