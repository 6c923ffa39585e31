package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// Writes texts over the columns of [MergeSteps].
final class StepsPen {

    private final Brush brush;
    private final StepsFonts fonts;
    private final StepsColumns columns;

    StepsPen(Brush brush, StepsFonts fonts, StepsColumns columns) {
        this.brush = brush;
        this.fonts = fonts;
        this.columns = columns;
    }

    void underline(double x, double width, double y) {
        double line = Math.floor(y) + 0.5;
        brush.strokeLine(x, line, x + width, line);
    }

    /// Text in the middle of that part of its columns that is in view, but within its columns.
    void inView(String text, TextRuler ruler, int from, int to, double y) {
        double left = columns.x(from);
        double right = columns.x(to);
        double half = ruler.width(text) / 2 + 2;
        double seenLeft = Math.max(left, columns.left());
        double seenRight = Math.min(right, columns.left() + columns.width());
        if (2 * half > right - left) {
            fitted(text, ruler, left, right, y);
        } else {
            double middle = Math.clamp((seenLeft + seenRight) / 2, left + half, right - half);
            write(text, ruler, middle, y, TextAlignment.CENTER);
        }
    }

    void centre(String text, TextRuler ruler, int from, int to, double y) {
        fitted(text, ruler, columns.x(from), columns.x(to), y);
    }

    /// Smaller where it does not fit, and cut off where it would be too small to read.
    void fitted(String text, TextRuler ruler, double left, double right, double y) {
        double room = right - left - 4;
        double width = ruler.width(text);
        TextRuler chosen = ruler;
        if (width > room && room < width * 0.999) {
            chosen = fonts.reduced(ruler);
        }
        write(
                chosen.fit(text, Math.max(1, room + 2)),
                chosen,
                (left + right) / 2,
                y,
                TextAlignment.CENTER);
    }

    void write(String text, TextRuler ruler, double x, double y, TextAlignment align) {
        brush.setFont(ruler.font());
        brush.setTextAlign(align);
        brush.setTextBaseline(VPos.BASELINE);
        brush.fillText(text, x, Math.rint(y - ruler.lineHeight() / 2 + ruler.ascent()));
    }
}
