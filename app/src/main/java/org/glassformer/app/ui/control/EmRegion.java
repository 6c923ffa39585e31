package org.glassformer.app.ui.control;

import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/// A region that lays out its parts by itself, in measures of its text size, and can be made as small as anybody likes.
public abstract class EmRegion extends Region {

    private final Label measure = new Label("M");

    /// A region without parts; put them beside what it has.
    @SuppressWarnings("this-escape") // the list of children is whole by then
    protected EmRegion() {
        measure.setVisible(false);
        measure.setManaged(false);
        getChildren().add(measure);
    }

    /// Size of the text, in pixels; known once the region is in a scene.
    protected final double em() {
        return measure.getFont().getSize();
    }

    /// The typeface of the text, which tells when its size changes.
    protected final ObjectProperty<Font> fontProperty() {
        return measure.fontProperty();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
