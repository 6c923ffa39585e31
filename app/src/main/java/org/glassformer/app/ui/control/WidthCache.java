package org.glassformer.app.ui.control;

import java.util.HashMap;
import java.util.Map;

/// Remembers how wide names are: measuring a script that is laid out with care takes longer than drawing it.
final class WidthCache {

    private final TextRuler figures;
    private final TextRuler captions;
    private final Map<String, Double> widths = new HashMap<>();

    /// @param figures measures figures
    /// @param captions measures names and titles
    WidthCache(TextRuler figures, TextRuler captions) {
        this.figures = figures;
        this.captions = captions;
    }

    /// Whether these are the typefaces in use.
    boolean isFor(CanvasPalette palette) {
        return figures.font().equals(palette.font())
                && captions.font().equals(palette.captionFont());
    }

    double figure(String text) {
        return figures.width(text);
    }

    double lineHeight() {
        return figures.lineHeight();
    }

    double em() {
        return figures.font().getSize();
    }

    double captionHeight() {
        return captions.lineHeight();
    }

    double caption(String text) {
        return widths.computeIfAbsent(text, captions::width);
    }

    /// The name, or its beginning and an ellipsis if it is wider than `limit` pixels.
    String fitName(String name, double limit) {
        return caption(name) <= limit + 0.5 ? name : captions.fit(name, limit);
    }
}
