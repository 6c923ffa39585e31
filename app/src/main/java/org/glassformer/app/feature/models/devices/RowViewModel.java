package org.glassformer.app.feature.models.devices;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenText;
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
        boolean prompt) {

    /// The token that was read, white space made visible.
    String read() {
        return TokenText.visible(token);
    }

    /// The token whose logits differ most, white space made visible.
    String farthest() {
        return TokenText.visible(at);
    }

    /// Index of the token.
    String index() {
        return Figures.count(position.index());
    }

    /// The largest difference of two logits.
    String largest() {
        return Figures.value(position.largest());
    }

    /// KL divergence in bits.
    String kl() {
        return Figures.value(position.klBits());
    }

    /// How many of the most likely tokens have another rank.
    String moved() {
        return Integer.toString(position.moved());
    }

    /// The most likely next token; both where they differ.
    String next() {
        String here = TokenText.visible(best);
        return position.isAgreed()
                ? here
                : Messages.text("devices.next", here, TokenText.visible(otherBest));
    }
}
