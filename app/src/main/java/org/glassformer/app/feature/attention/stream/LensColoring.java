package org.glassformer.app.feature.attention.stream;

/// What the colours of the lens mean.
enum LensColoring {
    /// Probability of the token in the cell, 0 to 1.
    PROBABILITY,
    /// Rank of the followed token in the cell, 1 to the size of the vocabulary, logarithmic.
    RANK,
    /// How far the cell's distribution is from the model's own, in bits.
    DIVERGENCE
}
