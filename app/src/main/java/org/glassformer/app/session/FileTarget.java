package org.glassformer.app.session;

import java.nio.file.Path;
import org.glassformer.app.i18n.Messages;

/// Takes files that are dropped on the window while its screen is chosen. What no screen takes is opened as a model.
public interface FileTarget {

    /// Takes nothing.
    FileTarget NONE =
            new FileTarget() {
                @Override
                public boolean accepts(Path path) {
                    return false;
                }

                @Override
                public void open(Path path) {}
            };

    /// Whether this is a file for the screen, by its name and kind. Called while the file is dragged: it does not read.
    ///
    /// @param path of a file or a folder
    boolean accepts(Path path);

    /// Opens a file that was accepted; what cannot be read is told in a notice.
    ///
    /// @param path of a file or a folder
    void open(Path path);

    /// What to say while an accepted file is dragged over the window.
    default String hint() {
        return Messages.text("drop.screen");
    }
}
