package org.glassformer.app.shell;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// Models and devices in few words.
final class DeviceText {

    private DeviceText() {}

    /// The first two parts of a description such as `CPU, Vector API 512 bit, 2 threads`: what and how.
    static String name(String description) {
        String[] parts = description.split(",\\s*", -1);
        return parts.length == 1 ? parts[0] : parts[0] + " · " + how(parts[1]);
    }

    /// What follows the name, such as `512 bit · 2 threads`.
    static String note(String description) {
        String[] parts = description.split(",\\s*", -1);
        StringBuilder note = new StringBuilder();
        if (parts.length > 1) {
            note.append(parts[1].substring(how(parts[1]).length()).strip());
        }
        for (int i = 2; i < parts.length; i++) {
            note.append(note.isEmpty() ? "" : " · ").append(parts[i]);
        }
        return note.toString();
    }

    /// The words before the first figure.
    private static String how(String part) {
        int digit = 0;
        while (digit < part.length() && !Character.isDigit(part.charAt(digit))) {
            digit++;
        }
        return digit == 0 ? part : part.substring(0, digit).strip();
    }

    /// A number of weights: `263 K`, `5.8 M`, `1.1 B`.
    static String parameters(long n) {
        if (n < 1_000_000) {
            return Messages.text("model.thousands", Figures.fixed(n / 1e3, 0));
        }
        return n < 1_000_000_000
                ? Messages.text("model.millions", Figures.fixed(n / 1e6, n < 10_000_000 ? 1 : 0))
                : Messages.text("model.billions", Figures.fixed(n / 1e9, 1));
    }
}
