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

    /// A part of a screen that fills its place, and is scrolled as a whole where the place is lower than the part's least
    /// height. It never takes the focus, so that keys are the panels'.
    ///
    /// @param page takes the whole width
    public static VerticalScroll ofPage(Region page) {
        VerticalScroll scroll = new VerticalScroll(page);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("gf-page");
        scroll.setFocusTraversable(false);
        return scroll;
    }

    /// A press on content takes the focus here, except on a page.
    @Override
    public void requestFocus() {
        if (isFocusTraversable()) {
            super.requestFocus();
        }
    }
}
