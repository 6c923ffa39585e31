package org.glassformer.app.feature.models.download;

import java.util.function.Consumer;
import org.glassformer.app.download.Progress;
import org.glassformer.app.download.Watch;
import org.glassformer.app.task.TaskContext;

/// A task that waits for a download: cancelled with it.
///
/// @param context of the task
/// @param told how far the download is, on its thread
record TaskWatch(TaskContext context, Consumer<Progress> told) implements Watch {

    /// A task that need not know how far it is.
    static TaskWatch silent(TaskContext context) {
        return new TaskWatch(context, progress -> {});
    }

    @Override
    public boolean isCancelled() {
        return context.isCancelled();
    }

    @Override
    public void tell(Progress progress) {
        told.accept(progress);
    }
}
