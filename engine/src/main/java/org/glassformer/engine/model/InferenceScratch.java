package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The tensors that a run without gradients needs besides weights and cache, kept for the next: those of a single token,
/// which comes again and again, and those of the last length besides.
final class InferenceScratch implements AutoCloseable {
    private final Backend backend;
    private final ModelConfig config;
    private @Nullable OfLength decode;
    private @Nullable OfLength prefill;

    InferenceScratch(Backend backend, ModelConfig config) {
        this.backend = backend;
        this.config = config;
    }

    /// Those for runs of `n` tokens; with other lengths, those before are gone.
    OfLength of(int n) {
        if (n == 1) {
            OfLength one = decode == null ? new OfLength(backend, config, 1) : decode;
            decode = one;
            return one;
        }
        OfLength many = prefill;
        if (many == null || many.n != n) {
            if (many != null) {
                many.close();
                prefill = null; // stays so if there is no memory for the new one
            }
            many = new OfLength(backend, config, n);
            prefill = many;
        }
        return many;
    }

    @Override
    public void close() {
        if (decode != null) {
            decode.close();
        }
        if (prefill != null) {
            prefill.close();
        }
    }

    /// The tensors of runs of one length.
    static final class OfLength implements AutoCloseable {
        private final int n;
        private final int vocabSize;
        private final Allocations memory;
        private final Allocations logitMemory;
        private final BlockActivations block;
        private @Nullable Tensor logits;

        private OfLength(Backend backend, ModelConfig config, int n) {
            this.n = n;
            this.vocabSize = config.vocabSize();
            this.memory = new Allocations(backend);
            this.logitMemory = new Allocations(backend);
            try {
                Tensor resid = memory.allocate(n, config.nEmbd());
                this.block = BlockActivations.forInference(memory, config, n, resid);
            } catch (RuntimeException | Error e) {
                memory.close();
                throw e;
            }
        }

        /// The activations that all blocks share, one after the other.
        BlockActivations block() {
            return block;
        }

        /// Room for logits, (rows, V); that of another number of rows is gone.
        Tensor logits(int rows) {
            Tensor now = logits;
            if (now == null || now.dim(0) != rows) {
                logits = null; // stays so if there is no memory for the new ones
                logitMemory.close();
                now = logitMemory.allocate(rows, vocabSize);
                logits = now;
            }
            return now;
        }

        @Override
        public void close() {
            memory.close();
            logitMemory.close();
        }
    }
}
