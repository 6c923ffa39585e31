package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;

/// What the marks of a [ScatterPlot] are, above its points, and how many points there are.
final class ScatterLegend {

    /// What a mark is.
    private record Entry(ScatterMark mark, String text) {}

    private final CanvasPalette palette;
    private final TextRuler caption;
    private final double line;
    private final double width;
    private final List<List<Entry>> rows;

    ScatterLegend(ScatterMarks marks, CanvasPalette palette, double width) {
        this.palette = palette;
        this.caption = new TextRuler(palette.captionFont());
        this.line = caption.lineHeight();
        this.width = width;
        this.rows = inRows(entries(marks));
    }

    /// How many lines it takes, at least one.
    int rows() {
        return rows.size();
    }

    private static List<Entry> entries(ScatterMarks marks) {
        List<Entry> entries = new ArrayList<>();
        if (marks.chosen() >= 0) {
            entries.add(new Entry(ScatterMark.CHOSEN, Messages.text("scatter.chosen")));
        }
        if (!marks.near().isEmpty()) {
            entries.add(new Entry(ScatterMark.NEAR, Messages.text("scatter.near")));
        }
        if (!marks.found().isEmpty()) {
            entries.add(new Entry(ScatterMark.FOUND, Messages.text("scatter.found")));
        }
        if (!marks.own().isEmpty()) {
            entries.add(new Entry(ScatterMark.OWN, marks.ownName()));
        }
        return entries;
    }

    /// As many in each row as fit.
    private List<List<Entry>> inRows(List<Entry> entries) {
        List<List<Entry>> made = new ArrayList<>(List.of(new ArrayList<>()));
        double used = 0;
        for (Entry entry : entries) {
            double wide = width(entry);
            if (used > 0 && used + wide > width) {
                made.add(new ArrayList<>());
                used = 0;
            }
            made.getLast().add(entry);
            used += wide + line;
        }
        return made;
    }

    private double width(Entry entry) {
        return ScatterMark.size(palette) + 13 + caption.width(entry.text());
    }

    /// Draws it above a place.
    ///
    /// @param count said at the end of the last line, if there is room
    void draw(Brush brush, double left, double top, String count) {
        double size = ScatterMark.size(palette);
        double end = left;
        double cy = top - line * (rows.size() - 1) - line * 0.65;
        brush.setFont(palette.captionFont());
        for (List<Entry> row : rows) {
            double x = left;
            for (Entry entry : row) {
                entry.mark().draw(brush, palette, x + size / 2 + 5, cy, size);
                brush.setFill(palette.ink(Ink.MUTED));
                brush.setTextAlign(TextAlignment.LEFT);
                brush.fillText(entry.text(), x + size + 13, cy);
                x += width(entry) + line;
            }
            end = x;
            cy += line;
        }
        if (left + width - caption.width(count) > end) {
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.fillText(count, left + width, cy - line);
        }
    }
}
