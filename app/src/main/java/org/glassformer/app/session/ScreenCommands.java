package org.glassformer.app.session;

import java.util.List;

/// What the keys of the window mean on one screen. A screen's view model overrides what it has; the rest does nothing.
///
/// The window calls these on the JavaFX thread, for the chosen screen alone and never while text is being typed. Keys
/// for the shared selection (head, layer, and the token where the screen does not take the arrows for itself) are the
/// window's own: see [Selection].
public interface ScreenCommands {

    /// A screen without commands of its own.
    ScreenCommands NONE = new ScreenCommands() {};

    /// Starts what runs by itself, or stops it (Space).
    default void playOrPause() {}

    /// Does one step of the screen's main job (Enter or G).
    default void one() {}

    /// Draws again what was drawn last (R).
    default void reroll() {}

    /// Takes the last step back (Shortcut+Z).
    default void undo() {}

    /// Brings the step back that was undone last (Shortcut+Y).
    default void redo() {}

    /// Brings the screen's parameters to where they change nothing (0).
    default void neutral() {}

    /// Goes to the next alternative or the one before (Alt+. and Alt+,).
    ///
    /// @param by 1 or -1
    default void alternative(int by) {}

    /// Steps forward or back (right and left arrow).
    ///
    /// @param by 1 or -1
    /// @return whether the screen has steps; if not, the key selects another token of the prompt
    default boolean step(int by) {
        return false;
    }

    /// Goes down or up by a row (down and up arrow).
    ///
    /// @param by 1 for down, -1 for up
    /// @return whether the screen has rows
    default boolean row(int by) {
        return false;
    }

    /// Leaves what is locked or open on the screen (Esc).
    ///
    /// @return whether there was anything to leave; if not, the key unlocks the selected token
    default boolean escape() {
        return false;
    }

    /// A key of this screen alone, as the character that it types.
    ///
    /// @param character one that means nothing to the window
    /// @return whether it means anything here
    default boolean typed(String character) {
        return false;
    }

    /// The screen's keys for the list of keys: for each name, the bundle has `keys.NAME` (the keys) and
    /// `keys.NAME.what` (what they do).
    default List<String> keys() {
        return List.of();
    }

    /// The screen was chosen and is on view from now on.
    default void shown() {}

    /// Another screen was chosen: whatever plays by itself should rest.
    default void hidden() {}
}
