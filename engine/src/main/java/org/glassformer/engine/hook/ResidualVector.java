package org.glassformer.engine.hook;

import java.util.Arrays;

/// The values of one position of the residual stream, (C); equal to another of the same values.
public final class ResidualVector {
    private final float[] values;

    /// Copies `values`.
    ///
    /// @throws IllegalArgumentException if one of them is not finite
    public ResidualVector(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a patched residual must be finite");
            }
        }
        this.values = values.clone();
    }

    /// Its number of channels, C.
    public int size() {
        return values.length;
    }

    /// Its values, in a new array.
    public float[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResidualVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /// For example `192 values`.
    @Override
    public String toString() {
        return values.length + " values";
    }
}
