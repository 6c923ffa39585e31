package org.glassformer.app.feature.attention.neurons;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// One neuron along a text. Immutable as long as nobody writes into the array.
///
/// @param neuron which, as it is at the selected position
/// @param labels the tokens
/// @param activations (T)
@SuppressWarnings("ArrayRecordComponent") // never compared
record NeuronAlong(Neuron neuron, List<String> labels, float[] activations) {

    /// The largest absolute activation, or 1 if all are 0.
    double magnitude() {
        double most = 0;
        for (float value : activations) {
            most = Math.max(most, Math.abs(value));
        }
        return most == 0 ? 1 : most;
    }

    /// The positions of the largest activations, the largest first.
    List<Integer> largest(int count) {
        return sorted(Comparator.comparingDouble(t -> -activations[t]), count);
    }

    /// The positions of the smallest activations, the smallest first.
    List<Integer> smallest(int count) {
        return sorted(Comparator.comparingDouble(t -> activations[t]), count);
    }

    private List<Integer> sorted(Comparator<Integer> order, int count) {
        return IntStream.range(0, activations.length).boxed().sorted(order).limit(count).toList();
    }
}
