package org.glassformer.engine.train.live;

import java.util.Arrays;
import java.util.Optional;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.live.StepView.Again;
import org.glassformer.engine.train.live.StepView.Backward;
import org.glassformer.engine.train.live.StepView.Clip;
import org.glassformer.engine.train.live.StepView.Forward;
import org.glassformer.engine.train.live.StepView.Loss;
import org.glassformer.engine.train.live.StepView.Update;
import org.glassformer.engine.train.live.StepView.Windows;
import org.jspecify.annotations.Nullable;

/// The step under way when one goes phase by phase, with what each phase showed.
///
/// Going back restores the state before the step and does the phases before again: nothing depends on
/// the way by which one came.
final class StepAtHand {
    private final TrainingStep step;
    private final LiveSettings settings;
    private final int time;
    private final Snapshot before;
    private final int number;
    private @Nullable LivePhase phase;
    private @Nullable Windows windows;
    private @Nullable Forward forward;
    private @Nullable Loss loss;
    private @Nullable Backward backward;
    private @Nullable Clip clip;
    private @Nullable Update update;
    private @Nullable Again again;

    /// Begins a step; the training stands between two.
    StepAtHand(TrainingStep step, LiveSettings settings) {
        this.step = step;
        this.settings = settings;
        this.time = settings.shape().blockSize();
        this.before = step.snapshot();
        this.number = step.stepsDone() + 1;
    }

    /// The phase done last; null before the first.
    @Nullable LivePhase phase() {
        return phase;
    }

    /// The state before the step.
    Snapshot before() {
        return before;
    }

    /// Does the next phase.
    ///
    /// @throws IllegalStateException after the last
    LivePhase next() {
        LivePhase last = phase;
        LivePhase now =
                last == null
                        ? LivePhase.WINDOWS
                        : last.next()
                                .orElseThrow(() -> new IllegalStateException("the step is over"));
        switch (now) {
            case WINDOWS -> {
                step.advance();
                windows = new Windows(settings.batch(), time, step.inputs(), step.targets());
            }
            case FORWARD -> {
                step.advance();
                forward = new Forward(step.pass().losses());
            }
            case LOSS -> loss = new Loss(step.loss(), counted(step.targets()));
            case BACKWARD -> {
                step.advance();
                backward = Norms.gradients(step.model(), 1);
            }
            case CLIP -> {
                step.advance();
                clip = clip(step, settings);
            }
            case UPDATE -> {
                double rate = step.learningRate();
                step.advance();
                update = Norms.change(step.model(), before.weights(), rate);
            }
            case AGAIN -> {
                double mean = step.again(number);
                Forward old = forward;
                float[] losses = old == null ? new float[0] : old.losses();
                again = new Again(losses, step.pass().losses(), step.loss(), mean);
            }
        }
        phase = now;
        return now;
    }

    /// Undoes the last phase; after the first one the training stands before the step.
    void back() {
        LivePhase to = phase == null ? null : phase.previous().orElse(null);
        step.restore(before);
        phase = null;
        windows = null;
        forward = null;
        loss = null;
        backward = null;
        clip = null;
        update = null;
        again = null;
        while (phase != to) {
            next();
        }
    }

    /// Whether the backward pass still needs what the forward pass left.
    boolean needsForward() {
        return phase == LivePhase.FORWARD || phase == LivePhase.LOSS;
    }

    /// Whether the logits of a forward pass are there: before the backward pass, and when the same batch was read again.
    boolean showsLogits() {
        return needsForward() || phase == LivePhase.AGAIN;
    }

    /// Does the forward pass again, after its activations were used for something else.
    void forwardAgain() {
        LivePhase now = phase;
        if (now == LivePhase.AGAIN) {
            step.again(number);
            return;
        }
        step.restore(before);
        step.advance();
        step.advance();
        phase = now;
    }

    /// The weights of a tensor before the step, once its update is done.
    Optional<TensorValues> before(String name) {
        if (update == null) {
            return Optional.empty();
        }
        Parameter parameter = step.model().parameter(name);
        float[] weights = before.weights().get(step.model().parameters().indexOf(parameter));
        return Optional.of(
                new TensorValues(
                        before.step(),
                        name,
                        TensorPart.WEIGHT,
                        parameter.value().shape(),
                        weights));
    }

    /// What has been seen; null before the first phase.
    @Nullable StepView view() {
        Windows seen = windows;
        return seen == null
                ? null
                : new StepView(number, phase, seen, forward, loss, backward, clip, update, again);
    }

    static Clip clip(TrainingStep step, LiveSettings settings) {
        return new Clip(step.gradientNorm(), settings.optimiser().clip(), step.clipFactor());
    }

    static int counted(int[] targets) {
        return (int) Arrays.stream(targets).filter(target -> target >= 0).count();
    }
}
