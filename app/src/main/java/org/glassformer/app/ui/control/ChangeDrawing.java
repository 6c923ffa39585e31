package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;

/// Draws the heading and the rows in sight of [ChangeBars].
final class ChangeDrawing {

    private static final String ARROW = " → ";
    private static final double WIDE_EMS = 27;
    private static final double INSET_EMS = 0.3;

    private final ChangeBars bars;
    private final CanvasPalette palette;
    private final Brush brush;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final Font strong;
    private final double width;
    private final double em;
    private final double inset;

    /// @param width of a row
    ChangeDrawing(
            ChangeBars bars,
            CanvasPalette palette,
            Brush brush,
            TextRuler ruler,
            TextRuler caption,
            double width) {
        this.bars = bars;
        this.palette = palette;
        this.brush = brush;
        this.ruler = ruler;
        this.caption = caption;
        this.width = width;
        this.em = ruler.font().getSize();
        this.inset = Math.rint(INSET_EMS * em);
        Font font = palette.font();
        this.strong = Font.font(font.getFamily(), FontWeight.BOLD, font.getSize());
        brush.setTextBaseline(VPos.CENTER);
    }

    /// What the bars and the figures are.
    ///
    /// @param all width with that of the scroll bar
    void heading(double x, double cy, double all) {
        ChangeBarsData data = bars.dataProperty().get();
        double left = x + inset;
        if (data.compared()) {
            left = key(bars.beforeTitleProperty().get(), left, cy, Ink.BAR_BEFORE);
        }
        left = key(bars.afterTitleProperty().get(), left, cy, Ink.BAR);
        String note = bars.noteProperty().get();
        if (caption.width(note) <= x + all - inset - left) {
            text(note, x + all - inset, cy, TextAlignment.RIGHT, Ink.MUTED, palette.captionFont());
        }
    }

    /// A colour and what it means; returns where the next one may begin.
    private double key(String title, double left, double cy, Ink ink) {
        if (title.isEmpty()) {
            return left;
        }
        double size = Math.rint(em * 0.55);
        brush.setFill(palette.ink(ink));
        brush.fillRoundRect(left, Math.rint(cy - size / 2), size, size, 3, 3);
        double at = left + size + em * 0.35;
        text(title, at, cy, TextAlignment.LEFT, Ink.MUTED, palette.captionFont());
        return at + caption.width(title) + em * 0.9;
    }

    /// The rows in sight.
    ///
    /// @param top of the list
    /// @param height of the list
    /// @param pitch height of each row
    /// @param scrolled how far, in pixels
    void rows(
            ChangeBarsData data,
            double x,
            double top,
            double height,
            double pitch,
            double scrolled) {
        if (data.rows().isEmpty()) {
            text(
                    bars.placeholderProperty().get(),
                    x + width / 2,
                    top + ruler.lineHeight(),
                    TextAlignment.CENTER,
                    Ink.MUTED,
                    palette.captionFont());
            return;
        }
        brush.save();
        brush.clipRect(x, top, width, height);
        brush.translate(x, 0);
        int first = (int) Math.floor(scrolled / pitch);
        int last = Math.min(data.rows().size() - 1, (int) Math.floor((scrolled + height) / pitch));
        double end = BarScale.end(data.largest());
        double token = data.compared() ? 0 : tokenWidth(data);
        for (int i = first; i <= last; i++) {
            ChangeBarsData.Row row = data.rows().get(i);
            double y = top + i * pitch - scrolled;
            back(row, y, pitch);
            if (data.compared()) {
                compared(row, end, y, pitch);
            } else {
                plain(row, end, y + pitch / 2, token);
            }
        }
        brush.restore();
    }

    private void back(ChangeBarsData.Row row, double y, double pitch) {
        boolean selected = row.id() == bars.selectedIdProperty().get();
        if (selected || row.id() == bars.hoveredIdProperty().get()) {
            brush.setFill(palette.ink(selected ? Ink.ROW_SELECTED : Ink.ROW_HOVER));
            brush.fillRoundRect(0, y, width, pitch, 8, 8);
        }
        if (selected) {
            brush.setFill(palette.ink(Ink.ACCENT));
            brush.fillRect(0, y + 3, Math.max(2, palette.lineWidth() * 2), pitch - 6);
        }
    }

