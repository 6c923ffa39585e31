package org.glassformer.app.feature.attention.outcome;

/// Which tokens come first.
enum RowOrder {
    /// The likeliest now.
    AFTER,
    /// Those that changed most, either way.
    CHANGE
}
