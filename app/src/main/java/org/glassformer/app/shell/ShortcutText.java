package org.glassformer.app.shell;

import java.util.Locale;

/// Key combinations as this computer's keyboard writes them.
final class ShortcutText {

    private static final String NEUTRAL = "Shortcut+";
    private static final String HERE =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
                    ? "⌘"
                    : "Ctrl+";

    private ShortcutText() {}

    /// The text with `Shortcut+` in the words of this computer.
    static String of(String text) {
        return text.replace(NEUTRAL, HERE);
    }
}
