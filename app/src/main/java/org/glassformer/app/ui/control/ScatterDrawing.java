package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.image.WritableImage;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Draws a [ScatterPlot]: axes, points, marks and as many names as do not cover each other.
final class ScatterDrawing {

    private static final double REACH = 14;
    private static final int MOST_NAMES = 160;
    private static final int MOST_TRIED = 20_000;
    private static final int MOST_COVERED = 10;

    private final ScatterPlot plot;
    private final ScatterData data;
    private final ScatterMarks marks;
    private final CanvasPalette palette;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final double line;
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final ScatterView view;
    private final ScatterDots dots;
    private final WritableImage image;
    private final ScatterLegend legend;

    ScatterDrawing(
            ScatterPlot plot, CanvasPalette palette, double x, double y, double wide, double high) {
        this.plot = plot;
        this.palette = palette;
        data = plot.dataProperty().get();
        marks = plot.marksProperty().get();
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        line = caption.lineHeight();
        left = Math.rint(x + line * 1.35);
        width = Math.max(8, Math.floor(x + wide - left - 1));
        legend = new ScatterLegend(marks, palette, width);
        top = Math.rint(y + line * (0.3 + legend.rows()));
        height = Math.max(8, Math.floor(y + high - top - line * 1.35));
        view = plot.viewProperty().get().on(data, width, height);
        int side = side();
        dots = new ScatterDots(data, view, (int) width, (int) height, side);
        image = dots.image(palette.colorMap());
    }

    /// A dot grows as one goes nearer, and is small where there are many.
    private int side() {
        double nearer = Math.log(Math.max(1, view.scale() / least())) / Math.log(2);
        double smallest = data.size() > 20_000 ? 1.4 : data.size() > 2_000 ? 2.2 : 4;
        return (int) Math.clamp(smallest + nearer * 0.7 + palette.lineWidth() - 1, 1, 7);
    }

    ScatterView view() {
        return view;
    }

    /// The scale of all points in sight.
    double least() {
        return ScatterView.whole(data, width, height);
    }

    /// The scale at which a part of the plane fits well.
    double fitting(double wide, double high) {
        return 0.6 * Math.min(width / Math.max(1e-9, wide), height / Math.max(1e-9, high));
    }

    double fromMiddleX(double x) {
        return x - left - width / 2;
    }

    double fromMiddleY(double y) {
        return top + height / 2 - y;
    }

    private double pixelX(int point) {
        return left + width / 2 + (data.x(point) - view.x()) * view.scale();
    }

    private double pixelY(int point) {
        return top + height / 2 - (data.y(point) - view.y()) * view.scale();
    }

    private boolean inSight(int point) {
        double x = pixelX(point);
        double y = pixelY(point);
        return x >= left && x <= left + width && y >= top && y <= top + height;
    }

    /// The point nearest to a place and not far from it, marked ones first; or [ScatterPlot#NONE].
    int nearest(double x, double y) {
        int nearest = ScatterPlot.NONE;
        double least = REACH * REACH;
        for (int point : marked()) {
            double distance = distance(point, x, y);
            if (distance < least / 4) {
                nearest = point;
                least = distance;
            }
        }
        if (nearest != ScatterPlot.NONE) {
            return nearest;
        }
        for (int point = 0; point < data.size(); point++) {
            double distance = distance(point, x, y);
            if (distance < least) {
                nearest = point;
                least = distance;
            }
        }
        return nearest;
    }

    private double distance(int point, double x, double y) {
        double dx = pixelX(point) - x;
        double dy = pixelY(point) - y;
        return dx * dx + dy * dy;
    }

    private List<Integer> marked() {
        List<Integer> all = new ArrayList<>();
        if (marks.chosen() >= 0) {
            all.add(marks.chosen());
        }
        all.addAll(marks.found());
        all.addAll(marks.own());
        all.addAll(marks.near());
        return all.stream().filter(point -> point < data.size()).toList();
    }

