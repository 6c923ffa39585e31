package org.glassformer.app.feature.attention.neurons;

/// A neuron at one position.
///
/// @param layer its block, from 0
/// @param number its place in the block, from 0
/// @param activation after the non-linearity and the gate
/// @param effect activation times the length of the neuron's output vector
record Neuron(int layer, int number, double activation, double effect) {

    /// Whether both are the same neuron, whatever the position.
    boolean isSame(Neuron other) {
        return layer == other.layer && number == other.number;
    }

    /// How it is called: `L0.N123`, block and number.
    String name() {
        return "L" + layer + ".N" + number;
    }
}
