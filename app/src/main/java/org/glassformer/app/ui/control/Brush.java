package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// What controls draw with: the calls of a `GraphicsContext` that they need, so that the same lines of code fill a canvas
/// on screen and a drawing in a file. Everything in pixels.
public interface Brush {

    /// Sets what areas and texts are filled with.
    void setFill(Paint paint);

    /// Sets what lines are drawn with.
    void setStroke(Paint paint);

    /// Sets the width of lines.
    void setLineWidth(double width);

    /// Sets lengths of dashes and gaps; none for a plain line.
    void setLineDashes(double... dashes);

    /// Sets the typeface.
    void setFont(Font font);

    /// Sets which end of a text stands at its place.
    void setTextAlign(TextAlignment align);

    /// Sets which height of a text stands at its place.
    void setTextBaseline(VPos baseline);

    /// Writes one line of text.
    void fillText(String text, double x, double y);

    /// Fills a rectangle.
    void fillRect(double x, double y, double width, double height);

    /// Fills a rectangle with round corners.
    ///
    /// @param arcWidth twice the radius along
    /// @param arcHeight twice the radius across
    void fillRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight);

    /// Draws the edge of a rectangle.
    void strokeRect(double x, double y, double width, double height);

    /// Draws the edge of a rectangle with round corners.
    ///
    /// @param arcWidth twice the radius along
    /// @param arcHeight twice the radius across
    void strokeRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight);

    /// Draws a line.
    void strokeLine(double x0, double y0, double x1, double y1);

    /// Draws a line through points, its dashes not begun anew at each.
    ///
    /// @param xs places along
    /// @param ys places down, as many
    void strokePolyline(double[] xs, double[] ys);

    /// Draws a part of an image, its pixels unsmoothed.
    ///
    /// @param part where it is in the image, in whole pixels
    /// @param x left edge of its place
    /// @param y top edge of its place
    /// @param width of its place
    /// @param height of its place
    void drawPixels(Image image, Part part, double x, double y, double width, double height);

    /// Remembers place, clip, colours and typeface.
    void save();

    /// Brings back what was remembered last.
    void restore();

    /// Moves everything drawn later.
    void translate(double x, double y);

    /// Turns everything drawn later, clockwise.
    ///
    /// @param degrees how far
    void rotate(double degrees);

    /// Leaves out what is drawn later outside a rectangle.
    void clipRect(double x, double y, double width, double height);

    /// A rectangle of an image, in pixels.
    ///
    /// @param x left edge
    /// @param y top edge
    /// @param width columns
    /// @param height rows
    record Part(int x, int y, int width, int height) {}
}
