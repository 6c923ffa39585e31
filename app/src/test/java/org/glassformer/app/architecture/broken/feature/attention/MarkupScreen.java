package org.glassformer.app.architecture.broken.feature.attention;

import javafx.fxml.FXMLLoader;
import org.jspecify.annotations.Nullable;

/// A screen that comes from a markup file and prints instead of logging.
public final class MarkupScreen {

    /// What reads the file.
    public @Nullable FXMLLoader loader;

    /// Prints.
    public void report() {
        System.out.println("loaded");
    }
}
