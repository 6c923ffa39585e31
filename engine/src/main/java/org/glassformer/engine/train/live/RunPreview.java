package org.glassformer.engine.train.live;

import java.util.List;
import org.glassformer.engine.train.live.CheckResult.Measure;
import org.glassformer.engine.train.task.Example;
import org.glassformer.engine.train.task.TaskData;
import org.glassformer.engine.train.task.TaskKind;

/// What is known of a run before it begins.
///
/// @param cost parameters, memory and operations
/// @param examples the first cases that are trained on; of texts the first ones as answers without a question
/// @param measure what a check measures
/// @param goal what counts as learned, as in [CheckResult#goal]
/// @param unseen whether something is held apart from training, to be asked in checks
public record RunPreview(
        TrainingCost cost, List<Example> examples, Measure measure, double goal, boolean unseen) {

    /// Keeps its own list.
    public RunPreview {
        examples = List.copyOf(examples);
    }

    /// Looks ahead; the vocabulary and the data are made for it.
    ///
    /// @param count examples at most
    /// @throws org.glassformer.engine.train.TrainingException with one sentence if there is nothing to learn from, or the
    ///     text or the examples do not fit
    public static RunPreview of(LiveSettings settings, int count) {
        return RunOpening.preview(settings, count);
    }

    static RunPreview of(TaskData data, TrainingCost cost, int count) {
        TaskKind kind = data.task().kind();
        List<Example> texts =
                data.shown(count).stream().map(text -> new Example("", text)).toList();
        return new RunPreview(
                cost,
                kind.hasExamples() ? data.training(count) : texts,
                TaskPresets.measure(kind),
                TaskPresets.goal(kind),
                data.hasUnseen());
    }
}
