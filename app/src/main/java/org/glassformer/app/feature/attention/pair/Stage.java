package org.glassformer.app.feature.attention.pair;

/// The stages of a head, in the order in which they are computed.
public enum Stage {
    /// The query vector of the token that looks.
    QUERY,
    /// The key vector of the token that is looked at, and its products with the query.
    KEY,
    /// The products of the query with every key.
    SCORES,
    /// The same divided by the square root of the head's size.
    SCALED,
    /// The same without the keys that the query may not see.
    MASKED,
    /// The weights.
    SOFTMAX,
    /// The weighted sum of the values.
    VALUES
}
