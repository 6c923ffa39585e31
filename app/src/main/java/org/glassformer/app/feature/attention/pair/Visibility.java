package org.glassformer.app.feature.attention.pair;

/// Whether a query may see a key, and why not.
public enum Visibility {
    /// It may.
    VISIBLE,
    /// An intervention has cut this edge.
    CUT,
    /// An intervention has masked the key for every query.
    TOKEN_MASKED,
    /// The key lies before the layer's sliding window.
    OUTSIDE_WINDOW,
    /// The key comes after the query.
    LATER
}
