package org.glassformer.app.feature.training.tensors;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.analysis.ValueSpread;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.TensorPart;
import org.glassformer.engine.train.live.TensorValues;
import org.jspecify.annotations.Nullable;

/// A tensor as it was read from a run. Immutable: the arrays are not to be changed.
///
/// @param question what was asked for
/// @param rows of the tensor; 1 for a vector
/// @param columns of the tensor
/// @param vector whether it has one axis only
/// @param values row by row; null where there are none
/// @param before what is to be subtracted from them; null for nothing
/// @param step the step that they belong to
/// @param since the step of what is subtracted
/// @param missing one sentence why there are none; empty if there are
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
record ReadingViewModel(
        Question question,
        int rows,
        int columns,
        boolean vector,
        float @Nullable [] values,
        float @Nullable [] before,
        int step,
        int since,
        String missing) {

    /// The step that means the present.
    static final int NOW = -1;

    /// What is asked for.
    ///
    /// @param tensor its short name
    /// @param quantity what of it
    /// @param step a kept step, or [#NOW]
    record Question(String tensor, Quantity quantity, int step) {}

    /// Reads what is asked for, on the thread that trains.
    ///
    /// @throws org.glassformer.engine.train.TrainingException if the step is no longer kept
    static ReadingViewModel read(LiveRun run, Question question) {
        boolean now = question.step() == NOW;
        int step = now ? run.stepsDone() : question.step();
        return switch (question.quantity()) {
            case WEIGHT -> plain(run, question, TensorPart.WEIGHT, step);
            case GRADIENT -> plain(run, question, TensorPart.GRADIENT, step + underWay(run, now));
            case FIRST_MOMENT -> plain(run, question, TensorPart.FIRST_MOMENT, step);
            case SECOND_MOMENT -> plain(run, question, TensorPart.SECOND_MOMENT, step);
            case SINCE_START ->
                    step == 0
                            ? without(run, question, 0, Messages.text("tensors.none.start"))
                            : change(run, question, step, at(run, question.tensor(), 0));
            case SINCE_BEFORE -> sinceBefore(run, question, step);
        };
    }

    /// 1 between the gradient and the update of a step: the gradient is already that of the step under way.
    private static int underWay(LiveRun run, boolean now) {
        LivePhase phase = run.phase().orElse(null);
        return now && (phase == LivePhase.BACKWARD || phase == LivePhase.CLIP) ? 1 : 0;
    }

    private static ReadingViewModel plain(
            LiveRun run, Question question, TensorPart part, int step) {
        Optional<TensorValues> found =
                question.step() == NOW
                        ? run.tensors().now(question.tensor(), part)
                        : run.tensors().at(question.step(), question.tensor(), part);
        return found.map(values -> of(question, values, step, null))
                .orElseGet(() -> without(run, question, step, why(run, question, step)));
    }

    private static String why(LiveRun run, Question question, int step) {
        if (question.quantity() != Quantity.GRADIENT) {
            return Messages.text("tensors.none.moments");
        }
        if (question.step() == NOW && run.phase().isPresent()) {
            return Messages.text("tensors.none.gradient.begun", step + 1);
        }
        if (step == 0) {
            return Messages.text("tensors.none.gradient.start");
        }
        return question.step() == NOW
                ? Messages.text("tensors.none.gradient.now", step)
                : Messages.text("tensors.none.gradient.kept", step);
    }

    private static ReadingViewModel sinceBefore(LiveRun run, Question question, int step) {
        if (step == 0) {
            return without(run, question, 0, Messages.text("tensors.none.start"));
        }
        Optional<TensorValues> before =
                question.step() == NOW ? run.before(question.tensor()) : Optional.empty();
        List<Integer> earlier = run.keptSteps().stream().filter(kept -> kept < step).toList();
        return change(
                run,
                question,
                step,
                before.orElseGet(() ->
                        at(run, question.tensor(), earlier.isEmpty() ? 0 : earlier.getLast())));
    }

    private static TensorValues at(LiveRun run, String tensor, int step) {
        return run.tensors().at(step, tensor, TensorPart.WEIGHT).orElseThrow();
    }

    private static ReadingViewModel change(
            LiveRun run, Question question, int step, TensorValues before) {
        TensorValues after =
                question.step() == NOW
                        ? run.tensors().now(question.tensor(), TensorPart.WEIGHT).orElseThrow()
                        : at(run, question.tensor(), step);
        return of(question, after, step, before);
    }

    private static ReadingViewModel of(
            Question question, TensorValues values, int step, @Nullable TensorValues before) {
        Shape shape = values.shape();
        return new ReadingViewModel(
                question,
                shape.rows(),
                shape.dim(-1),
                shape.rank() < 2,
                values.values(),
                before == null ? null : before.values(),
                step,
                before == null ? step : before.step(),
                "");
    }

    private static ReadingViewModel without(
            LiveRun run, Question question, int step, String sentence) {
        Shape shape = run.tensors().shape(question.tensor());
        return new ReadingViewModel(
                question,
                shape.rows(),
                shape.dim(-1),
                shape.rank() < 2,
                null,
                null,
                step,
                step,
                sentence);
    }

    /// The numbers to be shown; the change where something is subtracted. Takes time for large tensors.
    float[] numbers() {
        float[] after = values == null ? new float[0] : values;
        if (before == null) {
            return after;
        }
        float[] change = new float[after.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = after[i] - before[i];
        }
        return change;
    }

    /// What numbers come to. Takes time for many.
    static Spread spread(float[] values) {
        ValueSpread of = ValueSpread.of(values);
        return new Spread(
                of.count(),
                of.mean(),
                of.deviation(),
                of.least(),
                of.most(),
                of.zeros(),
                of.norm(),
                of.others(),
                of.farthest());
    }
}
