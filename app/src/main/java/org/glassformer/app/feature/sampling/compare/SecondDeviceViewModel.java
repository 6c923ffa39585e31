package org.glassformer.app.feature.sampling.compare;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.OpenedModel;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Opens the session's model on another device while that is wanted, and closes it again.
final class SecondDeviceViewModel {

    /// The session's model opened once more on another device. One thread at a time runs it; it is closed when nobody does.
    static final class Beside implements AutoCloseable {

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

    private record Wanted(ModelSummary model, String device) {}

    private final LabSession session;
    private final EngineService engine;
    private final TaskRunner runner;
    private final NewestWins opening;
    private final ReadOnlyObjectWrapper<@Nullable Beside> opened =
            new ReadOnlyObjectWrapper<>(this, "opened");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private @Nullable Wanted wanted;

    SecondDeviceViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.runner = runner;
        this.opening = runner.newestWins();
    }

    /// The model on the other device; null while none is wanted, and until it is there.
    ReadOnlyObjectProperty<@Nullable Beside> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /// Whether it is being opened.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Opens a model on a device, unless it is there or on its way.
    ///
    /// @param failed told when it cannot be opened, after the person was
    void want(ModelSummary model, String device, Runnable failed) {
        Wanted now = new Wanted(model, device);
        if (now.equals(wanted)) {
            return;
        }
        release();
        wanted = now;
        busy.set(true);
        opening.submit(
                Job.of(Messages.text("compare.task.open", device), context -> open(now, context))
                        .asShown()
                        .whenDone(this::opened)
                        .whenFailed(failure -> {
                            wanted = null;
                            busy.set(false);
                            session.tell(
                                    Notice.Tone.ERROR,
                                    Messages.text(
                                            "compare.notOpened", device, Sentences.of(failure)));
                            failed.run();
                        }));
    }

    private Beside open(Wanted now, TaskContext context) {
        Beside made =
                new Beside(
                        now.model(),
                        engine.open(
                                now.model().folder(),
                                now.device(),
                                part -> {
                                    context.checkCancelled();
                                    context.progress(part, "");
                                }));
        if (context.isCancelled()) {
            made.close();
            context.checkCancelled();
        }
        return made;
    }

    private void opened(Beside made) {
        busy.set(false);
        opened.set(made);
    }

    /// Closes what is open, off this thread.
    void release() {
        opening.cancel();
        wanted = null;
        busy.set(false);
        Beside before = opened.get();
        if (before != null) {
            opened.set(null);
            runner.submit(
                    Job.of(
                            Messages.text("compare.task.close"),
                            context -> {
                                before.close();
                                return true;
                            }));
        }
    }
}
