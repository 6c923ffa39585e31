package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The ends of a column's scale with zero on it.
///
/// @param least 0 or less
/// @param most 0 or more
record Ends(double least, double most) {

    private static final int LEAST_DECIMALS = 2;
    private static final int MOST_DECIMALS = 6;

    /// The scale that all values of a column are on.
    static Ends of(List<Neuron> neurons, ToDoubleFunction<Neuron> value) {
        double least = neurons.stream().mapToDouble(value).min().orElse(0);
        double most = neurons.stream().mapToDouble(value).max().orElse(0);
        return new Ends(Math.min(0, least), Math.max(0, most));
    }

    /// Decimals for all figures of the column: two, more where even the largest is below one, so that the points stand below
    /// each other.
    int decimals() {
        double size = Math.max(-least, most);
        int wanted = size > 0 ? 2 - (int) Math.floor(Math.log10(size)) : LEAST_DECIMALS;
        return Math.clamp(wanted, LEAST_DECIMALS, MOST_DECIMALS);
    }
}
