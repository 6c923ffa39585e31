package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.ui.control.NamedPointsData.Point;

/// A [NamedPoints] at one size: where its parts are, and drawing them.
final class NamedPointsDrawing {

    private static final double AIR = 0.12;
    private static final double REACH = 1.4;

    private final NamedPoints plot;
    private final NamedPointsData data;
    private final CanvasPalette palette;
    private final TextRuler caption;
    private final TextRuler figures;
    private final double line;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final double x;
    private final double y;
    private final PlotScale xScale;
    private final PlotScale yScale;
    private final PlotAxes axes;

    NamedPointsDrawing(
            NamedPoints plot,
            CanvasPalette palette,
            double x,
            double y,
            double width,
            double height) {
        this.plot = plot;
        this.palette = palette;
        this.x = x;
        this.y = y;
        data = plot.dataProperty().get();
        caption = new TextRuler(palette.captionFont());
        figures = new TextRuler(palette.font());
        line = caption.lineHeight();
        top = Math.rint(y + line * 1.7);
        bottom = Math.rint(Math.max(top + line, y + height - line * 2.6));
        axes =
                new PlotAxes(
                        palette,
                        new PlotAxes.Room(x, x + width - 0.5 * line, top, bottom),
                        new PlotAxes.Side(extent(true), AIR),
                        new PlotAxes.Side(extent(false), AIR),
                        2.2);
        left = axes.left();
        right = axes.right();
        xScale = axes.across();
        yScale = axes.up();
    }

    /// What an axis is to show.
    private PlotExtent extent(boolean across) {
        PlotExtent extent = new PlotExtent(across ? data.xAxis() : data.yAxis());
        data.points().forEach(point -> extent.add(across ? point.x() : point.y()));
        return extent;
    }

    private double px(Point point) {
        return xScale.pixel(point.x());
    }

    private double py(Point point) {
        double place = yScale.pixel(point.y());
        return Double.isNaN(place) ? bottom : place;
    }

    private boolean isOff(Point point) {
        return Double.isNaN(yScale.pixel(point.y()));
    }

    /// Name of the point closest to a place, or empty if none is close.
    String at(double placeX, double placeY) {
        String nearest = "";
        double least = REACH * line;
        for (Point point : data.points()) {
            double away = Math.hypot(px(point) - placeX, py(point) - placeY);
            if (away < least) {
                least = away;
                nearest = point.name();
            }
        }
        return nearest;
    }

    void draw(Brush brush) {
        brush.setTextBaseline(VPos.CENTER);
        if (data.points().isEmpty()) {
            axes.text(
                    brush,
                    caption,
                    caption.fit(plot.placeholderProperty().get(), right - x),
                    (x + right) / 2,
                    (top + bottom) / 2,
                    TextAlignment.CENTER);
            return;
        }
        axes.text(
                brush,
                caption,
                caption.fit(data.yAxis().title(), right - x),
                x,
                y + line / 2,
                TextAlignment.LEFT);
        axes.grid(brush);
        foot(brush);
        names(brush);
    }

    private void foot(Brush brush) {
        axes.text(
                brush,
                caption,
                caption.fit(data.xAxis().title(), right - x),
                (left + right) / 2,
                bottom + line * 2,
                TextAlignment.CENTER);
        axes.foot(brush, right);
    }

    /// The points, and their names where they cover neither points nor other names; those meant in any case.
    private void names(Brush brush) {
        double radius = Math.max(3.5, 0.26 * line);
        List<Rectangle2D> taken = new ArrayList<>();
        for (Point point : data.points()) {
            taken.add(around(px(point) - radius, py(point) - radius, 2 * radius, 2 * radius));
        }
        for (Point point : data.points()) {
            dot(brush, point, radius);
        }
        for (Point point : sorted()) {
            boolean meant = isMeant(point);
            String said =
                    point.name().equals(plot.hoveredProperty().get())
                            ? point.name() + "  " + point.printed()
                            : point.name();
            Optional<Rectangle2D> free = free(said, point, radius, taken);
            if (free.isEmpty() && !meant) {
                continue;
            }
            Rectangle2D place = free.orElse(above(said, point, radius));
            taken.add(place);
            if (free.isPresent()) { // no line goes through a name
                brush.setFill(palette.ink(Ink.SURFACE));
                brush.fillRect(
                        place.getMinX() - 1,
                        place.getMinY(),
                        place.getWidth() + 2,
                        place.getHeight());
            }
            brush.setFont(palette.font());
            brush.setFill(palette.ink(meant ? Ink.ACCENT : Ink.TEXT));
            brush.setTextAlign(TextAlignment.LEFT);
            brush.fillText(said, place.getMinX(), place.getMinY() + place.getHeight() / 2);
        }
    }

    /// Those meant first: their names have the first choice.
    private List<Point> sorted() {
        return data.points().stream()
                .sorted(Comparator.comparing((Point point) -> !isMeant(point)))
                .toList();
    }

    private boolean isMeant(Point point) {
        return point.name().equals(plot.selectedProperty().get())
                || point.name().equals(plot.hoveredProperty().get());
    }

    private void dot(Brush brush, Point point, double radius) {
        boolean meant = isMeant(point);
        double size = meant ? radius + 2 : radius;
        double cx = px(point);
        double cy = py(point);
        brush.setFill(palette.ink(isOff(point) ? Ink.SURFACE : meant ? Ink.ACCENT : Ink.BAR));
        brush.fillRoundRect(cx - size, cy - size, 2 * size, 2 * size, 2 * size, 2 * size);
        brush.setStroke(palette.ink(meant ? Ink.ACCENT : isOff(point) ? Ink.BAR : Ink.SURFACE));
        brush.setLineWidth(palette.lineWidth());
        brush.strokeRoundRect(cx - size, cy - size, 2 * size, 2 * size, 2 * size, 2 * size);
    }

    private Rectangle2D above(String said, Point point, double radius) {
        double w = figures.width(said);
        double h = figures.lineHeight();
        double across = Math.clamp(px(point) - w / 2, left, Math.max(left, right - w));
        return around(across, py(point) - radius - 0.35 * line - h, w, h);
    }

    /// Right of the point, or else left, above or below, wherever nothing is.
    private Optional<Rectangle2D> free(
            String said, Point point, double radius, List<Rectangle2D> taken) {
        double w = figures.width(said);
        double h = figures.lineHeight();
        double away = radius + 0.35 * line;
        double cx = px(point);
        double cy = py(point);
        Rectangle2D above = above(said, point, radius);
        return Stream.of(
                        around(cx + away, cy - h / 2, w, h),
                        around(cx - away - w, cy - h / 2, w, h),
                        above,
                        around(above.getMinX(), cy + away, w, h))
                .filter(place ->
                        place.getMinX() >= left
                                && place.getMaxX() <= right + 0.5 * line
                                && place.getMaxY() <= bottom + h / 2)
                .filter(place -> taken.stream().noneMatch(place::intersects))
                .findFirst();
    }

    private static Rectangle2D around(double x, double y, double width, double height) {
        return new Rectangle2D(x, y, Math.max(0, width), height);
    }

    /// The hovered or marked point, or what the plot shows, as a sentence.
    String readOut() {
        if (data.points().isEmpty()) {
            return plot.placeholderProperty().get();
        }
        String hovered = plot.hoveredProperty().get();
        return data.points().stream()
                .filter(point -> hovered.isEmpty() || point.name().equals(hovered))
                .map(point -> point.name() + " " + point.printed())
                .collect(Collectors.joining(", "));
    }
}
