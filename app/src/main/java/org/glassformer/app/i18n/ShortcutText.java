package org.glassformer.app.i18n;

import java.util.Locale;

/// Key combinations as this computer's keyboard writes them.
public final class ShortcutText {

    private static final String NEUTRAL = "Shortcut+";
    private static final String HERE =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
                    ? "⌘"
                    : "Ctrl+";

    private ShortcutText() {}

    /// The text with `Shortcut+` in the words of this computer.
    public static String of(String text) {
        return text.replace(NEUTRAL, HERE);
    }
}
