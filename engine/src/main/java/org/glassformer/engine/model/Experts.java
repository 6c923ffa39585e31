package org.glassformer.engine.model;

import java.util.List;

/// The sizes of a mixture of experts (Shazeer et al. 2017; Jiang et al. 2024): each token's MLP is a
/// weighted sum of a few of many, chosen by a router.
///
/// @param count experts of a layer, E
/// @param chosen how many of them a token goes to, K
/// @param size neurons of an expert
/// @param normalised whether the weights of the chosen experts are made to sum to 1; otherwise they
///     are the router's probabilities over all experts
/// @param sharedSize neurons of the expert that every token goes to, behind a gate of its own; 0 for
///     none
/// @param denseLayers the layers with a plain MLP instead
public record Experts(
        int count,
        int chosen,
        int size,
        boolean normalised,
        int sharedSize,
        List<Integer> denseLayers) {
    /// Checks that the sizes fit each other.
    ///
    /// @throws IllegalArgumentException with one sentence if they do not
    public Experts {
        denseLayers = List.copyOf(denseLayers);
        if (count < 1 || chosen < 1 || size < 1 || sharedSize < 0) {
            throw new IllegalArgumentException("experts and their sizes must be at least 1");
        }
        if (chosen > count) {
            throw new IllegalArgumentException(
                    "a token cannot go to " + chosen + " of " + count + " experts");
        }
    }
}
