package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// Draws the rows of [LogitBars]: headings, tokens with their figures and bars, all others, cut line and foot.
final class BarsDrawing {

    private static final double HATCH = 6;

    private final LogitBars bars;
    private final CanvasPalette palette;
    private final Brush brush;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final BarsGeometry place;
    private final BarsWindow window;

    BarsDrawing(
            LogitBars bars,
            CanvasPalette palette,
            Brush brush,
            TextRuler ruler,
            TextRuler caption,
            BarsGeometry place) {
        this.bars = bars;
        this.palette = palette;
        this.brush = brush;
        this.ruler = ruler;
        this.caption = caption;
        this.place = place;
        this.window = place.window();
        brush.setTextBaseline(VPos.CENTER);
    }

    /// Draws all rows.
    ///
    /// @param y top edge of the headings
    /// @param grip that is held or under the pointer
    /// @param hint what dragging it does; empty for nothing
    void draw(double y, BarsGrip grip, String hint) {
        BarsData data = window.data();
        double width = place.width();
        double top = place.top();
        double rowHeight = place.rowHeight();
        BarColumns columns = place.columns();
        brush.save();
        brush.translate(place.x(), 0);
        if (window.rows().isEmpty()) {
            caption(Messages.text("bars.empty"), width / 2, top, TextAlignment.CENTER, Ink.MUTED);
            brush.restore();
            return;
        }
        headings(columns, place.end(), y + (top - y) / 2 - 2);
        int selected = bars.selectedRowProperty().get();
        int hovered = bars.hoveredRowProperty().get();
        for (int i = 0; i < window.rows().size(); i++) {
            double rowTop = top + i * rowHeight;
            int row = window.first() + i;
            if (row == selected || row == hovered) {
                brush.setFill(palette.ink(row == selected ? Ink.ROW_SELECTED : Ink.ROW_HOVER));
                brush.fillRoundRect(0, rowTop, width, rowHeight, 8, 8);
            }
            row(window.rows().get(i), columns, rowTop + rowHeight / 2, rowHeight);
        }
        double below = top + window.rows().size() * rowHeight;
        if (window.below().count() > 0) {
            others(window.below(), columns, below + rowHeight / 2, rowHeight);
            below += rowHeight;
        }
        place.cutY().ifPresent(line -> cutLine(columns, line));
        handle(grip);
        foot(data, width, below + caption.lineHeight(), hint);
        brush.restore();
    }

    private void headings(BarColumns c, double end, double cy) {
        boolean raw = bars.rawShownProperty().get();
        caption(Messages.text("bars.token"), c.token(), cy, TextAlignment.LEFT, Ink.MUTED);
        heading("bars.logit", c.logitRight(), cy);
        heading("bars.adjusted", c.adjustedRight(), cy);
        heading("bars.raw", c.rawRight(), cy);
        boolean plain = bars.plainProperty().get();
        String title = plain ? "" : Messages.text(raw ? "bars.before" : "bars.after");
        double room = c.pRight() - caption.width(Messages.text("bars.p")) - 8 - c.bar();
        if (!plain && caption.width(title) > room) {
            title = Messages.text(raw ? "bars.shortBefore" : "bars.shortAfter");
        }
        caption(title, c.bar(), cy, TextAlignment.LEFT, Ink.MUTED);
        String scaleEnd = Figures.fixed(end * 100, 0) + " %";
        if (caption.width(title) + caption.width(scaleEnd) + 12 < c.barWidth()) {
            caption(scaleEnd, c.bar() + c.barWidth(), cy, TextAlignment.RIGHT, Ink.MUTED);
        }
        heading("bars.p", c.pRight(), cy);
    }

    private void heading(String key, double right, double cy) {
        if (right > 0) {
            caption(Messages.text(key), right, cy, TextAlignment.RIGHT, Ink.MUTED);
        }
    }

