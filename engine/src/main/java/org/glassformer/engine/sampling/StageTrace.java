package org.glassformer.engine.sampling;

/// What one stage of a chain did to one distribution.
///
/// @param name the stage's name
/// @param kept tokens that left the stage
/// @param removed tokens that entered it and did not leave it
/// @param removedMass their share of the probability that entered the stage, 0 to 1
/// @param entropyBits the entropy of the distribution after the stage, renormalised, in bits
public record StageTrace(
        String name, int kept, int removed, double removedMass, double entropyBits) {}
