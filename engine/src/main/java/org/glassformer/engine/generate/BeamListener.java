package org.glassformer.engine.generate;

import java.util.List;

/// Hears of the steps of a beam search.
@FunctionalInterface
public interface BeamListener {
    /// Called on the searching thread before every step.
    ///
    /// @param looked every token that was looked at so far; it grows later, so copy what is kept
    /// @return false to stop with what there is
    boolean onStep(List<BeamNode> looked);

    /// Called on the searching thread whenever the model has run, several times a step. It may throw
    /// to give up.
    default void onRun() {}
}
