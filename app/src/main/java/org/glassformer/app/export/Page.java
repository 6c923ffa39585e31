package org.glassformer.app.export;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// A panel on a page of its theme's background colour, with its caption below. Everything on the JavaFX thread.
///
/// @param panel the node, where it stands
/// @param bounds of the panel, in its own coordinates
/// @param band the caption, dressed and laid out like the panel
/// @param paper the background
/// @param width of the page, in pixels of the scene
/// @param height of the page, in pixels of the scene
record Page(Node panel, Bounds bounds, Region band, Color paper, double width, double height) {

    /// Free space around the panel and the caption.
    static final double MARGIN = 16;

    private static final double LEAST_WIDTH = 260;

    /// Lays out a page.
    static Page of(Node panel, Caption caption) {
        if (panel instanceof Parent parent) {
            parent.applyCss();
            parent.layout();
        }
        Bounds bounds = panel.getLayoutBounds();
        double inner = Math.ceil(Math.max(LEAST_WIDTH, bounds.getWidth()));
        VBox band = band(caption);
        dress(band, panel.getScene());
        band.applyCss();
        band.resize(inner, band.prefHeight(inner));
        band.layout();
        return new Page(
                panel,
                bounds,
                band,
                paper(band),
                inner + 2 * MARGIN,
                Math.ceil(bounds.getHeight() + band.getHeight() + 2 * MARGIN));
    }

    private static VBox band(Caption caption) {
        Label title = new Label(SafeText.oneLine(caption.title()));
        title.getStyleClass().add(StyleClass.TITLE);
        title.setWrapText(true);
        Label settings = new Label(caption.line());
        settings.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        settings.setWrapText(true);
        VBox band = new VBox(2, title, settings);
        List.of(title, settings)
                .forEach(line -> {
                    line.setVisible(!line.getText().isEmpty());
                    line.setManaged(line.isVisible());
                });
        band.setPadding(new Insets(10, 2, 0, 2));
        band.getStyleClass().add(StyleClass.BACKDROP);
        return band;
    }

    /// The theme and text size of another scene.
    private static void dress(Parent root, @Nullable Scene like) {
        Scene scene = new Scene(root);
        if (like != null) {
            scene.setUserAgentStylesheet(like.getUserAgentStylesheet());
            scene.getStylesheets().setAll(like.getStylesheets());
            root.setStyle(like.getRoot().getStyle());
        }
    }

    private static Color paper(Region band) {
        Background background = band.getBackground();
        if (background != null) {
            Paint fill = background.getFills().getLast().getFill();
            if (fill instanceof Color color && color.isOpaque()) {
                return color;
            }
        }
        return Color.WHITE;
    }

    /// Distance of the caption's top from the page's.
    double bandTop() {
        return MARGIN + bounds.getHeight();
    }

    /// Whether a node is a means of handling the panel and no part of its picture.
    static boolean isLeftOut(Node node) {
        return node instanceof ScrollBar || node.getStyleClass().contains(StyleClass.HANDLE);
    }
}
