package org.glassformer.engine.sampling;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// Why a text is no JSON, in a sentence for people.
public final class NotJson {
    private NotJson() {}

    /// What is wrong and where, without the parser's words about its source.
    public static String sentence(JacksonException fault) {
        String message = fault.getOriginalMessage().lines().findFirst().orElse("unreadable");
        int source = message.indexOf(" (start marker at [");
        String what = source < 0 ? message : message.substring(0, source);
        TokenStreamLocation at = fault.getLocation();
        return at == null || at.getLineNr() < 1
                ? "not JSON: " + what
                : "not JSON: %s (line %d, column %d)"
                        .formatted(what, at.getLineNr(), at.getColumnNr());
    }
}
