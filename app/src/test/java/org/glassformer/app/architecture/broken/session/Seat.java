package org.glassformer.app.architecture.broken.session;

import org.glassformer.app.architecture.broken.task.Clock;
import org.glassformer.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A session that uses a task and the engine, as it may.
public interface Seat {
    /// Along the arrow.
    void clock(@Nullable Clock clock);

    /// Through the seam.
    Shape shape();
}
