package org.glassformer.app.export;

import java.util.List;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.transform.Affine;
import org.jspecify.annotations.Nullable;

/// One piece of a drawing, as it was on screen; no part of the scene any more, so that any thread can write it.
sealed interface Mark {

    /// Pieces that share a place, an opacity or a clip.
    ///
    /// @param place to the coordinates outside, null for the same
    /// @param opacity 0 to 1
    /// @param clip what can be seen, in the coordinates inside; null for everything
    record Group(@Nullable Affine place, double opacity, @Nullable Clip clip, List<Mark> marks)
            implements Mark {

        public Group {
            marks = List.copyOf(marks);
        }
    }

    /// A filled or stroked outline.
    record Figure(Outline outline, @Nullable Paint fill, @Nullable Pencil pencil) implements Mark {}

    /// One line of text.
    ///
    /// @param x left end
    /// @param baseline line on which the letters stand
    /// @param width from the left to the right end
    record Words(
            String text,
            double x,
            double baseline,
            double width,
            Font font,
            Paint fill,
            boolean struck,
            boolean underlined)
            implements Mark {}

    /// Pixels.
    ///
    /// @param smooth whether they flow into each other where they are enlarged
    record Picture(Pixels pixels, double x, double y, double width, double height, boolean smooth)
            implements Mark {}

    /// The edge of a figure.
    sealed interface Outline {}

    /// A rectangle with equally rounded corners.
    record Box(double x, double y, double width, double height, double rx, double ry)
            implements Outline {}

    /// A circle or ellipse.
    record Oval(double cx, double cy, double rx, double ry) implements Outline {}

    /// Lines and curves in the syntax of SVG.
    record Lines(String d, boolean evenOdd) implements Outline {}

    /// A clip and where it stands.
    record Clip(Outline outline, @Nullable Affine place) {}

    /// How an outline is stroked.
    ///
    /// @param dashes lengths of lines and gaps; empty for a line without gaps
    record Pencil(
            Paint paint,
            double width,
            List<Double> dashes,
            double dashOffset,
            StrokeLineCap cap,
            StrokeLineJoin join,
            double miterLimit) {

        /// A plain line.
        static Pencil of(Paint paint, double width) {
            return new Pencil(
                    paint, width, List.of(), 0, StrokeLineCap.BUTT, StrokeLineJoin.MITER, 10);
        }
    }
}
