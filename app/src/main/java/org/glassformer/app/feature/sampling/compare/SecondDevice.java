package org.glassformer.app.feature.sampling.compare;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Opens the session's model on another device while that is wanted, and closes it again.
final class SecondDevice {

    private record Wanted(ModelSummary model, String device) {}

    private final LabSession session;
    private final EngineService engine;
    private final TaskRunner runner;
    private final NewestWins opening;
    private final ReadOnlyObjectWrapper<@Nullable Beside> opened =
            new ReadOnlyObjectWrapper<>(this, "opened");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private @Nullable Wanted wanted;

    SecondDevice(LabSession session, EngineService engine, TaskRunner runner) {
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
