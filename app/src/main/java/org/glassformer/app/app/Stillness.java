package org.glassformer.app.app;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.util.Duration;

/// Whether nothing happens in a window: for some seconds nobody has touched it, and nothing is being worked out.
final class Stillness {

    private final ReadOnlyBooleanWrapper still = new ReadOnlyBooleanWrapper(this, "still");
    private final PauseTransition pause;

    /// Watches a window.
    ///
    /// @param scene of the window
    /// @param running what is being worked out
    /// @param after so long without anything it is still
    Stillness(Scene scene, ObservableList<?> running, Duration after) {
        pause = new PauseTransition(after);
        BooleanBinding idle = Bindings.isEmpty(running);
        pause.setOnFinished(_ -> still.set(idle.get()));
        scene.addEventFilter(InputEvent.ANY, _ -> touched());
        idle.subscribe(_ -> touched());
    }

    /// Changes on the JavaFX thread.
    ReadOnlyBooleanProperty stillProperty() {
        return still.getReadOnlyProperty();
    }

    private void touched() {
        still.set(false);
        pause.playFromStart();
    }
}
