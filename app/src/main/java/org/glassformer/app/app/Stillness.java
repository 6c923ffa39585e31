package org.glassformer.app.app;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.util.Duration;
import javafx.util.Subscription;

/// Whether nothing happens in a window: for some seconds nobody has touched it, and nothing is being worked out.
final class Stillness implements AutoCloseable {

    private final ReadOnlyBooleanWrapper still = new ReadOnlyBooleanWrapper(this, "still");
    private final PauseTransition pause;
    private final Subscription watching;

    /// Watches a window.
    ///
    /// @param scene of the window
    /// @param running what is being worked out
    /// @param after so long without anything it is still
    Stillness(Scene scene, ObservableList<?> running, Duration after) {
        pause = new PauseTransition(after);
        BooleanBinding idle = Bindings.isEmpty(running);
        pause.setOnFinished(_ -> still.set(idle.get()));
        EventHandler<InputEvent> touch = _ -> touched();
        scene.addEventFilter(InputEvent.ANY, touch);
        watching =
                idle.subscribe(_ -> touched())
                        .and(() -> scene.removeEventFilter(InputEvent.ANY, touch));
    }

    /// Changes on the JavaFX thread.
    ReadOnlyBooleanProperty stillProperty() {
        return still.getReadOnlyProperty();
    }

    /// Ends it on the JavaFX thread: the window counts as still no more, and nothing keeps it from being let go.
    @Override
    public void close() {
        watching.unsubscribe();
        pause.stop();
        still.set(false);
    }

    private void touched() {
        still.set(false);
        pause.playFromStart();
    }
}
