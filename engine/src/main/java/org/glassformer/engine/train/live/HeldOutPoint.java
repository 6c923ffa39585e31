package org.glassformer.engine.train.live;

import org.glassformer.engine.train.Evaluation;
import org.glassformer.engine.train.HeldOut;
import org.glassformer.engine.train.TrainingStep;

/// How well unseen cases were predicted after a step.
///
/// @param step steps completed
/// @param evaluation the loss
/// @param exact the share of cases whose whole answer was right; not a number for texts
public record HeldOutPoint(int step, Evaluation evaluation, double exact) {

    static HeldOutPoint measure(TrainingStep step, HeldOut heldOut, boolean answers) {
        if (!answers) {
            return new HeldOutPoint(step.stepsDone(), heldOut.evaluate(step.pass()), Double.NaN);
        }
        HeldOut.Judgement judged = heldOut.judge(step.pass());
        double share = (double) judged.right() / judged.rights().size();
        return new HeldOutPoint(step.stepsDone(), judged.evaluation(), share);
    }
}
