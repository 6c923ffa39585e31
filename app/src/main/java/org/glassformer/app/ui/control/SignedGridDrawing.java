package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;
import org.jspecify.annotations.Nullable;

/// Draws the cells of a [SignedGrid] with their names, and the scale below them.
final class SignedGridDrawing {

    private static final double AIR = 6;
    private static final double LOW = 10;

    private final SignedGrid grid;
    private final SignedGridData data;
    private final CanvasPalette palette;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final double centreX;
    private final double centreY;
    private final double titleLeft;
    private final double titleTop;
    private final boolean low;
    private final @Nullable SignedGridLayout layout;

    SignedGridDrawing(
            SignedGrid grid,
            CanvasPalette palette,
            double x,
            double y,
            double width,
            double height) {
        this.grid = grid;
        this.palette = palette;
        data = grid.dataProperty().get();
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        centreX = x + width / 2;
        centreY = y + height / 2;
        titleLeft = x;
        low = height < LOW * caption.lineHeight();
        titleTop = low ? y - caption.lineHeight() : y;
        layout = data.isEmpty() ? null : fit(x, y, width, height);
    }

    private SignedGridLayout fit(double x, double y, double width, double height) {
        double gutter = caption.width(grid.rowTitleProperty().get());
        for (String row : data.rows()) {
            gutter = Math.max(gutter, ruler.width(row));
        }
        double line = caption.lineHeight();
        double top = y + (low ? 1 : 2) * line + 2;
        double foot = low ? 2 : line + 2 * AIR;
        return SignedGridLayout.fit(
                data,
                Math.ceil(x + gutter + AIR),
                Math.ceil(top),
                width - gutter - AIR,
                height - (top - y) - foot,
                Math.ceil(ruler.lineHeight() * 5));
    }

    @Nullable Cell at(double x, double y) {
        return layout == null ? null : layout.at(x, y);
    }

    void cells(Brush brush) {
        SignedGridLayout at = layout;
        brush.setTextBaseline(VPos.CENTER);
        if (at == null) {
            text(
                    brush,
                    grid.placeholderProperty().get(),
                    centreX,
                    centreY,
                    TextAlignment.CENTER,
                    Ink.MUTED);
            return;
        }
        names(brush, at);
        double end = data.largest() > 0 ? data.largest() : 1;
        ColorScale scale = ColorScale.symmetric(end);
        ColorMap map = palette.divergingMap();
        int decimals = decimals(at);
        for (int row = 0; row < at.rows(); row++) {
            for (int column = 0; column < at.columns(); column++) {
                cell(brush, at, row, column, scale, map, decimals);
            }
        }
        if (!low) {
            scale(brush, at, end, map);
        }
    }

    private void cell(
            Brush brush,
            SignedGridLayout at,
            int row,
            int column,
            ColorScale scale,
            ColorMap map,
            int decimals) {
        double value = data.value(row, column);
        double x = at.x(column);
        double y = at.y(row);
        double gap = Math.min(at.width(), at.height()) > 12 ? 1 : 0;
        boolean none = Double.isNaN(value);
        Color color = none ? palette.ink(Ink.MASKED) : color(scale.argb(value, map));
        brush.setFill(color);
        brush.fillRect(x, y, at.width() - gap, at.height() - gap);
        if (!none && decimals >= 0) {
            brush.setFont(palette.font());
            brush.setFill(readable(color));
            brush.setTextAlign(TextAlignment.CENTER);
            brush.fillText(
                    Figures.fixed(value, decimals),
                    x + (at.width() - gap) / 2,
                    y + (at.height() - gap) / 2);
        }
    }

    /// As many decimals as fit the cells, at most two; negative for no figures.
    private int decimals(SignedGridLayout at) {
        if (ruler.lineHeight() > at.height() + 1) {
            return -1;
        }
        for (int decimals = 2; decimals >= 0; decimals--) {
            String widest = Figures.fixed(-data.largest(), decimals);
            int steps =
                    decimals == 2 ? 2 : 20; // rounded further, most would read 0 and say nothing
            boolean tells = data.largest() >= steps * Math.pow(10, -decimals);
            if (tells && ruler.width(widest) + 3 <= at.width()) {
                return decimals;
            }
        }
        return -1;
    }

