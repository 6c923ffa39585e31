package org.glassformer.engine.sampling;

/// What one stage of a chain did to one distribution.
///
/// @param name the stage's name
/// @param kept tokens that left the stage
/// @param removed tokens that entered it and did not leave it
/// @param changed tokens whose logit it changed and kept: all of them for a temperature, those that
///     occurred for a penalty
/// @param removedMass the share of the removed ones in the probability that entered the stage, 0 to 1
/// @param entropyBits the entropy of the distribution after the stage, renormalised, in bits
/// @param chance the number by which the stage decided whether to act; not a number for stages without
///     chance
public record StageTrace(
        String name,
        int kept,
        int removed,
        int changed,
        double removedMass,
        double entropyBits,
        double chance) {}
