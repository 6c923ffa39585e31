package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Affine;

/// Draws on a canvas.
final class CanvasBrush implements Brush {

    /// So far inside its edge a part is read: rounding would take pixels of the part beside it.
    private static final double INSIDE = 0.02;

    private final GraphicsContext gc;
    private final SoftShapes soft;

    CanvasBrush(GraphicsContext gc) {
        this.gc = gc;
        this.soft = SoftShapes.of(gc);
        gc.setImageSmoothing(false);
    }

    @Override
    public void setFill(Paint paint) {
        gc.setFill(paint);
    }

    @Override
    public void setStroke(Paint paint) {
        gc.setStroke(paint);
    }

    @Override
    public void setLineWidth(double width) {
        gc.setLineWidth(width);
    }

    @Override
    public void setLineDashes(double... dashes) {
        gc.setLineDashes(dashes);
    }

    @Override
    public void setFont(Font font) {
        gc.setFont(font);
    }

    @Override
    public void setTextAlign(TextAlignment align) {
        gc.setTextAlign(align);
    }

    @Override
    public void setTextBaseline(VPos baseline) {
        gc.setTextBaseline(baseline);
    }

    @Override
    public void fillText(String text, double x, double y) {
        gc.fillText(text, x, y);
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        gc.fillRect(x, y, width, height);
    }

    @Override
    public void fillRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        if (!soft.fillRoundRect(x, y, width, height, arcWidth, arcHeight)) {
            gc.fillRoundRect(x, y, width, height, arcWidth, arcHeight);
        }
    }

    @Override
    public void strokeRect(double x, double y, double width, double height) {
        gc.strokeRect(x, y, width, height);
    }

    @Override
    public void strokeRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        gc.strokeRoundRect(x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void strokeLine(double x0, double y0, double x1, double y1) {
        if (!soft.strokeLine(x0, y0, x1, y1)) {
            gc.strokeLine(x0, y0, x1, y1);
        }
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys) {
        if (!soft.strokePolyline(xs, ys)) {
            gc.strokePolyline(xs, ys, xs.length);
        }
    }

    @Override
    public void drawPixels(
            Image image, Part part, double x, double y, double width, double height) {
        gc.drawImage(
                image,
                part.x() + INSIDE,
                part.y() + INSIDE,
                part.width() - 2 * INSIDE,
                part.height() - 2 * INSIDE,
                x,
                y,
                width,
                height);
    }

    @Override
    public void save() {
        gc.save();
    }

    @Override
    public void restore() {
        gc.restore();
    }

    @Override
    public void translate(double x, double y) {
        gc.translate(x, y);
    }

    @Override
    public void rotate(double degrees) {
        gc.rotate(degrees);
    }

    /// Edges go to whole pixels: only then does the renderer cut off; any other clip is a mask of the whole canvas that
    /// each call is blended with, 16 of the 45 ms that a frame of the large map took.
    @Override
    public void clipRect(double x, double y, double width, double height) {
        Affine now = gc.getTransform();
        boolean upright = now.getMxy() == 0 && now.getMyx() == 0;
        gc.beginPath();
        if (upright) {
            double left = Math.rint(now.getMxx() * x + now.getTx());
            double top = Math.rint(now.getMyy() * y + now.getTy());
            double right = Math.rint(now.getMxx() * (x + width) + now.getTx());
            double bottom = Math.rint(now.getMyy() * (y + height) + now.getTy());
            gc.setTransform(1, 0, 0, 1, 0, 0);
            gc.rect(left, top, right - left, bottom - top);
        } else {
            gc.rect(x, y, width, height);
        }
        gc.clip();
        gc.setTransform(now);
    }
}
