package org.glassformer.app.ui.control;

import javafx.geometry.Bounds;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Widths of texts in one typeface, fast for plain ASCII in a face whose characters are equally wide.
final class TextRuler {

    private final Text text = new Text();
    private final Font font;
    private final double lineHeight;
    private final double ascent;
    private final double advance;
    private final boolean fixed;

    TextRuler(Font font) {
        this.font = font;
        text.setFont(font);
        text.setText("Mg");
        Bounds bounds = text.getLayoutBounds();
        lineHeight = bounds.getHeight();
        ascent = -bounds.getMinY();
        fixed = Math.abs(measure("iiiiiiiiii") - measure("MMMMMMMMMM")) < 0.5;
        advance = measure("MMMMMMMMMM") / 10;
    }

    Font font() {
        return font;
    }

    /// Height of a line, in pixels.
    double lineHeight() {
        return lineHeight;
    }

    /// Distance from the top of a line to its base line, in pixels.
    double ascent() {
        return ascent;
    }

    /// Whether all plain ASCII characters are equally wide.
    boolean isFixed() {
        return fixed;
    }

    /// Width of an `M`, in pixels.
    double advance() {
        return advance;
    }

    /// Width of a text, in pixels.
    double width(String s) {
        return fixed && isAscii(s) ? s.length() * advance : measure(s);
    }

    /// The text, or its beginning and an ellipsis if it is wider than `limit` pixels.
    String fit(String s, double limit) {
        if (width(s) <= limit) {
            return s;
        }
        int end = s.length();
        while (end > 1 && width(s.substring(0, end) + "…") > limit) {
            end = s.offsetByCodePoints(end, -1);
        }
        return s.substring(0, Math.max(1, end)) + "…";
    }

    private double measure(String s) {
        text.setText(s);
        return text.getLayoutBounds().getWidth();
    }

    private static boolean isAscii(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < ' ' || (c > '~' && c != '·')) {
                return false;
            }
        }
        return true;
    }
}
