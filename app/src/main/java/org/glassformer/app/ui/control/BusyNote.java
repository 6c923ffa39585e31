package org.glassformer.app.ui.control;

import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.ui.theme.StyleClass;

/// Says in the middle of an empty panel what is being computed for it; visible while it has something to say.
///
/// A bar moves above the sentence, unless motion is reduced.
public final class BusyNote extends VBox {

    private final Label text = new Label();

    /// A note that says nothing.
    public BusyNote() {
        getStyleClass().add(StyleClass.BUSY_NOTE);
        setMouseTransparent(true);
        text.setWrapText(true);
        text.setTextAlignment(TextAlignment.CENTER);
        ProgressBar bar = new ProgressBar();
        visibleProperty().bind(text.textProperty().map(said -> !said.isEmpty()));
        boolean still = Platform.getPreferences().isReducedMotion();
        visibleProperty().subscribe(shown -> bar.setProgress(shown && !still ? -1 : 0));
        bar.setVisible(!still);
        bar.setManaged(!still);
        getChildren().setAll(bar, text);
    }

    /// What is being done, in a sentence; empty for nothing.
    public StringProperty textProperty() {
        return text.textProperty();
    }
}