    void points(Brush brush) {
        brush.setTextBaseline(VPos.CENTER);
        if (data.size() == 0) {
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.CENTER);
            brush.fillText(plot.placeholderProperty().get(), left + width / 2, top + height / 2);
            return;
        }
        axes(brush);
        brush.save();
        brush.clipRect(left, top, width, height);
        Brush.Part part = new Brush.Part(0, 0, (int) width, (int) height);
        brush.drawPixels(image, part, left, top, (int) width, (int) height);
        List<Name> names = names();
        brush.setFill(palette.ink(Ink.DIM));
        names.stream().filter(Name::marked).forEach(name -> wash(brush, name.place()));
        marks(brush);
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        for (Name name : names) {
            brush.setFill(palette.ink(name.marked() ? Ink.TEXT : Ink.MUTED));
            brush.fillText(
                    data.name(name.point()), name.place().getMinX(), name.place().getCenterY());
        }
        brush.restore();
        legend.draw(
                brush, left, top, Messages.text("scatter.inSight", dots.inSight(), data.size()));
    }

    private void axes(Brush brush) {
        brush.setStroke(palette.ink(Ink.PLOT_GRID));
        brush.setLineWidth(1);
        double zeroX = Math.rint(left + width / 2 - view.x() * view.scale()) + 0.5;
        double zeroY = Math.rint(top + height / 2 + view.y() * view.scale()) + 0.5;
        if (zeroX > left && zeroX < left + width) {
            brush.strokeLine(zeroX, top, zeroX, top + height);
        }
        if (zeroY > top && zeroY < top + height) {
            brush.strokeLine(left, zeroY, left + width, zeroY);
        }
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.fillText(
                caption.fit(data.xTitle(), width), left + width / 2, top + height + line * 0.75);
        brush.save();
        brush.translate(left - line * 0.75, top + height / 2);
        brush.rotate(-90);
        brush.fillText(caption.fit(data.yTitle(), height), 0, 0);
        brush.restore();
    }

    private void marks(Brush brush) {
        double size = ScatterMark.size(palette);
        for (int i = marks.near().size() - 1; i >= 0; i--) {
            shape(brush, ScatterMark.NEAR, marks.near().get(i), size);
        }
        for (int point : marks.own()) {
            shape(brush, ScatterMark.OWN, point, size);
        }
        for (int i = marks.found().size() - 1; i >= 0; i--) {
            shape(brush, ScatterMark.FOUND, marks.found().get(i), size);
        }
        if (marks.chosen() >= 0) {
            shape(brush, ScatterMark.CHOSEN, marks.chosen(), size);
        }
    }

    private void shape(Brush brush, ScatterMark shape, int point, double size) {
        if (point < data.size() && inSight(point)) {
            shape.draw(brush, palette, pixelX(point), pixelY(point), size);
        }
    }

    /// A point's name where there is room for it.
    private record Name(int point, Bounds place, boolean marked) {}

    /// As many names as do not cover each other: first those of marked points, then others where few points are covered.
    private List<Name> names() {
        List<Name> names = new ArrayList<>();
        List<Bounds> taken = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        for (int point : marked()) {
            if (named.size() < MOST_NAMES && inSight(point) && !named.contains(point)) {
                Bounds place = place(point, taken, Integer.MAX_VALUE);
                if (place != null) {
                    taken.add(place);
                    named.add(point);
                    names.add(new Name(point, place, true));
                }
            }
        }
        int tried = 0;
        for (int point = 0; point < data.size() && named.size() < MOST_NAMES; point++) {
            if (!inSight(point) || named.contains(point)) {
                continue;
            }
            if (++tried > MOST_TRIED) {
                return names;
            }
            Bounds place = place(point, taken, MOST_COVERED);
            if (place != null) {
                taken.add(place);
                named.add(point);
                names.add(new Name(point, place, false));
            }
        }
        return names;
    }

    /// A place for a point's name beside it, to the right or to the left, that covers no other; null for none.
    private @Nullable Bounds place(int point, List<Bounds> taken, int mostCovered) {
        double wide = ruler.width(data.name(point));
        double high = ruler.lineHeight() * 0.9;
        double x = pixelX(point);
        double y = pixelY(point) - high / 2;
        for (double at : new double[] {x + 7, x - 7 - wide}) {
            Bounds place = new BoundingBox(at, y, wide, high);
            boolean fits =
                    at >= left && at + wide <= left + width && y >= top && y + high <= top + height;
            if (fits
                    && taken.stream().noneMatch(place::intersects)
                    && (mostCovered == Integer.MAX_VALUE
                            || dots.isFree(at - left, y - top, wide, high, mostCovered))) {
                return place;
            }
        }
        return null;
    }

    private static void wash(Brush brush, Bounds place) {
        brush.fillRoundRect(
                place.getMinX() - 2,
                place.getMinY(),
                place.getWidth() + 4,
                place.getHeight(),
                5,
                5);
    }

    void overlay(Brush brush) {
        int point = plot.hoveredProperty().get();
        if (point < 0 || point >= data.size() || !inSight(point)) {
            return;
        }
        double x = pixelX(point);
        double y = pixelY(point);
        double size = 11 + 2 * palette.lineWidth();
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth() + 1);
        brush.strokeRoundRect(x - size / 2, y - size / 2, size, size, size, size);
        String name = data.name(point);
        double wide = ruler.width(name) + 10;
        double high = ruler.lineHeight() + 4;
        double at = x + size / 2 + 4;
        double boxX = at + wide <= left + width ? at : x - size / 2 - 4 - wide;
        brush.setFill(palette.ink(Ink.SURFACE));
        brush.fillRoundRect(boxX, y - high / 2, wide, high, 6, 6);
        brush.setLineWidth(1);
        brush.strokeRoundRect(boxX, y - high / 2, wide, high, 6, 6);
        brush.setFont(palette.font());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(name, boxX + 5, y);
    }

    String readOut() {
        int point = plot.hoveredProperty().get();
        int told = point >= 0 ? point : marks.chosen();
        return told >= 0 && told < data.size()
                ? Messages.text("scatter.accessible", data.name(told), data.x(told), data.y(told))
                : plot.placeholderProperty().get();
    }
}
