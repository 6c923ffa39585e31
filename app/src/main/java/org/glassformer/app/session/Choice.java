package org.glassformer.app.session;

import org.glassformer.engine.sampling.DrawnToken;

/// How a generated token was chosen.
///
/// @param drawn the number drawn and what it fell on; of a token chosen by hand the number is 0 and its interval all of
///     the line, and the probability is the one after the chain, 0 if the chain had removed it
/// @param entropyBits the entropy of the model's own distribution at this step, in bits
/// @param byHand whether a person chose it
/// @param seed of the draw
public record Choice(DrawnToken drawn, double entropyBits, boolean byHand, long seed) {}
