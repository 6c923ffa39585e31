package org.glassformer.app.gallery;

import java.util.function.Supplier;
import javafx.scene.Node;

/// A page of the gallery.
///
/// @param name of the picture
/// @param width of the page, in pixels
/// @param height of the page, in pixels
/// @param content made on the JavaFX thread
record GalleryPage(String name, int width, int height, Supplier<? extends Node> content) {

    @Override
    public String toString() {
        return name;
    }
}
