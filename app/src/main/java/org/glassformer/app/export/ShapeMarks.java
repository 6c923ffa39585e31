package org.glassformer.app.export;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Arc;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.Line;
import javafx.scene.shape.Path;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.QuadCurve;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Text;
import javafx.scene.transform.Affine;
import javafx.scene.transform.NonInvertibleTransformException;
import javafx.scene.transform.Transform;
import org.glassformer.app.export.Mark.Box;
import org.glassformer.app.export.Mark.Figure;
import org.glassformer.app.export.Mark.Group;
import org.glassformer.app.export.Mark.Lines;
import org.glassformer.app.export.Mark.Outline;
import org.glassformer.app.export.Mark.Oval;
import org.glassformer.app.export.Mark.Pencil;
import org.jspecify.annotations.Nullable;

/// Shapes of a scene as marks.
final class ShapeMarks {

    private ShapeMarks() {}

    /// A shape, moved by an offset.
    static Mark of(Shape shape, double ox, double oy) {
        Pencil pencil = pencil(shape, ox, oy);
        Paint fill = shape instanceof Line ? null : PaintMarks.moved(shape.getFill(), ox, oy);
        if (shape instanceof SVGPath) {
            Figure figure = new Figure(outline(shape, 0, 0), shape.getFill(), pencil(shape, 0, 0));
            return new Group(moved(ox, oy), 1, null, List.of(figure));
        }
        if (isPlain(shape)) {
            return new Figure(outline(shape, ox, oy), fill, pencil);
        }
        return covered(shape, ox, oy);
    }

    /// What a shape covers; it is told in the coordinates of the scene.
    private static Mark covered(Shape shape, double ox, double oy) {
        Affine back = new Affine(shape.getLocalToSceneTransform());
        try {
            back.invert();
        } catch (NonInvertibleTransformException e) {
            return new Group(null, 1, null, List.of());
        }
        back.prependTranslation(ox, oy);
        Paint fill = PaintMarks.moved(shape.getFill(), 0, 0);
        Paint paint = fill == null ? PaintMarks.moved(shape.getStroke(), 0, 0) : fill;
        return new Group(back, 1, null, List.of(new Figure(outline(shape, 0, 0), paint, null)));
    }

    /// The edge of a shape, moved by an offset that a `SVGPath` does not take.
    static Outline outline(Shape shape, double ox, double oy) {
        return switch (shape) {
            case Rectangle r -> box(r, ox, oy);
            case Circle c ->
                    new Oval(
                            c.getCenterX() + ox, c.getCenterY() + oy, c.getRadius(), c.getRadius());
            case Ellipse e ->
                    new Oval(
                            e.getCenterX() + ox,
                            e.getCenterY() + oy,
                            e.getRadiusX(),
                            e.getRadiusY());
            case Line l ->
                    lines(
                            new PathText(ox, oy)
                                    .move(l.getStartX(), l.getStartY())
                                    .line(l.getEndX(), l.getEndY()));
            case Polygon p -> lines(points(p.getPoints(), ox, oy).close());
            case Polyline p -> lines(points(p.getPoints(), ox, oy));
            case SVGPath p -> new Lines(p.getContent(), p.getFillRule() == FillRule.EVEN_ODD);
            case Path p ->
                    new Lines(
                            new PathText(ox, oy).elements(p.getElements()).toString(),
                            p.getFillRule() == FillRule.EVEN_ODD);
            default -> lines(new PathText(ox, oy).elements(area(shape).getElements()));
        };
    }

    /// Whether the outline is the shape's own; of the others only the area is known.
    private static boolean isPlain(Shape shape) {
        return !(shape instanceof Arc
                || shape instanceof CubicCurve
                || shape instanceof QuadCurve
                || shape instanceof Text);
    }

    private static Box box(Rectangle r, double ox, double oy) {
        double in =
                r.getStroke() == null || r.getStrokeType() == StrokeType.CENTERED
                        ? 0
                        : r.getStrokeWidth() / (r.getStrokeType() == StrokeType.INSIDE ? 2 : -2);
        return new Box(
                r.getX() + ox + in,
                r.getY() + oy + in,
                Math.max(0, r.getWidth() - 2 * in),
                Math.max(0, r.getHeight() - 2 * in),
                r.getArcWidth() / 2,
                r.getArcHeight() / 2);
    }

    private static PathText points(List<Double> points, double ox, double oy) {
        PathText text = new PathText(ox, oy);
        for (int i = 0; i + 1 < points.size(); i += 2) {
            if (i == 0) {
                text.move(points.get(i), points.get(i + 1));
            } else {
                text.line(points.get(i), points.get(i + 1));
            }
        }
        return text;
    }

    private static Lines lines(PathText text) {
        return new Lines(text.toString(), false);
    }

    /// What a shape covers, in the coordinates of its scene.
    private static Path area(Shape shape) {
        return (Path) Shape.subtract(shape, new Rectangle());
    }

    /// The letters of a text as outlines, in the text's own coordinates: for signs that only one typeface has.
    static Lines letters(Text text, double ox, double oy) {
        Text alone = new Text(text.getX(), text.getY(), text.getText());
        alone.setFont(text.getFont());
        alone.setTextOrigin(text.getTextOrigin());
        alone.setWrappingWidth(text.getWrappingWidth());
        alone.setTextAlignment(text.getTextAlignment());
        return lines(new PathText(ox, oy).elements(area(alone).getElements()));
    }

    private static @Nullable Pencil pencil(Shape shape, double ox, double oy) {
        Paint stroke = PaintMarks.moved(shape.getStroke(), ox, oy);
        if (stroke == null || shape.getStrokeWidth() <= 0) {
            return null;
        }
        return new Pencil(
                stroke,
                shape.getStrokeWidth(),
                List.copyOf(shape.getStrokeDashArray()),
                shape.getStrokeDashOffset(),
                shape.getStrokeLineCap(),
                shape.getStrokeLineJoin(),
                shape.getStrokeMiterLimit());
    }

    /// A translation, or null for none.
    static @Nullable Affine moved(double ox, double oy) {
        return ox == 0 && oy == 0 ? null : new Affine(Transform.translate(ox, oy));
    }

    /// A rectangle as large as bounds.
    static Box box(Bounds bounds, double ox, double oy) {
        return new Box(
                bounds.getMinX() + ox,
                bounds.getMinY() + oy,
                bounds.getWidth(),
                bounds.getHeight(),
                0,
                0);
    }
}
