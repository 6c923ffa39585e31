package org.glassformer.app.feature.sampling.compare;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.OpenedModel;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.tensor.Tensor;

/// The session's model opened once more on another device. One thread at a time runs it; it is closed when nobody does.
final class Beside implements AutoCloseable {

    private final ModelSummary original;
    private final OpenedModel opened;
    private final long bytes;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean closed;

    /// @param original the model in use that it doubles
    /// @param opened belongs to this from now on
    Beside(ModelSummary original, OpenedModel opened) {
        this.original = original;
        this.opened = opened;
        long sum = 0;
        for (Parameter parameter : opened.languageModel().transformer().parameters()) {
            Tensor value = parameter.value();
            sum += value.dtype().byteSize(value.elements());
        }
        this.bytes = sum;
    }

    /// The model in use that it doubles.
    ModelSummary original() {
        return original;
    }

    String device() {
        return opened.summary().device();
    }

    /// Memory for its weights.
    long bytes() {
        return bytes;
    }

    /// Computes with the model.
    ///
    /// @throws CancellationException if it was closed
    <T> T run(Function<LanguageModel, T> work) {
        turn.lock();
        try {
            if (closed) {
                throw new CancellationException("the second device was closed");
            }
            return work.apply(opened.languageModel());
        } finally {
            turn.unlock();
        }
    }

    /// Waits for the run at hand; not on the JavaFX thread.
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                opened.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
