package org.glassformer.engine.train.live;

import org.glassformer.engine.train.Evaluation;
import org.jspecify.annotations.Nullable;

/// The model as it is beside the model as it was at step 0, on the same texts.
///
/// @param step steps completed
/// @param unseen whether the task's texts were held apart from training; if not, they are those trained on
/// @param before the first model on the task's texts
/// @param now the present model on them
/// @param elsewhere both on texts of another kind, to see what is forgotten; null where that says nothing
public record Comparison(
        int step,
        boolean unseen,
        Evaluation before,
        Evaluation now,
        @Nullable Elsewhere elsewhere) {

    /// The lab's own small stories, which are not what is learned.
    ///
    /// @param before the first model on them
    /// @param now the present model on them
    public record Elsewhere(Evaluation before, Evaluation now) {}
}