    private void row(BarsData.Bar bar, BarColumns c, double cy, double rowHeight) {
        boolean masked = bar.masked();
        boolean struck = bar.isRemoved() && !masked;
        Ink ink = bar.isRemoved() ? Ink.STRUCK : Ink.TEXT;
        String token = ruler.fit(TokenText.visible(bar.token()), c.tokenLimit());
        figure(token, c.token(), cy, TextAlignment.LEFT, ink, struck);
        number(Figures.fixed(bar.logit(), 2), c.logitRight(), cy, ink, struck);
        number(Figures.fixed(bar.adjusted(), 2), c.adjustedRight(), cy, ink, struck);
        number(Figures.percent(bar.rawP()), c.rawRight(), cy, ink, struck);
        boolean raw = bars.rawShownProperty().get();
        if (masked && !raw) {
            hatched(bar.rawP(), c, cy, rowHeight);
        } else {
            bar(place.shown(bar), c, cy, rowHeight, struck && !raw ? Ink.BAR_REJECTED : Ink.BAR);
        }
        number(Figures.percent(raw ? bar.rawP() : bar.p()), c.pRight(), cy, ink, struck && !raw);
        String removedBy = bar.removedBy();
        if (removedBy != null && c.reasonRight() > 0) {
            caption(removedBy, c.reasonRight(), cy, TextAlignment.RIGHT, Ink.MUTED);
        }
    }

    private void others(BarsData.Others o, BarColumns c, double cy, double rowHeight) {
        boolean raw = bars.rawShownProperty().get();
        double room = (c.logitRight() > 0 ? c.logitRight() : c.bar()) - c.token() - 4;
        String all = othersText(o);
        String text = ruler.width(all) <= room ? all : Messages.text("bars.shortOthers", o.count());
        figure(text, c.token(), cy, TextAlignment.LEFT, Ink.MUTED, false);
        number(Figures.percent(o.rawP()), c.rawRight(), cy, Ink.TEXT, false);
        double share = raw || o.p() == 0 ? o.rawP() : o.p();
        bar(share, c, cy, rowHeight, raw || o.p() > 0 ? Ink.BAR_BEFORE : Ink.BAR_REJECTED);
        number(Figures.percent(raw ? o.rawP() : o.p()), c.pRight(), cy, Ink.MUTED, false);
        if (c.reasonRight() > 0) {
            caption(reason(o), c.reasonRight(), cy, TextAlignment.RIGHT, Ink.MUTED);
        }
    }

    static String othersText(BarsData.Others others) {
        return others.count() == 1
                ? Messages.text("bars.other")
                : Messages.text("bars.others", others.count());
    }

    static String reason(BarsData.Others others) {
        String removedBy = others.removedBy();
        return removedBy == null ? "" : removedBy;
    }

    private void bar(double p, BarColumns c, double cy, double rowHeight, Ink ink) {
        if (p <= 0) {
            return;
        }
        double height = barHeight(rowHeight);
        double length = place.length(p);
        double arc = Math.min(6, length);
        brush.setFill(palette.ink(ink));
        brush.fillRoundRect(c.bar(), Math.rint(cy - height / 2), length, height, arc, arc);
    }

    /// A bar that a mask forbids: an outline filled with slanting lines.
    private void hatched(double p, BarColumns c, double cy, double rowHeight) {
        double height = barHeight(rowHeight);
        double left = c.bar() + 0.5;
        double width = place.length(p) - 1;
        double top = Math.rint(cy - height / 2) + 0.5;
        if (p <= 0 || width < 1) {
            return;
        }
        brush.setFill(palette.ink(Ink.MASKED));
        brush.fillRect(left, top, width, height);
        brush.setStroke(palette.ink(Ink.MASKED_HATCH));
        brush.setLineWidth(1);
        brush.strokeRect(left, top, width, height);
        for (double x = HATCH; x < width + height; x += HATCH) {
            double from = Math.min(x, width);
            double to = Math.max(x - height, 0);
            brush.strokeLine(left + from, top + x - from, left + to, top + x - to);
        }
    }

