package org.glassformer.app.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;

/// A submitted job: what it is called, how far it is, and the way to cancel it.
public interface RunningTask {

    /// What the work does.
    String name();

    /// How far the work is, 0 to 1, or negative while unknown. Changes on the UI thread.
    ReadOnlyDoubleProperty progressProperty();

    /// What is being done at the moment; may be empty. Changes on the UI thread.
    ReadOnlyStringProperty messageProperty();

    /// Gives up the result: nothing of this task is delivered any more, and its work is told so. Call on the UI thread.
    void cancel();

    /// Whether the work is over, with a result, a failure or a cancellation delivered.
    boolean isFinished();
}
