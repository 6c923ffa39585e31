package org.glassformer.app.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of a job between a background executor and the UI thread.
final class TaskExecution<T> implements RunningTask, TaskContext, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private record Report(double fraction, String message) {}

    private final Job<T> job;
    private final Executor ui;
    private final RightOfWay rightOfWay;
    private final Consumer<RunningTask> onEnd;
    private final AtomicReference<@Nullable Report> latestReport = new AtomicReference<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private volatile boolean cancelled;
    private volatile boolean finished;

    /// A run that has not started.
    ///
    /// @param job what to run
    /// @param ui executes on the UI thread
    /// @param rightOfWay of pressing jobs over patient ones
    /// @param onEnd called once on the UI thread when the run is over, whatever its end
    TaskExecution(Job<T> job, Executor ui, RightOfWay rightOfWay, Consumer<RunningTask> onEnd) {
        this.job = job;
        this.ui = ui;
        this.rightOfWay = rightOfWay;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        try {
            checkCancelled();
            T result = work();
            ui.execute(() -> end(() -> job.resultHandler().accept(result)));
        } catch (CancellationException e) {
            ui.execute(() -> end(() -> {}));
        } catch (Exception | Error failure) {
            if (!cancelled) {
                LOG.error("{} failed", job.name(), failure);
            }
            ui.execute(() -> end(() -> job.failureHandler().accept(failure)));
        }
    }

    private T work() throws Exception {
        if (job.urgency() != Urgency.PRESSING) {
            return job.work().run(this);
        }
        rightOfWay.enter();
        try {
            return job.work().run(this);
        } finally {
            rightOfWay.leave();
        }
    }

    @Override
    public void checkCancelled() {
        if (job.urgency() == Urgency.PATIENT) {
            rightOfWay.giveWay();
        }
        TaskContext.super.checkCancelled();
    }

    private void end(Runnable delivery) {
        if (finished) {
            return;
        }
        finished = true;
        onEnd.accept(this);
        if (!cancelled) {
            delivery.run();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        end(() -> {});
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void progress(double fraction, String text) {
        Report before = latestReport.getAndSet(new Report(fraction, text));
        if (before == null) {
            ui.execute(this::showProgress);
        }
    }

    private void showProgress() {
        Report report = latestReport.getAndSet(null);
        if (report != null && !finished) {
            progress.set(report.fraction());
            message.set(report.message());
        }
    }

    @Override
    public void deliver(Runnable action) {
        ui.execute(() -> {
            if (!finished) {
                action.run();
            }
        });
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }
}
