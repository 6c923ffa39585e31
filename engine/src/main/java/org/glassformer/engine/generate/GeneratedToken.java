package org.glassformer.engine.generate;

import org.glassformer.engine.sampling.DrawnToken;

/// One token as it was generated.
///
/// @param position its position in the text, the prompt's tokens counted
/// @param text the characters that it completed; empty while a character lacks bytes
/// @param shown the characters that can be shown now: `text` and what was held back before, without
///     what may turn out to be a stop text
/// @param drawn the id, the number drawn, and the probabilities
/// @param maskedMass the probability that the grammar took away at this step, 0 to 1; 0 without one
public record GeneratedToken(
        int position, String text, String shown, DrawnToken drawn, double maskedMass) {
    /// The token.
    public int id() {
        return drawn.id();
    }
}
