package org.glassformer.engine.train.live;

import org.glassformer.engine.train.Evaluation;

/// How well unseen cases were predicted after a step.
///
/// @param step steps completed
/// @param evaluation the loss
/// @param exact the share of cases whose whole answer was right; not a number for texts
public record HeldOutPoint(int step, Evaluation evaluation, double exact) {}