    private void names(Brush brush, SignedGridLayout at) {
        double line = caption.lineHeight();
        if (!low) {
            text(
                    brush,
                    grid.columnTitleProperty().get(),
                    at.left(),
                    titleTop + line / 2,
                    TextAlignment.LEFT,
                    Ink.MUTED);
        }
        double headCy = titleTop + line * 1.5 + 1;
        text(
                brush,
                grid.rowTitleProperty().get(),
                titleLeft,
                headCy,
                TextAlignment.LEFT,
                Ink.MUTED);
        Cell hovered = grid.hoveredProperty().get();
        double widest = 0;
        for (String name : data.columns().subList(0, data.columns().size() - data.apart())) {
            widest = Math.max(widest, caption.width(name));
        }
        int every = Math.max(1, (int) Math.ceil((widest + 4) / at.width()));
        for (int column = 0; column < at.columns(); column++) {
            boolean named = column >= at.columns() - at.apart() || column % every == 0;
            if (named) {
                text(
                        brush,
                        caption.fit(data.columns().get(column), every * at.width() + at.gap()),
                        at.x(column) + at.width() / 2,
                        headCy,
                        TextAlignment.CENTER,
                        hovered != null && hovered.column() == column ? Ink.TEXT : Ink.MUTED);
            }
        }
        int everyRow = Math.max(1, (int) Math.ceil(line * 0.95 / at.height()));
        for (int row = 0; row < at.rows(); row += everyRow) {
            text(
                    brush,
                    data.rows().get(row),
                    at.left() - AIR,
                    at.y(row) + at.height() / 2,
                    TextAlignment.RIGHT,
                    Ink.MUTED);
        }
    }

    private void scale(Brush brush, SignedGridLayout at, double end, ColorMap map) {
        double height = Math.rint(caption.lineHeight() * 0.6);
        double cy = at.bottom() + AIR + caption.lineHeight() / 2;
        String low = Figures.fixed(-end, 2);
        String high = "+" + Figures.fixed(end, 2);
        double x = at.left() + caption.width(low) + AIR;
        int steps = 60;
        double step = Math.max(1, Math.floor(Math.min(160, at.width() * at.columns() / 2) / steps));
        text(brush, low, at.left(), cy, TextAlignment.LEFT, Ink.MUTED);
        for (int i = 0; i < steps; i++) {
            brush.setFill(color(map.argb((i + 0.5) / steps)));
            brush.fillRect(x + i * step, Math.rint(cy - height / 2), step, height);
        }
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeRect(x - 0.5, Math.rint(cy - height / 2) - 0.5, steps * step + 1, height + 1);
        text(brush, high, x + steps * step + AIR, cy, TextAlignment.LEFT, Ink.MUTED);
    }

    void frames(Brush brush) {
        SignedGridLayout at = layout;
        if (at != null) {
            frame(brush, at, grid.selectedProperty().get(), Ink.ACCENT, palette.lineWidth() + 1.5);
            frame(brush, at, grid.hoveredProperty().get(), Ink.TEXT, palette.lineWidth());
        }
    }

    private void frame(
            Brush brush, SignedGridLayout at, @Nullable Cell cell, Ink ink, double line) {
        if (cell != null && cell.row() < at.rows() && cell.column() < at.columns()) {
            brush.setStroke(palette.ink(ink));
            brush.setLineWidth(line);
            brush.strokeRect(
                    at.x(cell.column()) - 0.5, at.y(cell.row()) - 0.5, at.width(), at.height());
        }
    }

    /// The ink that stands out more from a colour.
    private Color readable(Color ground) {
        Color text = palette.ink(Ink.TEXT);
        Color surface = palette.ink(Ink.SURFACE);
        double light = luminance(ground);
        return contrast(light, luminance(text)) >= contrast(light, luminance(surface))
                ? text
                : surface;
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static Color color(int argb) {
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }

    private void text(Brush brush, String text, double x, double cy, TextAlignment align, Ink ink) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(align);
        brush.fillText(text, x, cy);
    }
}
