package org.glassformer.app.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Every visible string, from the bundle `messages`.
public final class Messages {

    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.glassformer.app.i18n.messages", Locale.getDefault());

    private Messages() {}

    /// A string of the bundle, with the shortcut key as this computer calls it. No line breaks between a number and its
    /// percent sign.
    ///
    /// @param key name of the string
    /// @return the string, or the key between question marks when the bundle has none
    public static String text(String key) {
        try {
            return unbroken(ShortcutText.of(BUNDLE.getString(key)));
        } catch (MissingResourceException e) {
            return "?" + key + "?";
        }
    }

    /// A string of the bundle with values put in its places `{0}`, `{1}` and so on. Whole numbers are grouped by
    /// thousands, others printed as [Figures#value]; an apostrophe is written twice in a string with places, and once in
    /// one without.
    ///
    /// @param key name of the string
    /// @param values what to put in
    /// @return the finished string
    public static String text(String key, Object... values) {
        String pattern = text(key);
        if (!pattern.contains("{")) {
            return pattern;
        }
        Object[] printed = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            printed[i] =
                    switch (values[i]) {
                        case Integer n -> Figures.count(n);
                        case Long n -> Figures.count(n);
                        case Float n -> Figures.value(n);
                        case Double n -> Figures.value(n);
                        default -> values[i];
                    };
        }
        return unbroken(new MessageFormat(pattern, Locale.ROOT).format(printed));
    }

    /// A text in which no line breaks before a percent sign.
    ///
    /// @param text any
    public static String unbroken(String text) {
        return text.replace(" %", "\u00a0%");
    }
}
