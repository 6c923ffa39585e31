package org.glassformer.engine.train.live;

import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.train.Evaluation;
import org.glassformer.engine.train.HeldOut;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.Comparison.Elsewhere;
import org.glassformer.engine.train.task.TaskData;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.jspecify.annotations.Nullable;

/// Measures the model against the one at step 0; what that one scores is measured once.
final class Comparing {
    private final TaskData data;
    private final Origin origin;
    private final TrainingPass pass;
    private final HeldOut texts;
    private final @Nullable HeldOut stories;
    private @Nullable Evaluation before;
    private @Nullable Evaluation storiesBefore;

    /// @param elsewhere whether other texts are asked too, because the model knew something before
    /// @param cases examples or documents at most
    Comparing(
            TaskData data,
            LiveSettings settings,
            Origin origin,
            TrainingPass pass,
            boolean elsewhere,
            int cases) {
        this.data = data;
        this.origin = origin;
        this.pass = pass;
        this.texts = data.heldOut(cases);
        this.stories =
                elsewhere && settings.task().kind() != TaskKind.STORIES
                        ? stories(data, settings, cases)
                        : null;
    }

    private static @Nullable HeldOut stories(TaskData data, LiveSettings settings, int cases) {
        try {
            return new TaskData(
                            TrainingTask.of(TaskKind.STORIES),
                            data.tokens(),
                            settings.shape().blockSize(),
                            settings.seed())
                    .heldOut(cases);
        } catch (TrainingException e) {
            return null; // the vocabulary cannot write them
        }
    }

    Comparison compare(int step) {
        measureBefore();
        Evaluation first = before;
        Evaluation storiesFirst = storiesBefore;
        if (first == null) {
            throw new IllegalStateException("the first model was not measured");
        }
        Elsewhere elsewhere =
                stories == null || storiesFirst == null
                        ? null
                        : new Elsewhere(storiesFirst, stories.evaluate(pass));
        return new Comparison(step, data.hasUnseen(), first, texts.evaluate(pass), elsewhere);
    }

    private void measureBefore() {
        if (before != null) {
            return;
        }
        try (TrainingPass first = new TrainingPass(origin.model(), pass.batch(), pass.time())) {
            before = texts.evaluate(first);
            if (stories != null) {
                storiesBefore = stories.evaluate(first);
            }
        }
    }
}
