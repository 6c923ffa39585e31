package org.glassformer.engine.generate;

import org.glassformer.engine.sampling.DrawnToken;

/// One token as it was generated.
///
/// @param position its position in the text, the prompt's tokens counted
/// @param text the characters that it completed; empty while a character lacks bytes
/// @param drawn the id, the number drawn, and the probabilities
public record GeneratedToken(int position, String text, DrawnToken drawn) {
    /// The token.
    public int id() {
        return drawn.id();
    }
}
