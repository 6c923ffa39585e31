package org.glassformer.app.feature.models.files;

/// What of a loss is drawn.
enum LossMeasure {
    /// The mean divergence of the next token's distributions, in bits.
    KL,
    /// The loss over the bytes of the text, in bits.
    BITS_PER_BYTE
}
