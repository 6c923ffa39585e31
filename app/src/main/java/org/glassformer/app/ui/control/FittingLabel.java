package org.glassformer.app.ui.control;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;

/// A label with a shorter text for where its own does not fit.
final class FittingLabel extends Label {

    private final StringProperty full = new SimpleStringProperty(this, "full", "");
    private final StringProperty brief = new SimpleStringProperty(this, "brief", "");

    FittingLabel() {
        full.subscribe((before, now) -> {
            choose();
            requestLayout();
        });
        brief.subscribe((before, now) -> choose());
        widthProperty().subscribe((before, now) -> choose());
        fontProperty().subscribe((before, now) -> choose());
    }

    /// The text where there is room.
    StringProperty fullProperty() {
        return full;
    }

    /// The text where there is less; empty for the beginning of the full one.
    StringProperty briefProperty() {
        return brief;
    }

    private void choose() {
        boolean fits = getWidth() <= 0 || getWidth() + 0.5 >= wanted();
        setText(fits || brief.get().isEmpty() ? full.get() : brief.get());
    }

    private double wanted() {
        double text = Math.ceil(new TextRuler(getFont()).width(full.get()));
        return snappedLeftInset() + text + snappedRightInset();
    }

    /// That of the full text, whatever is shown, so that what is shown does not decide what fits.
    @Override
    protected double computePrefWidth(double height) {
        return wanted();
    }
}
