package org.glassformer.app.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What an exported panel shows and under which settings. Immutable.
///
/// @param title what the panel shows, such as `Layer 1 · Head 2`
/// @param settings in the order in which they are written
public record Caption(String title, List<Setting> settings) {

    private static final int LONGEST_VALUE = 160;

    /// One setting.
    ///
    /// @param name such as `device`
    /// @param value such as `vector`
    public record Setting(String name, String value) {}

    /// Copies the list.
    public Caption {
        settings = List.copyOf(settings);
    }

    /// A caption without settings.
    ///
    /// @param title what the panel shows
    public static Caption of(String title) {
        return new Caption(title, List.of());
    }

    /// The same with one more setting; a setting without a value is left out.
    ///
    /// @param name such as `device`
    /// @param value such as `vector`
    public Caption with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        List<Setting> more = new ArrayList<>(settings);
        more.add(new Setting(name, value));
        return new Caption(title, more);
    }

    /// The same with more settings.
    ///
    /// @param more values by name; those without a value are left out
    public Caption with(Map<String, String> more) {
        Caption longer = this;
        for (Map.Entry<String, String> setting : more.entrySet()) {
            longer = longer.with(setting.getKey(), setting.getValue());
        }
        return longer;
    }

    /// The settings on one line, long values shortened; the numbers have them whole.
    String line() {
        return settings.stream()
                .map(setting -> setting.name() + " " + shortened(setting.value()))
                .map(SafeText::oneLine)
                .collect(Collectors.joining("  ·  "));
    }

    private static String shortened(String value) {
        return value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }
}