    /// The column of tokens is as wide as the widest, within limits.
    private double tokenWidth(ChangeBarsData data) {
        double widest = 0;
        for (ChangeBarsData.Row row : data.rows()) {
            widest = Math.max(widest, ruler.width(TokenText.visible(row.token())));
        }
        return Math.clamp(widest, 4 * em, Math.max(4 * em, width * 0.36));
    }

    private void plain(ChangeBarsData.Row row, double end, double cy, double token) {
        String text = ruler.fit(TokenText.visible(row.token()), token);
        figure(text, inset, cy, TextAlignment.LEFT, Ink.TEXT);
        double right = width - inset;
        figure(Figures.percent(row.after()), right, cy, TextAlignment.RIGHT, Ink.TEXT);
        double from = inset + token + 0.8 * em;
        double longest = right - ruler.width("< 0.01 %") - 0.6 * em - from;
        double thick = Math.rint(ruler.lineHeight() * 0.62);
        bar(row.after(), end, from, longest, cy - thick / 2, thick, Ink.BAR);
    }

    private void compared(ChangeBarsData.Row row, double end, double y, double pitch) {
        double line = ruler.lineHeight();
        double thick = Math.rint(line * 0.36);
        double gap = Math.max(1, Math.rint(line * 0.08));
        double block = line + 2 * thick + 2 * gap;
        double top = Math.rint(y + Math.max(0, (pitch - block) / 2));
        double cy = top + line / 2;
        double figures = figures(row, cy);
        String text = ruler.fit(TokenText.visible(row.token()), width - 2 * inset - figures - em);
        figure(text, inset, cy, TextAlignment.LEFT, Ink.TEXT);
        double longest = width - 2 * inset;
        bar(row.before(), end, inset, longest, top + line + gap, thick, Ink.BAR_BEFORE);
        bar(row.after(), end, inset, longest, top + line + 2 * gap + thick, thick, Ink.BAR);
    }

    /// Before, after and the sign of the change at the right; returns their width.
    private double figures(ChangeBarsData.Row row, double cy) {
        String before = bare(row.before());
        String after = Figures.percent(row.after());
        boolean same = after.equals(Figures.percent(row.before()));
        boolean more = row.change() > 0;
        Ink ink = same ? Ink.MUTED : more ? Ink.GAIN : Ink.LOSS;
        double right = width - inset;
        String mark = same ? "=" : more ? "▲" : "▼";
        if (width >= WIDE_EMS * em) {
            String points = Figures.fixed(row.change() * 100, 2);
            String signed = (same ? "" : more ? "+" : "") + points;
            figure(signed, right, cy, TextAlignment.RIGHT, ink);
            right -= ruler.width("−100.00") + 0.8 * em;
        }
        figure(mark, right, cy, TextAlignment.RIGHT, ink);
        right -= ruler.width("M") + 0.35 * em;
        text(after, right, cy, TextAlignment.RIGHT, ink, strong);
        right -= ruler.width(after);
        figure(before + ARROW, right, cy, TextAlignment.RIGHT, Ink.MUTED);
        return width - inset - right + ruler.width(before + ARROW);
    }

    private static String bare(double share) {
        return Figures.percent(share).replace(" %", "");
    }

    private void bar(
            double p, double end, double x, double longest, double y, double thick, Ink ink) {
        if (p <= 0) {
            return;
        }
        double length = Math.max(1.5, longest * Math.min(1, p / end));
        double arc = Math.min(Math.min(6, thick), length);
        brush.setFill(palette.ink(ink));
        brush.fillRoundRect(x, y, length, thick, arc, arc);
    }

    private void figure(String text, double x, double cy, TextAlignment align, Ink ink) {
        text(text, x, cy, align, ink, palette.font());
    }

    private void text(String text, double x, double cy, TextAlignment align, Ink ink, Font font) {
        brush.setFont(font);
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(align);
        brush.fillText(text, x, cy);
    }
}
