package org.glassformer.engine.train;

import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;

/// Training step by step, and each step phase by phase.
///
/// A step takes windows, runs them forward and back (as often as gradients accumulate), clips the
/// gradient and updates the weights. [#advance] does the next phase; [#run] a whole step. Gradients
/// and activations can be read between phases. Everything that decides the steps to come is in a
/// [Snapshot] taken between steps: after [#restore] they are the same, bit by bit.
public final class TrainingStep implements AutoCloseable {
    private static final long DROPOUT = 3;

    /// What a step does, in this order; `WINDOWS`, `FORWARD` and `BACKWARD` repeat while gradients
    /// accumulate.
    public enum Phase {
        /// Takes windows of tokens from the data.
        WINDOWS,
        /// Predicts the next token everywhere and compares.
        FORWARD,
        /// Adds up the gradient of the loss.
        BACKWARD,
        /// Measures the gradient and shortens it if it is too long.
        CLIP,
        /// Changes the weights.
        UPDATE
    }

    private final Transformer model;
    private final Backend backend;
    private final StepSettings settings;
    private final WindowSource windows;
    private final TrainingPass pass;
    private final Optimiser optimiser;
    private final int[] inputs; // (B, T)
    private final int[] targets; // (B, T)
    private Phase phase = Phase.WINDOWS;
    private int done;
    private int micro;
    private double lossSum;
    private double loss = Double.NaN;
    private double gradientNorm = Double.NaN;

    /// Steps of a model, which stays the caller's.
    ///
    /// @param windows gives the data; it is at the position of the first step
    public TrainingStep(Transformer model, StepSettings settings, WindowSource windows) {
        this.model = model;
        this.backend = model.backend();
        this.settings = settings;
        this.windows = windows;
        this.pass = new TrainingPass(model, settings.batch(), settings.blockSize());
        this.optimiser = new Optimiser(backend, model.parameters(), settings.optimiser());
        this.inputs = new int[settings.batch() * settings.blockSize()];
        this.targets = new int[inputs.length];
    }

    /// The model that learns.
    public Transformer model() {
        return model;
    }

    /// The pass, to look at losses, logits and activations; valid until the step is closed.
    public TrainingPass pass() {
        return pass;
    }

    /// The phase that comes next.
    public Phase phase() {
        return phase;
    }

    /// Steps completed.
    public int stepsDone() {
        return done;
    }

    /// Tokens that a step learns from.
    public int tokensPerStep() {
        return inputs.length * settings.accumulation();
    }

    /// The tokens of the current windows, (B, T).
    public int[] inputs() {
        return inputs.clone();
    }

    /// The tokens to be predicted, (B, T).
    public int[] targets() {
        return targets.clone();
    }

    /// The mean loss of the step under way so far, or of the last one, in nats per token; not a
    /// number before the first forward pass.
    public double loss() {
        return loss;
    }

    /// The norm of the last gradient before clipping; not a number before the first.
    public double gradientNorm() {
        return gradientNorm;
    }

    /// The factor by which the last gradient was shortened; 1 if it was not.
    public double clipFactor() {
        double limit = settings.optimiser().clip();
        return limit > 0 && gradientNorm > limit ? limit / gradientNorm : 1;
    }

    /// The first moments, in the order of the model's parameters; none for SGD.
    public List<Tensor> firstMoments() {
        return List.copyOf(optimiser.first());
    }

    /// The second moments, in the order of the model's parameters; none for SGD.
    public List<Tensor> secondMoments() {
        return List.copyOf(optimiser.second());
    }

    /// Predicts the windows at hand once more, with the weights as they are now and the dropout of the
    /// step `number`; neither weights nor gradients change.
    ///
    /// @param number the step whose dropout is drawn again, counted from 1
    /// @return the mean loss; that of each position is in [#pass]
    /// @throws IllegalStateException between the forward and the backward pass of a step
    public double again(int number) {
        if (phase == Phase.BACKWARD) {
            throw new IllegalStateException("the backward pass needs the forward pass before it");
        }
        long draw = (long) (number - 1) * settings.accumulation();
        return pass.forward(
                inputs, targets, settings.dropout(), SplitMix.seed(settings.seed(), DROPOUT, draw));
    }

