package org.glassformer.app.ui.control;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// A part of a screen that fills its place, and is scrolled up and down as a whole where the place is lower than the
/// part's least height. It never takes the focus, so that keys are the panels'.
public final class PageScroll extends ScrollPane {

    /// @param page takes the whole width
    public PageScroll(Region page) {
        super(page);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("edge-to-edge", "gf-page");
        setMinSize(0, 0);
        setFocusTraversable(false);
    }

    @Override
    public void requestFocus() {}
}
