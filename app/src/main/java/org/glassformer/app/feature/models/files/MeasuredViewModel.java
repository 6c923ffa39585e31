package org.glassformer.app.feature.models.files;

import org.glassformer.engine.generate.QualityLoss;

/// What was measured of a model, rounded or as it is.
///
/// @param loss how far it is from the model as it is
/// @param worst the token for which it is farthest, as it is shown
/// @param tokensPerSecond one after the other, on this machine; not a number where the context has no room for that
/// @param bytes of its weights on the device
/// @param widened whether the device keeps its weights wider than the type
record MeasuredViewModel(
        QualityLoss loss, String worst, double tokensPerSecond, long bytes, boolean widened) {

    private static final double NATS_PER_BIT = Math.log(2);

    /// The mean divergence from the model as it is, in bits.
    double klBits() {
        return loss.meanKl() / NATS_PER_BIT;
    }

    /// The largest divergence, in bits.
    double largestBits() {
        return loss.largestKl() / NATS_PER_BIT;
    }
}