    /// The learning rate of the step under way: the schedule's at its number, counted from 1.
    public double learningRate() {
        return settings.schedule().rate(done + 1);
    }

    /// Does the next phase.
    ///
    /// @return the phase that was done
    /// @throws TrainingException if the loss or the gradient is not finite; the weights are then
    ///     still those of the step before
    public Phase advance() {
        Phase now = phase;
        switch (now) {
            case WINDOWS -> takeWindows();
            case FORWARD -> forward();
            case BACKWARD -> backward();
            case CLIP -> clip();
            case UPDATE -> update();
        }
        return now;
    }

    /// Does what is left of the step under way.
    public void run() {
        Phase last;
        do {
            last = advance();
        } while (last != Phase.UPDATE);
    }

    private void takeWindows() {
        if (micro == 0) {
            pass.zeroGradients();
            lossSum = 0;
        }
        for (int b = 0; b < settings.batch(); b++) {
            windows.next(inputs, targets, b * settings.blockSize());
        }
        phase = Phase.FORWARD;
    }

    private void forward() {
        long draw =
                SplitMix.seed(
                        settings.seed(), DROPOUT, (long) done * settings.accumulation() + micro);
        lossSum += pass.forward(inputs, targets, settings.dropout(), draw);
        loss = lossSum / (micro + 1);
        requireFinite(loss, "loss");
        phase = Phase.BACKWARD;
    }

    private void backward() {
        pass.backward(1f / settings.accumulation());
        micro++;
        phase = micro < settings.accumulation() ? Phase.WINDOWS : Phase.CLIP;
    }

    private void clip() {
        gradientNorm = optimiser.clip();
        requireFinite(gradientNorm, "gradient");
        phase = Phase.UPDATE;
    }

    private void update() {
        optimiser.update((float) learningRate(), done + 1);
        done++;
        micro = 0;
        phase = Phase.WINDOWS;
    }

    private void requireFinite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new TrainingException(
                    "the "
                            + what
                            + " of step "
                            + (done + 1)
                            + " is "
                            + value
                            + "; lower the learning rate or go back to a checkpoint");
        }
    }

    /// Everything that decides the steps to come.
    ///
    /// @throws IllegalStateException in the middle of a step
    public Snapshot snapshot() {
        if (phase != Phase.WINDOWS || micro != 0) {
            throw new IllegalStateException("a snapshot is taken between steps");
        }
        return new Snapshot(
                done,
                windows.position(),
                read(model.parameters().stream().map(Parameter::value).toList()),
                read(optimiser.first()),
                read(optimiser.second()));
    }

    /// Goes back, or on, to a snapshot of the same model and data; a step under way is dropped.
    public void restore(Snapshot snapshot) {
        windows.seek(snapshot.position());
        write(model.parameters().stream().map(Parameter::value).toList(), snapshot.weights());
        write(optimiser.first(), snapshot.first());
        write(optimiser.second(), snapshot.second());
        done = snapshot.step();
        micro = 0;
        phase = Phase.WINDOWS;
    }

    private List<float[]> read(List<Tensor> tensors) {
        return tensors.stream().map(backend::read).toList();
    }

    private void write(List<Tensor> tensors, List<float[]> values) {
        if (tensors.size() != values.size()) {
            throw new TrainingException("the checkpoint belongs to another model or optimiser");
        }
        for (int i = 0; i < tensors.size(); i++) {
            backend.write(tensors.get(i), values.get(i));
        }
    }

    /// Releases activations, gradients and moments; the model stays.
    @Override
    public void close() {
        optimiser.close();
        pass.close();
    }
}
