package org.glassformer.app.feature.attention.contributions;

import java.util.Comparator;
import java.util.List;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;

/// What the parts of a model add to one logit of a reading, or to the difference of two.
///
/// @param reading the text
/// @param interventions how many were in force
/// @param position the token after which the model predicts
/// @param tokenId the token whose logit it is
/// @param otherId the token whose logit is taken off, or -1
/// @param likeliest whether the token is the most likely one, not one chosen by the person
/// @param logit the model's logit, or the difference of the two
/// @param scale what the last norm multiplied this position by
/// @param parts in the order in which they act
/// @param remainder what the parts do not explain
record Attribution(
        Reading reading,
        int interventions,
        int position,
        int tokenId,
        int otherId,
        boolean likeliest,
        double logit,
        double scale,
        List<Part> parts,
        double remainder) {

    private static final double ROUNDING = 1e-3;

    /// Copies the list.
    Attribution {
        parts = List.copyOf(parts);
    }

    /// The token whose logit it is.
    SessionToken token() {
        return reading.vocabulary().token(tokenId);
    }

    /// Whether another token's logit is taken off.
    boolean isDifference() {
        return otherId >= 0;
    }

    /// The token whose logit is taken off; ask [#isDifference] first.
    SessionToken other() {
        return reading.vocabulary().token(otherId);
    }

    /// The token after which the model predicts.
    SessionToken after() {
        return reading.tokens().get(position);
    }

    /// Whether the position is the last of the text, whose logits the reading has.
    boolean isLast() {
        return position == reading.tokens().size() - 1;
    }

    /// The parts, those that add or take off most first.
    List<Part> ranked() {
        return parts.stream()
                .sorted(Comparator.comparingDouble(part -> -Math.abs(part.value())))
                .toList();
    }

    /// The sum of all parts.
    double sum() {
        return logit - remainder;
    }

    /// Whether more than rounding is left over, as a patched residual leaves it.
    boolean hasRemainder() {
        return Math.abs(remainder) > ROUNDING * (1 + Math.abs(sum()));
    }

    /// The part of a contribution in the sizes of all, 0 to 1.
    double share(double value) {
        double all = parts.stream().mapToDouble(part -> Math.abs(part.value())).sum();
        return all > 0 ? Math.abs(value) / all : 0;
    }

    /// The logit as the model itself gave it, or the difference; not a number before the last position.
    double modelLogit() {
        if (!isLast()) {
            return Double.NaN;
        }
        float[] logits = reading.logits();
        return isDifference() ? (double) logits[tokenId] - logits[otherId] : logits[tokenId];
    }
}
