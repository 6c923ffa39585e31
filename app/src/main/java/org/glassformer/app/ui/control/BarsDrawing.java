package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// Draws the rows of [LogitBars]: headings, tokens with their figures and bars, all others, cut line and foot.
final class BarsDrawing {

    private final LogitBars bars;
    private final CanvasPalette palette;
    private final Brush brush;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final BarsWindow window;

    BarsDrawing(
            LogitBars bars,
            CanvasPalette palette,
            Brush brush,
            TextRuler ruler,
            TextRuler caption,
            BarsWindow window) {
        this.bars = bars;
        this.palette = palette;
        this.brush = brush;
        this.ruler = ruler;
        this.caption = caption;
        this.window = window;
        brush.setTextBaseline(VPos.CENTER);
    }

    void draw(double x, double y, double width, double top, double rowHeight) {
        BarsData data = window.data();
        brush.save();
        brush.translate(x, 0);
        if (window.rows().isEmpty()) {
            caption(Messages.text("bars.empty"), width / 2, top, TextAlignment.CENTER, Ink.MUTED);
            brush.restore();
            return;
        }
        BarColumns columns =
                BarColumns.fit(
                        width, ruler.width("0"), window.widestToken(), window.widestReason());
        double end = BarScale.end(window.largest());
        headings(columns, end, y + (top - y) / 2 - 2);
        int selected = bars.selectedRowProperty().get();
        int hovered = bars.hoveredRowProperty().get();
        for (int i = 0; i < window.rows().size(); i++) {
            double rowTop = top + i * rowHeight;
            int row = window.first() + i;
            if (row == selected || row == hovered) {
                brush.setFill(palette.ink(row == selected ? Ink.ROW_SELECTED : Ink.ROW_HOVER));
                brush.fillRoundRect(0, rowTop, width, rowHeight, 8, 8);
            }
            row(window.rows().get(i), columns, end, rowTop + rowHeight / 2, rowHeight);
        }
        double below = top + window.rows().size() * rowHeight;
        if (window.below().count() > 0) {
            others(window.below(), columns, end, below + rowHeight / 2, rowHeight);
            below += rowHeight;
        }
        int cut = data.cutIndex();
        int shownCut = cut - window.first();
        boolean cuts = cut < data.bars().size() || data.others().removedBy() != null;
        boolean seen = shownCut < window.rows().size() || window.below().removedBy() != null;
        if (cut > 0 && cuts && shownCut >= 0 && shownCut <= window.rows().size() && seen) {
            cutLine(columns, top + shownCut * rowHeight);
        }
        foot(data, width, below + caption.lineHeight());
        brush.restore();
    }

    private void headings(BarColumns c, double end, double cy) {
        boolean raw = bars.rawShownProperty().get();
        caption(Messages.text("bars.token"), c.token(), cy, TextAlignment.LEFT, Ink.MUTED);
        heading("bars.logit", c.logitRight(), cy);
        heading("bars.adjusted", c.adjustedRight(), cy);
        heading("bars.raw", c.rawRight(), cy);
        String title = Messages.text(raw ? "bars.before" : "bars.after");
        double room = c.pRight() - caption.width(Messages.text("bars.p")) - 8 - c.bar();
        if (caption.width(title) > room) {
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

    private void row(BarsData.Bar bar, BarColumns c, double end, double cy, double rowHeight) {
        boolean struck = bar.isRemoved();
        Ink ink = struck ? Ink.STRUCK : Ink.TEXT;
        String token = ruler.fit(TokenText.visible(bar.token()), c.tokenLimit());
        figure(token, c.token(), cy, TextAlignment.LEFT, ink, struck);
        number(Figures.fixed(bar.logit(), 2), c.logitRight(), cy, ink, struck);
        number(Figures.fixed(bar.adjusted(), 2), c.adjustedRight(), cy, ink, struck);
        number(Figures.percent(bar.rawP()), c.rawRight(), cy, ink, struck);
        boolean raw = bars.rawShownProperty().get();
        if (struck && !raw) {
            bar(bar.rawP(), c, end, cy, rowHeight, Ink.BAR_REJECTED);
        } else {
            bar(raw ? bar.rawP() : bar.p(), c, end, cy, rowHeight, Ink.BAR);
        }
        number(Figures.percent(raw ? bar.rawP() : bar.p()), c.pRight(), cy, ink, struck && !raw);
        String removedBy = bar.removedBy();
        if (removedBy != null && c.reasonRight() > 0) {
            caption(removedBy, c.reasonRight(), cy, TextAlignment.RIGHT, Ink.MUTED);
        }
    }

    private void others(BarsData.Others o, BarColumns c, double end, double cy, double rowHeight) {
        boolean raw = bars.rawShownProperty().get();
        double room = (c.logitRight() > 0 ? c.logitRight() : c.bar()) - c.token() - 4;
        String all = othersText(o);
        String text = ruler.width(all) <= room ? all : Messages.text("bars.shortOthers", o.count());
        figure(text, c.token(), cy, TextAlignment.LEFT, Ink.MUTED, false);
        number(Figures.percent(o.rawP()), c.rawRight(), cy, Ink.TEXT, false);
        double share = raw || o.p() == 0 ? o.rawP() : o.p();
        bar(share, c, end, cy, rowHeight, raw || o.p() > 0 ? Ink.BAR_BEFORE : Ink.BAR_REJECTED);
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

    private void bar(double p, BarColumns c, double end, double cy, double rowHeight, Ink ink) {
        if (p <= 0) {
            return;
        }
        double height = Math.rint(Math.min(rowHeight * 0.56, ruler.lineHeight() * 0.85));
        double length = Math.max(1.5, c.barWidth() * Math.min(1, p / end));
        double arc = Math.min(6, length);
        brush.setFill(palette.ink(ink));
        brush.fillRoundRect(c.bar(), Math.rint(cy - height / 2), length, height, arc, arc);
    }

    private void cutLine(BarColumns c, double y) {
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth());
        brush.setLineDashes(4, 3);
        double at = Math.rint(y) + 0.5;
        brush.strokeLine(c.token(), at, Math.max(c.pRight(), c.reasonRight()), at);
        brush.setLineDashes();
    }

    private void foot(BarsData data, double width, double cy) {
        String cut = cutText(data);
        caption(cut, BarColumns.LEFT, cy, TextAlignment.LEFT, Ink.MUTED);
        String note = bars.noteProperty().get();
        double room = width - caption.width(cut) - 2 * BarColumns.LEFT - 10;
        if (caption.width(note) <= room) {
            caption(note, width - BarColumns.LEFT, cy, TextAlignment.RIGHT, Ink.MUTED);
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
