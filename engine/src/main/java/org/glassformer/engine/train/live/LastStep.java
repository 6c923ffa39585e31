package org.glassformer.engine.train.live;

import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.live.StepView.Forward;
import org.glassformer.engine.train.live.StepView.Loss;
import org.glassformer.engine.train.live.StepView.Windows;
import org.jspecify.annotations.Nullable;

/// What is still there of a step that was done as a whole, read only when somebody asks.
final class LastStep {
    private final TrainingStep step;
    private final LiveSettings settings;
    private float @Nullable [] losses;

    LastStep(TrainingStep step, LiveSettings settings) {
        this.step = step;
        this.settings = settings;
    }

    /// Reads the losses before the pass is used for something else.
    void keepLosses() {
        losses();
    }

    /// Takes the losses of a step that was begun by phases.
    void keepLosses(StepAtHand begun) {
        StepView view = begun.view();
        Forward forward = view == null ? null : view.forward();
        losses = forward == null ? null : forward.losses();
    }

    private float[] losses() {
        float[] read = losses;
        if (read == null) {
            read = step.pass().losses();
            losses = read;
        }
        return read;
    }

    StepView view() {
        int[] targets = step.targets();
        return new StepView(
                step.stepsDone(),
                null,
                new Windows(settings.batch(), settings.shape().blockSize(), step.inputs(), targets),
                new Forward(losses()),
                new Loss(step.loss(), StepAtHand.counted(targets)),
                Norms.gradients(step.model(), step.clipFactor()),
                StepAtHand.clip(step, settings),
                null,
                null);
    }
}
