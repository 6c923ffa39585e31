package org.glassformer.app.feature.sampling.tree;

/// A token of the tree with what is said of it, or the root, which stands for the prompt; numbers that it has not are
/// not numbers.
///
/// @param number in the tree
/// @param parent the number of the one before it; negative for the root
/// @param depth how many generated tokens lead to it, its own counted
/// @param id in the vocabulary
/// @param text its characters
/// @param label as it is read, with its white space visible
/// @param name of the branch that begins with it; empty for none
/// @param logprob the natural logarithm of its probability under the model
/// @param rank its place among the logits, 1 is the likeliest; 0 for the root
/// @param entropyBits of the distribution it came from
/// @param after its probability after the chain
/// @param u the number drawn
/// @param byHand whether a person chose it
/// @param seed of the draw
record Node(
        int number,
        int parent,
        int depth,
        int id,
        String text,
        String label,
        String name,
        double logprob,
        int rank,
        double entropyBits,
        double after,
        double u,
        boolean byHand,
        long seed) {

    boolean isRoot() {
        return parent < 0;
    }

    /// The probability that the model gave it.
    double probability() {
        return Math.exp(logprob);
    }

    /// -log2 of its probability.
    double bits() {
        return -logprob / Math.log(2);
    }
}
