package org.glassformer.app.ui.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// The chosen theme and zoom, applied at once to every scene it was given.
///
/// Its scenes start from the application's user agent style sheet and have none of their own. When a scene's own one
/// changes, JavaFX numbers the styles of that scene from zero again and takes a node's styles for unchanged where the
/// numbers happen to be the same, as they are for two themes with the same rules: the node then keeps the font size of
/// the theme before. When the application's changes, the numbers go on.
public final class Appearance {

    /// Smallest zoom.
    public static final double MIN_ZOOM = 0.7;

    /// Largest zoom.
    public static final double MAX_ZOOM = 2.5;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme");
    private final DoubleProperty zoom = new SimpleDoubleProperty(this, "zoom", 1);
    private final List<Scene> scenes = new ArrayList<>();

    /// An appearance without scenes.
    ///
    /// @param theme the look to begin with
    /// @param zoom factor of the text size, brought into the allowed range
    public Appearance(Theme theme, double zoom) {
        this.theme.set(theme);
        this.zoom.set(inRange(zoom));
        this.theme.subscribe(this::apply);
        this.zoom.subscribe(this::apply);
    }

    /// Dresses a scene, now and after every change.
    ///
    /// @param scene kept until [#release]
    public void manage(Scene scene) {
        scenes.add(scene);
        scene.setUserAgentStylesheet(null);
        apply();
    }

    /// Forgets a scene whose window was closed.
    public void release(Scene scene) {
        scenes.remove(scene);
    }

    /// The look.
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// Factor of the text size.
    public DoubleProperty zoomProperty() {
        return zoom;
    }

    /// Makes text a step larger.
    public void zoomIn() {
        zoom.set(inRange(zoom.get() + 0.1));
    }

    /// Makes text a step smaller.
    public void zoomOut() {
        zoom.set(inRange(zoom.get() - 0.1));
    }

    /// Brings text back to its own size.
    public void resetZoom() {
        zoom.set(1);
    }

    private static double inRange(double zoom) {
        return Double.isNaN(zoom)
                ? 1
                : Math.round(Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM) * 10) / 10.0;
    }

    private void apply() {
        if (scenes.isEmpty()) {
            return;
        }
        Application.setUserAgentStylesheet(theme.get().userAgentStylesheet());
        scenes.forEach(scene -> theme.get().dress(scene, zoom.get()));
    }
}
