package org.glassformer.app.architecture.broken.task;

import org.glassformer.app.architecture.broken.session.Seat;

/// A task that knows the session and counts in a static field.
public final class Clock {
    static int ticks;

    private Clock() {}

    static void tick(Seat seat) {
        javafx.application.Platform.runLater(() -> seat.clock(null));
    }
}
