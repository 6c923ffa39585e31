package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Forward and backward of a model over B sequences of T tokens, with every activation kept.
///
/// Memory is taken once, gradients included, and released by [#close]. The gradients are the
/// model's: one pass at a time trains a model.
public final class TrainingPass implements AutoCloseable {
    private final Transformer model;
    private final Backend backend;
    private final int batch;
    private final int time;
    private final Allocations memory;
    private final Tensor embedded; // (N, C)
    private final List<BlockActivations> activations;
    private final Tensor lnf; // (N, C)
    private final Tensor lnfStats; // (2, N)
    private final Tensor logits; // (N, V)
    private final @Nullable Tensor capped; // (N, V); null without a soft cap of the logits
    private final Tensor losses; // (N)
    private final BlockGradients gradients;
    private int[] inputs = {};
    private int[] targets = {};
    private Pass pass;
    private boolean backwardPending;

    /// Takes the memory for `batch` sequences of `time` tokens.
    ///
    /// @throws IllegalArgumentException if `time` exceeds the model's context
    public TrainingPass(Transformer model, int batch, int time) {
        ModelConfig config = model.config();
        if (batch < 1 || time < 1 || time > config.blockSize()) {
            throw new IllegalArgumentException(
                    "sequences of " + time + " tokens, but the context is " + config.blockSize());
        }
        if (model.packed()) {
            throw new IllegalArgumentException(
                    "weights of "
                            + model.weightTypes().keySet()
                            + " cannot be trained; train a copy with floats");
        }
        this.model = model;
        this.backend = model.backend();
        this.batch = batch;
        this.time = time;
        this.pass = Pass.training(backend, batch, time, 0, 0);
        this.memory = new Allocations(backend);
        int n = Math.multiplyExact(batch, time);
        int c = config.nEmbd();
        this.activations = new ArrayList<>();
        try {
            this.embedded = memory.allocate(n, c);
            Tensor resid = embedded;
            for (int layer = 0; layer < config.nLayer(); layer++) {
                BlockActivations block = BlockActivations.forTraining(memory, config, n, resid);
                activations.add(block);
                resid = block.residPost();
            }
            this.lnf = memory.allocate(n, c);
            this.lnfStats = memory.allocate(2, n);
            this.logits = memory.allocate(n, config.vocabSize());
            this.capped =
                    config.variant().logitCap() > 0 ? memory.allocate(n, config.vocabSize()) : null;
            this.losses = memory.allocate(n);
            this.gradients = BlockGradients.allocate(memory, config, n);
            model.parameters().forEach(p -> p.allocateGradient(backend));
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// B, sequences at once.
    public int batch() {
        return batch;
    }

    /// T, tokens of a sequence.
    public int time() {
        return time;
    }

    /// The loss of every position and its mean.
    ///
    /// @param newInputs B T tokens, sequence by sequence
    /// @param newTargets the token that should follow each; negative ones are left out
    /// @param dropout the probability of dropping parts of the embedding and of what attention and
    ///     MLP add; 0 for none
    /// @param seed of the dropout's draws
    /// @return the mean cross-entropy over the targets that count, in nats
    /// @throws IllegalArgumentException if sizes or ids are wrong, or no target counts
    public double forward(int[] newInputs, int[] newTargets, float dropout, long seed) {
        int n = batch * time;
        if (newInputs.length != n || newTargets.length != n) {
            throw new IllegalArgumentException("expected " + n + " inputs and targets");
        }
        backwardPending = false;
        pass = Pass.training(backend, batch, time, dropout, seed);
        model.check(newInputs, pass);
        inputs = newInputs.clone();
        targets = newTargets.clone();
        countedTargets();
        model.embed(pass, inputs, embedded, gradients.branch());
        for (int layer = 0; layer < activations.size(); layer++) {
            model.blocks().get(layer).forward(pass, activations.get(layer));
        }
        model.lnFinal().forward(backend, lnf, lnfStats, lastResid());
        model.logits(logits, lnf);
        backend.crossEntropy(losses, logits, targets);
        backwardPending = true;
        return backend.sum(losses) / countedTargets();
    }

    /// Adds the gradients of the mean loss, times `factor`, into those of the parameters.
    ///
    /// The logits are overwritten by their gradient: [#logits] is to be read before.
    ///
    /// @throws IllegalStateException without a forward pass before it
    public void backward(float factor) {
        if (!backwardPending) {
            throw new IllegalStateException("backward needs a forward pass before it");
        }
        backwardPending = false;
        float perTarget = factor / countedTargets();
        float cap = model.config().variant().logitCap();
        if (capped == null) {
            backend.crossEntropyBackward(logits, logits, targets, perTarget);
        } else {
            backend.copy(capped, logits);
            backend.crossEntropyBackward(logits, logits, targets, perTarget);
            backend.softCapBackward(logits, logits, capped, cap);
        }
        backend.fill(gradients.norm(), 0);
        model.head().backward(backend, gradients.norm(), logits, lnf);
        backend.fill(gradients.resid(), 0);
        model.lnFinal()
                .backward(backend, gradients.resid(), gradients.norm(), lastResid(), lnfStats);
        for (int layer = activations.size() - 1; layer >= 0; layer--) {
            model.blocks().get(layer).backward(pass, activations.get(layer), gradients);
        }
        model.embedBackward(pass, inputs, gradients.resid(), gradients.branch());
    }

    /// Sets all gradients to zero.
    public void zeroGradients() {
        model.parameters().forEach(p -> backend.fill(p.gradient(), 0));
    }

    /// The loss of every position of the last forward pass, (B, T) row by row, in nats.
    public float[] losses() {
        return backend.read(losses);
    }

    /// The logits of position n of the last forward pass; valid until [#backward].
    public float[] logits(int n) {
        if (!backwardPending) {
            throw new IllegalStateException("the logits are gone after the backward pass");
        }
        float[] row = new float[logits.dim(-1)];
        backend.read(logits, (long) n * row.length, row, 0, row.length);
        return row;
    }

    private Tensor lastResid() {
        return activations.getLast().residPost();
    }

    private int countedTargets() {
        int count = 0;
        for (int target : targets) {
            if (target >= model.config().vocabSize()) {
                throw new IllegalArgumentException(
                        "target " + target + " is not in the vocabulary");
            }
            count += target >= 0 ? 1 : 0;
        }
        if (count == 0) {
            throw new IllegalArgumentException("no position has a target");
        }
        return count;
    }

    /// Releases activations and gradients; the model stays.
    @Override
    public void close() {
        memory.close();
        model.parameters().forEach(Parameter::releaseGradient);
    }
}
