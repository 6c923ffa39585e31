package org.glassformer.engine.train;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The training loop: steps, log, evaluation, checkpoints. It prints nothing; a listener hears of
/// everything.
///
/// It runs on the thread that calls [#run]; [#stop] may be called from any other.
final class Trainer {
    private static final double NANOS = 1e9;

    private final TrainConfig config;
    private final TrainingStep step;
    private final HeldOut heldOut;
    private final TrainingLog log;
    private final Saver saver;
    private final TrainerListener listener;
    private final double elapsedBefore;
    private volatile boolean stopping;
    private double best;

    /// Writes what has to outlast the run.
    interface Saver {
        /// Writes a checkpoint of the model as it is.
        Path checkpoint();

        /// Keeps the weights, the best on held-out text so far.
        void best();
    }

    Trainer(
            TrainConfig config,
            TrainingStep step,
            HeldOut heldOut,
            TrainingLog log,
            Saver saver,
            TrainerListener listener) {
        this.config = config;
        this.step = step;
        this.heldOut = heldOut;
        this.log = log;
        this.saver = saver;
        this.listener = listener;
        this.elapsedBefore = log.elapsedSeconds();
        this.best = log.bestBitsPerByte();
    }

    /// Asks the loop to write a checkpoint and end after the step under way.
    void stop() {
        stopping = true;
    }

    /// Trains until the last step, or until it is stopped.
    ///
    /// @return whether the last step was reached
    boolean run() {
        listener.started(step.stepsDone(), config.steps());
        long begun = System.nanoTime();
        long since = begun;
        double lossSum = 0;
        int losses = 0;
        int saved = step.stepsDone();
        while (step.stepsDone() < config.steps() && !stopping) {
            double rate = step.learningRate();
            step.run();
            lossSum += step.loss();
            losses++;
            listener.stepped(step);
            int done = step.stepsDone();
            boolean last = done == config.steps();
            boolean evaluates = !heldOut.isEmpty() && (last || every(config.evalEvery(), done));
            if (last || evaluates || done % config.logEvery() == 0) {
                long now = System.nanoTime();
                double perSecond = (double) losses * step.tokensPerStep() * NANOS / (now - since);
                Evaluation evaluation = evaluates ? heldOut.evaluate(step.pass()) : null;
                since = System.nanoTime();
                LogEntry entry =
                        new LogEntry(
                                done,
                                (long) done * step.tokensPerStep(),
                                lossSum / losses,
                                evaluation,
                                rate,
                                step.gradientNorm(),
                                perSecond,
                                elapsedBefore + (since - begun) / NANOS);
                log.append(entry);
                listener.logged(entry);
                keepIfBest(evaluation);
                lossSum = 0;
                losses = 0;
            }
            if (!last && every(config.checkpointEvery(), done)) {
                listener.saved(saver.checkpoint());
                saved = done;
            }
        }
        if (saved != step.stepsDone()) {
            listener.saved(saver.checkpoint());
        }
        return step.stepsDone() == config.steps();
    }

    private void keepIfBest(@Nullable Evaluation evaluation) {
        if (evaluation != null && evaluation.bitsPerByte() < best) {
            best = evaluation.bitsPerByte();
            saver.best();
        }
    }

    private static boolean every(int interval, int done) {
        return interval > 0 && done % interval == 0;
    }
}
