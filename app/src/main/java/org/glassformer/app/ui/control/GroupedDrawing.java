package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;

/// Draws the rows of [GroupedBars] that are in sight, below their headings.
final class GroupedDrawing {

    private final GroupedBars bars;
    private final GroupedBarsData data;
    private final CanvasPalette palette;
    private final GraphicsContext gc;
    private final GroupedColumns columns;
    private final WidthCache widths;

    GroupedDrawing(
            GroupedBars bars,
            CanvasPalette palette,
            Canvas canvas,
            GroupedColumns columns,
            WidthCache widths) {
        this.bars = bars;
        this.data = bars.dataProperty().get();
        this.palette = palette;
        this.gc = canvas.getGraphicsContext2D();
        this.columns = columns;
        this.widths = widths;
        gc.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        gc.setTextBaseline(VPos.CENTER);
    }

    /// Says that there are no rows.
    void placeholder(double cx, double cy) {
        text(
                bars.placeholderProperty().get(),
                cx,
                cy,
                TextAlignment.CENTER,
                Ink.MUTED,
                palette.captionFont());
    }

    /// The titles above the figures, each with the mark of its series.
    void headings(double cy) {
        String value = bars.valueTitleProperty().get();
        for (int series = 0; series < columns.figures(); series++) {
            double right = columns.firstRight() + series * columns.step();
            caption(value, right, cy, TextAlignment.RIGHT);
            double r = widths.captionHeight() * 0.25;
            SeriesMark mark = SeriesMark.of(series);
            gc.setFill(palette.ink(mark.ink()));
            mark.fill(gc, right - widths.caption(value) - 2.4 * r, cy, r);
            if (columns.ratioRight() > columns.firstRight()) {
                double ratioRight = columns.ratioRight() + series * columns.step();
                caption(bars.ratioTitleProperty().get(), ratioRight, cy, TextAlignment.RIGHT);
            }
        }
    }

    /// The rows in sight.
    ///
    /// @param top of the list
    /// @param width of a row
    /// @param height of the list
    /// @param rowHeight of each row
    /// @param scrolled how far, in pixels
    void rows(double top, double width, double height, double rowHeight, double scrolled) {
        gc.save();
        gc.beginPath();
        gc.rect(0, top, width, height);
        gc.clip();
        int first = (int) Math.floor(scrolled / rowHeight);
        int last =
                Math.min(data.rows().size() - 1, (int) Math.floor((scrolled + height) / rowHeight));
        double end = Math.max(1, data.largest());
        for (int row = first; row <= last; row++) {
            double y = top + row * rowHeight - scrolled;
            back(row, y, width, rowHeight);
            row(row, y + rowHeight / 2, rowHeight, end);
        }
        gc.restore();
    }

    private void back(int row, double y, double width, double rowHeight) {
        boolean selected = row == bars.selectedRowProperty().get();
        if (selected || row == bars.hoveredRowProperty().get()) {
            gc.setFill(palette.ink(selected ? Ink.ROW_SELECTED : Ink.ROW_HOVER));
            gc.fillRoundRect(0, y, width, rowHeight, 8, 8);
        }
    }

    private void row(int row, double cy, double rowHeight, double end) {
        GroupedBarsData.Row shown = data.rows().get(row);
        String name = widths.fitName(shown.name(), columns.nameLimit());
        text(name, columns.name(), cy, TextAlignment.LEFT, Ink.TEXT, palette.captionFont());
        if (shown.marked()) {
            gc.setFill(palette.ink(Ink.ACCENT));
            SeriesMark.DISC.fill(gc, columns.name() / 2, cy, columns.name() * 0.22);
        }
        if (columns.note() > 0) {
            String note = widths.fitName(shown.note(), columns.noteLimit());
            caption(note, columns.note(), cy, TextAlignment.LEFT);
        }
        int n = data.series().size();
        double gap = n > 2 ? 1 : Math.rint(rowHeight * 0.07);
        double thick =
                Math.max(2, Math.floor(Math.min((rowHeight * 0.8 + gap) / n, rowHeight * 0.34)));
        double y = Math.rint(cy - n * thick / 2);
        for (int series = 0; series < n; series++) {
            bar(data.value(row, series), series, y + series * thick, thick - gap, end);
            if (series < columns.figures()) {
                figures(row, series, cy);
            }
        }
    }

    private void bar(int value, int series, double y, double thick, double end) {
        if (value <= 0) {
            return;
        }
        SeriesMark mark = SeriesMark.of(series);
        double length = Math.max(2, columns.barWidth() * Math.min(1, value / end));
        double r = series == 0 ? thick / 2 : Math.max(2.2, thick * 0.72);
        double shaft = series == 0 ? length : Math.max(0, length - r);
        double slim = series == 0 ? thick : Math.max(1, thick * 0.62);
        gc.setFill(palette.ink(mark.ink()));
        gc.fillRoundRect(columns.bar(), y + (thick - slim) / 2, shaft, slim, 2, 2);
        if (series > 0) {
            mark.fill(gc, columns.bar() + Math.max(r, length - r), y + thick / 2, r);
        }
    }

    private void figures(int row, int series, double cy) {
        int value = data.value(row, series);
        String count = value == GroupedBarsData.UNKNOWN ? "–" : Figures.count(value);
        double shift = series * columns.step();
        Ink ink = series == 0 ? Ink.TEXT : Ink.MUTED;
        text(count, columns.firstRight() + shift, cy, TextAlignment.RIGHT, ink, palette.font());
        if (columns.ratioRight() > columns.firstRight()) {
            text(
                    ratio(data.ratio(row, series)),
                    columns.ratioRight() + shift,
                    cy,
                    TextAlignment.RIGHT,
                    Ink.MUTED,
                    palette.font());
        }
    }

    /// A ratio as printed: `1.8×`.
    static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "–" : Figures.fixed(ratio, 1) + "×";
    }

    private void caption(String text, double x, double cy, TextAlignment align) {
        text(text, x, cy, align, Ink.MUTED, palette.captionFont());
    }

    private void text(String text, double x, double cy, TextAlignment align, Ink ink, Font font) {
        gc.setFont(font);
        gc.setFill(palette.ink(ink));
        gc.setTextAlign(align);
        gc.fillText(text, x, cy);
    }
}
