package org.glassformer.app.export;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Affine;
import org.glassformer.app.export.Mark.Box;
import org.glassformer.app.export.Mark.Figure;
import org.glassformer.app.export.Mark.Group;
import org.glassformer.app.export.Mark.Lines;
import org.glassformer.app.export.Mark.Outline;
import org.glassformer.app.export.Mark.Pencil;
import org.jspecify.annotations.Nullable;

/// Backgrounds and borders as marks.
final class RegionMarks {

    private final Region region;
    private final double ox;
    private final double oy;
    private final List<Mark> marks = new ArrayList<>();

    private RegionMarks(Region region, double ox, double oy) {
        this.region = region;
        this.ox = ox;
        this.oy = oy;
    }

    /// The background, then the border of a region, moved by an offset.
    static List<Mark> of(Region region, double ox, double oy) {
        RegionMarks made = new RegionMarks(region, ox, oy);
        Background background = region.getBackground();
        if (background != null) {
            background.getFills().forEach(made::fill);
        }
        Border border = region.getBorder();
        if (border != null && region.getShape() == null) {
            border.getStrokes().forEach(made::stroke);
        }
        return made.marks;
    }

    private void fill(BackgroundFill fill) {
        Paint paint = PaintMarks.moved(fill.getFill(), ox, oy);
        Insets in = fill.getInsets();
        double width = region.getWidth() - in.getLeft() - in.getRight();
        double height = region.getHeight() - in.getTop() - in.getBottom();
        if (paint == null || width <= 0 || height <= 0) {
            return;
        }
        Shape shape = region.getShape();
        if (shape != null) {
            shaped(shape, fill.getFill(), in, width, height);
        } else {
            Outline edge =
                    rounded(fill.getRadii(), in.getLeft() + ox, in.getTop() + oy, width, height, 0);
            marks.add(new Figure(edge, paint, null));
        }
    }

    private void shaped(Shape shape, Paint paint, Insets in, double width, double height) {
        Bounds own = shape.getLayoutBounds();
        Affine place = new Affine();
        double sx = region.isScaleShape() && own.getWidth() > 0 ? width / own.getWidth() : 1;
        double sy = region.isScaleShape() && own.getHeight() > 0 ? height / own.getHeight() : 1;
        boolean centered = region.isScaleShape() || region.isCenterShape();
        double left = centered ? in.getLeft() + (width - own.getWidth() * sx) / 2 : own.getMinX();
        double top = centered ? in.getTop() + (height - own.getHeight() * sy) / 2 : own.getMinY();
        place.appendTranslation(ox + left, oy + top);
        place.appendScale(sx, sy);
        place.appendTranslation(-own.getMinX(), -own.getMinY());
        Figure figure = new Figure(ShapeMarks.outline(shape, 0, 0), paint, null);
        marks.add(new Group(place, 1, null, List.of(figure)));
    }

    private void stroke(BorderStroke stroke) {
        BorderWidths widths = stroke.getWidths();
        Insets in = stroke.getInsets();
        double x = in.getLeft() + ox;
        double y = in.getTop() + oy;
        double width = region.getWidth() - in.getLeft() - in.getRight();
        double height = region.getHeight() - in.getTop() - in.getBottom();
        if (width <= 0 || height <= 0) {
            return;
        }
        if (stroke.isStrokeUniform() && isUniform(widths)) {
            double line = widths.getTop();
            Pencil pencil = pencil(stroke.getTopStroke(), stroke.getTopStyle(), line);
            if (pencil != null) {
                double half = line / 2;
                Outline edge =
                        rounded(
                                stroke.getRadii(),
                                x + half,
                                y + half,
                                width - line,
                                height - line,
                                half);
                marks.add(new Figure(edge, null, pencil));
            }
            return;
        }
        double right = x + width;
        double bottom = y + height;
        double t = widths.getTop();
        double r = widths.getRight();
        double b = widths.getBottom();
        double l = widths.getLeft();
        side(stroke.getTopStroke(), stroke.getTopStyle(), t, x, y + t / 2, right, y + t / 2);
        side(
                stroke.getRightStroke(),
                stroke.getRightStyle(),
                r,
                right - r / 2,
                y,
                right - r / 2,
                bottom);
        side(
                stroke.getBottomStroke(),
                stroke.getBottomStyle(),
                b,
                x,
                bottom - b / 2,
                right,
                bottom - b / 2);
        side(stroke.getLeftStroke(), stroke.getLeftStyle(), l, x + l / 2, y, x + l / 2, bottom);
    }

    private void side(
            Paint paint,
            BorderStrokeStyle style,
            double line,
            double x0,
            double y0,
            double x1,
            double y1) {
        Pencil pencil = pencil(paint, style, line);
        if (pencil != null) {
            PathText path = new PathText(0, 0).move(x0, y0).line(x1, y1);
            marks.add(new Figure(new Lines(path.toString(), false), null, pencil));
        }
    }

    private static boolean isUniform(BorderWidths widths) {
        return widths.getTop() == widths.getRight()
                && widths.getTop() == widths.getBottom()
                && widths.getTop() == widths.getLeft();
    }

    private @Nullable Pencil pencil(Paint stroke, BorderStrokeStyle style, double line) {
        Paint paint = PaintMarks.moved(stroke, ox, oy);
        if (paint == null || line <= 0 || BorderStrokeStyle.NONE.equals(style)) {
            return null;
        }
        if (BorderStrokeStyle.DOTTED.equals(style)) {
            List<Double> dots = List.of(0.0, 2 * line);
            return new Pencil(paint, line, dots, 0, StrokeLineCap.ROUND, StrokeLineJoin.MITER, 10);
        }
        List<Double> dashes =
                BorderStrokeStyle.DASHED.equals(style)
                        ? List.of(2 * line, 1.4 * line)
                        : style.getDashArray();
        return new Pencil(
                paint,
                line,
                dashes,
                style.getDashOffset(),
                style.getLineCap(),
                style.getLineJoin(),
                style.getMiterLimit());
    }

    /// A rectangle with the corners of the region, as the region draws them: where they do not fit, all shrink alike.
    private static Outline rounded(
            CornerRadii radii, double x, double y, double width, double height, double inside) {
        Corners c = Corners.of(radii, width + 2 * inside, height + 2 * inside).shrunk(inside);
        if (c.isUniform()) {
            return new Box(x, y, width, height, c.tlh(), c.tlv());
        }
        double right = x + width;
        double bottom = y + height;
        PathText path =
                new PathText(0, 0)
                        .move(x + c.tlh(), y)
                        .line(right - c.trh(), y)
                        .arc(c.trh(), c.trv(), 0, false, true, right, y + c.trv())
                        .line(right, bottom - c.brv())
                        .arc(c.brh(), c.brv(), 0, false, true, right - c.brh(), bottom)
                        .line(x + c.blh(), bottom)
                        .arc(c.blh(), c.blv(), 0, false, true, x, bottom - c.blv())
                        .line(x, y + c.tlv())
                        .arc(c.tlh(), c.tlv(), 0, false, true, x + c.tlh(), y)
                        .close();
        return new Lines(path.toString(), false);
    }
}
