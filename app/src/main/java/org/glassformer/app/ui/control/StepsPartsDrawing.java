package org.glassformer.app.ui.control;

import javafx.scene.paint.Color;

/// Draws parts and tokens of [MergeSteps] as boxes over the columns of their bytes.
final class StepsPartsDrawing {

    private final Brush brush;
    private final CanvasPalette palette;
    private final StepsFonts fonts;
    private final MergeStepsDrawing.Picture picture;
    private final MergeStepsData data;
    private final StepsColumns columns;
    private final StepsPen pen;
    private final double em;

    StepsPartsDrawing(
            Brush brush,
            CanvasPalette palette,
            StepsFonts fonts,
            MergeStepsDrawing.Picture picture) {
        this.brush = brush;
        this.palette = palette;
        this.fonts = fonts;
        this.picture = picture;
        data = picture.data();
        columns = picture.columns();
        pen = new StepsPen(brush, fonts, columns);
        em = fonts.em();
    }

    /// The parts after some merges.
    void state(StepsRow row) {
        int step = row.step();
        boolean moving = picture.progress() < 1 && step == picture.step() && step > 0;
        StepMerge merge = step > 0 ? data.merges().get(step - 1) : null;
        for (int from = 0; from < data.size(); ) {
            int to = data.partEnd(from, step);
            if (columns.sees(from, to)) {
                if (moving && merge != null && merge.from() == from) {
                    joining(merge, row);
                } else {
                    part(data.label(from, to), from, to, row);
                }
            }
            from = to;
        }
        if (merge != null) {
            frame(merge, row, false);
        }
        if (step < data.merges().size()) {
            frame(data.merges().get(step), row, true);
        }
    }

    /// The gap between the two parts closes and the right one takes the colour of the left one.
    private void joining(StepMerge merge, StepsRow row) {
        Color left = palette.ink(Ink.token(data.hue(merge.from())));
        Color right = palette.ink(Ink.token(data.hue(merge.middle())));
        double t = picture.progress();
        double gap = 2 * (1 - t);
        double x = columns.x(merge.from()) + 1;
        double middle = columns.x(merge.middle());
        double end = columns.x(merge.to()) - 1;
        double y = boxTop(row);
        double height = boxHeight(row);
        brush.setFill(right.interpolate(left, t));
        brush.fillRoundRect(
                middle + gap / 2 - 4 * t, y, end - middle - gap / 2 + 4 * t, height, 8, 8);
        brush.setFill(left);
        brush.fillRoundRect(x, y, middle - gap / 2 - x + 4 * t, height, 8, 8);
        Color text = palette.ink(Ink.TOKEN_TEXT);
        brush.setFill(text.deriveColor(0, 1, 1, t));
        label(merge.from(), merge.to(), row);
        brush.setFill(text.deriveColor(0, 1, 1, 1 - t));
        label(merge.from(), merge.middle(), row);
        label(merge.middle(), merge.to(), row);
    }

    private void label(int from, int to, StepsRow row) {
        pen.centre(data.label(from, to), fonts.text(), from, to, row.middle());
    }

    private void part(String label, int from, int to, StepsRow row) {
        box(from, to, row);
        brush.setFill(palette.ink(Ink.TOKEN_TEXT));
        pen.inView(label, fonts.text(), from, to, row.middle());
    }

    private void box(int from, int to, StepsRow row) {
        double x = columns.x(from) + 1;
        double width = columns.width(from, to) - 2;
        double y = boxTop(row);
        double height = boxHeight(row);
        brush.setFill(palette.ink(Ink.token(data.hue(from))));
        brush.fillRoundRect(x, y, width, height, 8, 8);
        if (data.isSpecial(from, to)) {
            brush.setStroke(palette.ink(Ink.TOKEN_TEXT));
            brush.setLineWidth(1);
            brush.strokeRoundRect(x + 2, y + 2, width - 4, height - 4, 5, 5);
        }
    }

    private double boxTop(StepsRow row) {
        return Math.rint(row.y() + (row.height() - boxHeight(row)) / 2);
    }

    private double boxHeight(StepsRow row) {
        return Math.rint(row.height() - 0.42 * em);
    }

    /// What came of a merge has a line around it; the pair that merges next, dashes.
    private void frame(StepMerge merge, StepsRow row, boolean next) {
        if (!columns.sees(merge.from(), merge.to())) {
            return;
        }
        brush.setStroke(palette.ink(next ? Ink.TEXT : Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth() + (next ? 0.2 : 1));
        if (next) {
            brush.setLineDashes(3, 2.5);
        }
        brush.strokeRoundRect(
                columns.x(merge.from()) + 0.5,
                boxTop(row) - 0.5,
                columns.width(merge.from(), merge.to()) - 1,
                boxHeight(row) + 1,
                9,
                9);
        brush.setLineDashes();
    }

    /// A final token.
    void token(StepCell cell, StepsRow row) {
        if (!columns.sees(cell.from(), cell.to())) {
            return;
        }
        box(cell.from(), cell.to(), row);
        double line = fonts.text().lineHeight();
        double id = fonts.id().lineHeight();
        double top = row.middle() - (line + id) / 2;
        brush.setFill(palette.ink(Ink.TOKEN_TEXT));
        pen.inView(cell.text(), fonts.text(), cell.from(), cell.to(), top + line / 2);
        brush.setFill(palette.ink(Ink.TOKEN_ID));
        pen.inView(cell.note(), fonts.id(), cell.from(), cell.to(), top + line + id / 2);
    }
}
