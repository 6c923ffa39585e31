package org.glassformer.app.feature.sampling.compare;

/// What the curve along the text measures.
enum Measure {
    /// The divergences in bits.
    KL,
    /// The total variation.
    VARIATION,
    /// The largest difference of two logits, between two devices.
    LOGITS
}
