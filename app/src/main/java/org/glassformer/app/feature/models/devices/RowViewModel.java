package org.glassformer.app.feature.models.devices;

import org.glassformer.engine.generate.InStep;

/// What two devices said after one token, as people read it.
///
/// @param position the figures
/// @param token that was read
/// @param at the token whose logits differ most
/// @param best the first device's most likely next token
/// @param otherBest the second's
/// @param prompt whether the token is of the prompt
record RowViewModel(
        InStep.Position position,
        String token,
        String at,
        String best,
        String otherBest,
        boolean prompt) {}
