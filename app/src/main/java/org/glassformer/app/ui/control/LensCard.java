package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;

/// The card beside a hovered cell of a [LensTable]: what else it could say, with probabilities as bars.
final class LensCard {

    private static final double PAD = 9;

    private final LensTableData data;
    private final Cell cell;
    private final CanvasPalette palette;
    private final TextRuler ruler;
    private final TextRuler caption;

    LensCard(
            LensTableData data,
            Cell cell,
            CanvasPalette palette,
            TextRuler ruler,
            TextRuler caption) {
        this.data = data;
        this.cell = cell;
        this.palette = palette;
        this.ruler = ruler;
        this.caption = caption;
    }

    /// Draws it at the right of its cell or, where there is no room, at the left.
    void draw(Brush brush, double x, double y, double w, double h, double width, double height) {
        List<LensCells.Line> lines = data.cells().lines(cell.row(), cell.column());
        if (lines.isEmpty()) {
            return;
        }
        String title = data.rows().get(cell.row()) + "  " + data.columns().get(cell.column());
        String note = data.cells().note(cell.row(), cell.column());
        double line = ruler.lineHeight() * 1.12;
        double foot = note.isEmpty() ? 0 : caption.lineHeight() * 1.3;
        int fitting = (int) ((height - 2 * PAD - foot - line * 1.25) / line);
        List<LensCells.Line> shown = lines.subList(0, Math.clamp(fitting, 1, lines.size()));
        double token = 0;
        for (LensCells.Line each : shown) {
            token = Math.max(token, Math.min(ruler.width(each.token()), 16 * ruler.advance()));
        }
        double bar = 7 * ruler.advance();
        double figure = ruler.width("99.99 %");
        double inner = Math.max(token + bar + figure + 20, ruler.width(title));
        inner = Math.max(inner, caption.width(note));
        inner = Math.min(inner, width - 2 * PAD - 8);
        double cardWidth = inner + 2 * PAD;
        double cardHeight = shown.size() * line + line * 1.25 + foot + 2 * PAD - 4;
        double left = x + w + 6 + cardWidth <= width ? x + w + 6 : x - 6 - cardWidth;
        left = Math.clamp(left, 0, Math.max(0, width - cardWidth));
        double top = Math.clamp(y + h / 2 - cardHeight / 3, 0, Math.max(0, height - cardHeight));
        brush.setFill(palette.ink(Ink.SURFACE));
        brush.fillRoundRect(left, top, cardWidth, cardHeight, 12, 12);
        brush.setStroke(palette.ink(Ink.MUTED));
        brush.setLineWidth(palette.lineWidth());
        brush.strokeRoundRect(left, top, cardWidth, cardHeight, 12, 12);
        double at = top + PAD + line / 2 - 2;
        brush.setTextBaseline(VPos.CENTER);
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setFill(palette.ink(Ink.ACCENT));
        brush.fillText(ruler.fit(title, inner), left + PAD, at);
        at += line * 1.25;
        double right = left + cardWidth - PAD;
        for (LensCells.Line each : shown) {
            brush.setTextAlign(TextAlignment.LEFT);
            brush.setFill(palette.ink(Ink.TEXT));
            brush.fillText(ruler.fit(each.token(), token), left + PAD, at);
            double barLeft = left + PAD + token + 10;
            double room = Math.max(1, right - figure - 10 - barLeft);
            brush.setFill(palette.ink(Ink.BAR));
            double thick = Math.rint(line * 0.45);
            brush.fillRect(
                    barLeft,
                    Math.rint(at - thick / 2),
                    Math.max(1, room * each.probability()),
                    thick);
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.setFill(palette.ink(Ink.TEXT));
            brush.fillText(Figures.percent(each.probability()), right, at);
            at += line;
        }
        if (!note.isEmpty()) {
            brush.setFont(palette.captionFont());
            brush.setTextAlign(TextAlignment.LEFT);
            brush.setFill(palette.ink(Ink.MUTED));
            brush.fillText(caption.fit(note, inner), left + PAD, at + foot * 0.1);
        }
    }
}
