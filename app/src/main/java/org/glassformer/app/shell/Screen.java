package org.glassformer.app.shell;

import java.util.function.Supplier;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.ScreenCommands;
import org.kordamp.ikonli.Ikon;

/// A screen as the window knows it: an entry of the navigation rail, and what is made when it is first chosen.
///
/// @param id short name, remembered between runs; the bundle has its title as `rail.ID` and a sentence as
///     `rail.ID.tip`
/// @param icon in the rail
/// @param maker makes the content, once, on the JavaFX thread
public record Screen(String id, Ikon icon, Supplier<Content> maker) {

    /// What there is of a screen once it was visited.
    ///
    /// @param view fills the room between prompt and status bar
    /// @param commands what the keys mean
    /// @param files takes dropped files
    public record Content(Region view, ScreenCommands commands, FileTarget files) {

        /// A screen that takes no files.
        ///
        /// @param view fills the room between prompt and status bar
        /// @param commands what the keys mean
        public Content(Region view, ScreenCommands commands) {
            this(view, commands, FileTarget.NONE);
        }
    }

    String title() {
        return Messages.text("rail." + id);
    }

    String tip() {
        return Messages.text("rail." + id + ".tip");
    }
}
