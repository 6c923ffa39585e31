package org.glassformer.app.ui.control;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Lets content as wide as its place be scrolled up and down; as small as anybody likes.
public final class VerticalScroll extends ScrollPane {

    /// @param content takes the whole width
    public VerticalScroll(Region content) {
        super(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("edge-to-edge");
        setMinSize(0, 0);
    }
}