    private double barHeight(double rowHeight) {
        return Math.rint(Math.min(rowHeight * 0.56, ruler.lineHeight() * 0.85));
    }

    /// A knob where something can be dragged.
    private void handle(BarsGrip grip) {
        switch (grip) {
            case BarsGrip.Nothing nothing -> {}
            case BarsGrip.End(int row) -> {
                if (place.sees(row)) {
                    double height = barHeight(place.rowHeight()) + 4;
                    double x = place.barEnd(row) - place.x();
                    knob(x, Math.rint(place.middle(row)), 5, height);
                }
            }
            case BarsGrip.CutLine line ->
                    place.cutY()
                            .ifPresent(y -> {
                                BarColumns c = place.columns();
                                knob(c.bar() + c.barWidth() / 2, Math.rint(y) + 0.5, 30, 7);
                            });
        }
    }

    private void knob(double cx, double cy, double width, double height) {
        double round = Math.min(width, height);
        brush.setFill(palette.ink(Ink.ACCENT));
        brush.fillRoundRect(cx - width / 2, cy - height / 2, width, height, round, round);
        brush.setStroke(palette.ink(Ink.SURFACE));
        brush.setLineWidth(1);
        brush.strokeRoundRect(cx - width / 2, cy - height / 2, width, height, round, round);
    }

    private void cutLine(BarColumns c, double y) {
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth());
        brush.setLineDashes(4, 3);
        double at = Math.rint(y) + 0.5;
        brush.strokeLine(c.token(), at, Math.max(c.pRight(), c.reasonRight()), at);
        brush.setLineDashes();
    }

    /// The sum at the left; at the right what came of a wish, what can be wished, or else the note. A sentence about wishes
    /// that finds no room there takes the whole foot.
    private void foot(BarsData data, double width, double cy, String hint) {
        String cut = bars.plainProperty().get() ? "" : cutText(data);
        double room = width - caption.width(cut) - 2 * BarColumns.LEFT - 10;
        String wish = bars.aimNoteProperty().get().isEmpty() ? hint : bars.aimNoteProperty().get();
        if (!wish.isEmpty() && caption.width(wish) > room) {
            String fitting = caption.fit(wish, width - 2 * BarColumns.LEFT);
            caption(fitting, BarColumns.LEFT, cy, TextAlignment.LEFT, Ink.TEXT);
            return;
        }
        caption(cut, BarColumns.LEFT, cy, TextAlignment.LEFT, Ink.MUTED);
        String note = wish.isEmpty() ? bars.noteProperty().get() : wish;
        if (caption.width(note) <= room) {
            Ink ink = wish.isEmpty() ? Ink.MUTED : Ink.TEXT;
            caption(note, width - BarColumns.LEFT, cy, TextAlignment.RIGHT, ink);
        }
    }

    private static String cutText(BarsData data) {
        String mass = Figures.fixed(data.keptMass(), 3);
        if (data.keptTokens() >= data.bars().size() + data.others().count()) {
            return Messages.text("bars.noCut", data.keptTokens(), mass);
        }
        return data.keptTokens() == 1
                ? Messages.text("bars.cutOne", mass)
                : Messages.text("bars.cut", data.keptTokens(), mass);
    }

    private void number(String text, double right, double cy, Ink ink, boolean struck) {
        if (right > 0) {
            figure(text, right, cy, TextAlignment.RIGHT, ink, struck);
        }
    }

    private void figure(
            String text, double x, double cy, TextAlignment align, Ink ink, boolean struck) {
        brush.setFont(palette.font());
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(align);
        brush.fillText(text, x, cy);
        if (struck) {
            double w = ruler.width(text);
            double left = align == TextAlignment.LEFT ? x : x - w;
            brush.fillRect(left, Math.rint(cy), w, palette.lineWidth());
        }
    }

    private void caption(String text, double x, double cy, TextAlignment align, Ink ink) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(align);
        brush.fillText(text, x, cy);
    }
}
