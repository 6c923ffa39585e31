package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;

/// The line below tokens on colours: the scale, how written tokens look, and what is said of one token.
final class ShadeLegend {

    private static final int GRADIENT_STEPS = 24;

    private final CanvasPalette palette;
    private final TextRuler caption;
    private final TextRuler ruler;

    ShadeLegend(CanvasPalette palette, TextRuler caption, TextRuler ruler) {
        this.palette = palette;
        this.caption = caption;
        this.ruler = ruler;
    }

    double lineHeight() {
        return caption.lineHeight();
    }

    /// Draws at a height. Where there is no room for both, what is said of a token goes before the title of the scale.
    ///
    /// @param scale what is explained
    /// @param map the colours
    /// @param written whether there are written tokens to be explained
    /// @param said at the right end; may be empty
    void draw(
            Brush brush,
            Scale scale,
            ColorMap map,
            boolean written,
            Said said,
            double left,
            double cy,
            double width) {
        double line = caption.lineHeight();
        double room = Math.clamp(width * 0.13, 50, 160);
        double thick = Math.rint(line * 0.62);
        brush.setFont(palette.captionFont());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        String most = (scale.open() ? "\u2265 " : "") + Figures.value(scale.high());
        TextRuler face = said.ofToken() ? ruler : caption;
        double wanted = said.text().isEmpty() ? 0 : face.width(said.text()) + 14;
        double scaled =
                caption.width(Figures.value(scale.low())) + 12 + room + caption.width(most) + 14;
        boolean titled =
                !said.ofToken() || caption.width(scale.title()) + 10 + scaled + wanted <= width;
        double x = titled ? note(brush, scale.title(), left, cy) + 10 : left;
        x = note(brush, Figures.value(scale.low()), x, cy) + 6;
        brush.setFill(gradient(map));
        brush.fillRect(Math.rint(x), Math.rint(cy - thick / 2), room, thick);
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeRect(
                Math.rint(x) - 0.5,
                Math.rint(cy - thick / 2) - 0.5,
                Math.rint(room) + 1,
                thick + 1);
        x = note(brush, most, Math.rint(x) + room + 6, cy) + 14;
        String name = Messages.text("shaded.written");
        if (written && x + caption.width(name) + wanted <= left + width) {
            double end = note(brush, name, x, cy);
            underline(brush, palette, x, end, cy + line * 0.5);
            x = end + 14;
        }
        if (left + width - x > 4 * line) {
            brush.setFont(face.font());
            brush.setFill(palette.ink(said.ofToken() ? Ink.TEXT : Ink.MUTED));
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.fillText(face.fit(said.text(), left + width - x), left + width, cy);
        }
    }

    /// Marks a token as written on.
    static void underline(Brush brush, CanvasPalette palette, double from, double to, double y) {
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth() + 0.5);
        brush.strokeLine(from, y, to, y);
    }

    private double note(Brush brush, String text, double x, double cy) {
        brush.setFill(palette.ink(Ink.MUTED));
        brush.fillText(text, x, cy);
        return x + caption.width(text);
    }

    private static LinearGradient gradient(ColorMap map) {
        Stop[] stops = new Stop[GRADIENT_STEPS + 1];
        for (int i = 0; i <= GRADIENT_STEPS; i++) {
            double at = (double) i / GRADIENT_STEPS;
            Color color = CellColors.color(map.argb(at));
            stops[i] = new Stop(at, color);
        }
        return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
    }

    /// What stands at the right end.
    ///
    /// @param text may be empty
    /// @param ofToken whether it is said of one token, not of the whole text
    record Said(String text, boolean ofToken) {}

    /// A scale of colours.
    ///
    /// @param title what it measures
    /// @param low number at its left end
    /// @param high number at its right end
    /// @param open whether larger numbers have the colour of the right end
    record Scale(String title, double low, double high, boolean open) {}
}
