package org.glassformer.app.prefs;

import java.util.List;

/// What the lab remembers between runs.
///
/// @param theme name of the theme
/// @param zoom factor of the text size
/// @param windowWidth in pixels
/// @param windowHeight in pixels
/// @param maximized whether the window fills the screen
/// @param screen id of the chosen screen
/// @param recentModels folders of the models opened last, newest first, without those that come with the lab
/// @param hub address that models are downloaded from; empty for the usual one
public record Preferences(
        String theme,
        double zoom,
        double windowWidth,
        double windowHeight,
        boolean maximized,
        String screen,
        List<String> recentModels,
        String hub) {

    /// How many models are remembered.
    public static final int RECENT_MODELS = 5;

    /// Keeps a copy of the list.
    public Preferences {
        recentModels = List.copyOf(recentModels);
    }

    /// What a first run begins with.
    public static final Preferences DEFAULTS =
            new Preferences("LIGHT", 1, 1440, 900, false, "attention", List.of(), "");

    /// The same with another theme.
    public Preferences withTheme(String value) {
        return new Preferences(
                value, zoom, windowWidth, windowHeight, maximized, screen, recentModels, hub);
    }

    /// The same with another text size.
    public Preferences withZoom(double value) {
        return new Preferences(
                theme, value, windowWidth, windowHeight, maximized, screen, recentModels, hub);
    }

    /// The same with another window.
    public Preferences withWindow(double width, double height, boolean fills) {
        return new Preferences(theme, zoom, width, height, fills, screen, recentModels, hub);
    }

    /// The same with another screen.
    public Preferences withScreen(String value) {
        return new Preferences(
                theme, zoom, windowWidth, windowHeight, maximized, value, recentModels, hub);
    }

    /// The same with other models.
    public Preferences withRecentModels(List<String> value) {
        return new Preferences(
                theme, zoom, windowWidth, windowHeight, maximized, screen, value, hub);
    }

    /// The same with another address to download from.
    public Preferences withHub(String value) {
        return new Preferences(
                theme, zoom, windowWidth, windowHeight, maximized, screen, recentModels, value);
    }
}
