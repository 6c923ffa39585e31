package org.glassformer.app.architecture.broken.task;

import java.net.http.HttpClient;
import org.glassformer.app.architecture.broken.session.Seat;
import org.jspecify.annotations.Nullable;

/// A task that knows the session, talks to the network and counts in a static field.
public final class Clock {
    static int ticks;
    @Nullable HttpClient network;

    private Clock() {}

    static void tick(Seat seat) {
        javafx.application.Platform.runLater(() -> seat.clock(null));
    }
}
