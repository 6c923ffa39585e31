package org.glassformer.app.feature.sampling.compare;

import org.glassformer.app.session.Reading;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.sampling.Divergence;
import org.glassformer.engine.sampling.SamplingTrace;

/// The next token under both settings.
///
/// @param step what was read
/// @param a what the first chain makes of the logits
/// @param b what the second chain makes of the logits of its device
/// @param divergence of the two
/// @param logitDifference the largest between the devices; 0 on one device
/// @param bars a row for each token of the vocabulary, the likeliest under either first
record Pair(
        Reading step,
        SamplingTrace a,
        SamplingTrace b,
        Divergence divergence,
        float logitDifference,
        ChangeBarsData bars) {}
