package org.glassformer.app.prefs;

/// What the lab remembers between runs.
///
/// @param theme name of the theme
/// @param zoom factor of the text size
/// @param windowWidth in pixels
/// @param windowHeight in pixels
/// @param maximized whether the window fills the screen
/// @param screen id of the chosen screen
/// @param lastModel folder or file of the model opened last; empty for none
public record Preferences(
        String theme,
        double zoom,
        double windowWidth,
        double windowHeight,
        boolean maximized,
        String screen,
        String lastModel) {

    /// What a first run begins with.
    public static final Preferences DEFAULTS =
            new Preferences("LIGHT", 1, 1440, 900, false, "inside", "");

    /// The same with another theme.
    public Preferences withTheme(String value) {
        return new Preferences(
                value, zoom, windowWidth, windowHeight, maximized, screen, lastModel);
    }

    /// The same with another text size.
    public Preferences withZoom(double value) {
        return new Preferences(
                theme, value, windowWidth, windowHeight, maximized, screen, lastModel);
    }

    /// The same with another window.
    public Preferences withWindow(double width, double height, boolean fills) {
        return new Preferences(theme, zoom, width, height, fills, screen, lastModel);
    }

    /// The same with another screen.
    public Preferences withScreen(String value) {
        return new Preferences(theme, zoom, windowWidth, windowHeight, maximized, value, lastModel);
    }

    /// The same with another model.
    public Preferences withLastModel(String value) {
        return new Preferences(theme, zoom, windowWidth, windowHeight, maximized, screen, value);
    }
}
