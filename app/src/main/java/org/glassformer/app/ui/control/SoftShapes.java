package org.glassformer.app.ui.control;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.transform.Affine;

/// Shapes for a canvas that is rendered without a graphics card, made of what is cheap there: upright rectangles and
/// pixels. On others they are drawn as they are.
///
/// Each call says whether it has drawn the shape: it does where a pixel of the canvas is one of the screen.
final class SoftShapes {

    /// How often in a row of pixels the curve of a corner is looked at.
    private static final int SAMPLES = 4;

    private final GraphicsContext gc;
    private final boolean on;

    /// @param on whether shapes are made of others
    SoftShapes(GraphicsContext gc, boolean on) {
        this.gc = gc;
        this.on = on;
    }

    /// For the machine at hand.
    static SoftShapes of(GraphicsContext gc) {
        boolean card = Platform.isSupported(ConditionalFeature.SCENE3D);
        return new SoftShapes(gc, !card && !isScaled(gc.getCanvas()));
    }

    private static boolean isScaled(Canvas canvas) {
        return canvas.getScene() != null
                && canvas.getScene().getWindow() != null
                && canvas.getScene().getWindow().getRenderScaleX() != 1;
    }

    /// Whether the transformation at hand does nothing but move.
    private boolean moves(Affine now) {
        return on
                && now.getMxx() == 1
                && now.getMyy() == 1
                && now.getMxy() == 0
                && now.getMyx() == 0;
    }

    private boolean isDashed() {
        double[] dashes = gc.getLineDashes();
        return dashes != null && dashes.length > 0;
    }

    /// A plain upright or level line is a rectangle, a little longer than the line as square ends are.
    boolean strokeLine(double x0, double y0, double x1, double y1) {
        if (isDashed() || (x0 != x1 && y0 != y1)) {
            return strokePolyline(new double[] {x0, x1}, new double[] {y0, y1});
        }
        if (!on) {
            return false;
        }
        double width = gc.getLineWidth();
        Paint fill = gc.getFill();
        gc.setFill(gc.getStroke());
        gc.fillRect(
                Math.min(x0, x1) - width / 2,
                Math.min(y0, y1) - width / 2,
                Math.abs(x1 - x0) + width,
                Math.abs(y1 - y0) + width);
        gc.setFill(fill);
        return true;
    }

    boolean strokePolyline(double[] xs, double[] ys) {
        Affine now = gc.getTransform();
        if (!moves(now) || gc.getLineWidth() < 1 || !(gc.getStroke() instanceof Color)) {
            return false;
        }
        double[] dashes = gc.getLineDashes();
        gc.setTransform(1, 0, 0, 1, 0, 0);
        SoftLine.draw(
                gc,
                moved(xs, now.getTx()),
                moved(ys, now.getTy()),
                dashes == null ? new double[0] : dashes);
        gc.setTransform(now);
        return true;
    }

    private static double[] moved(double[] values, double by) {
        double[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by;
        }
        return moved;
    }

    /// A rectangle for each row of pixels at the corners, and one for the rest. Circles stay what they are: they are few,
    /// and one sees their edge all around.
    boolean fillRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        Affine now = gc.getTransform();
        double rx = Math.min(Math.abs(arcWidth), width) / 2;
        double ry = Math.min(Math.abs(arcHeight), height) / 2;
        boolean circle = width <= 2 * rx && height <= 2 * ry;
        if (!moves(now) || circle || !(gc.getFill() instanceof Color) || !(rx > 0 && ry > 0)) {
            return false;
        }
        double left = x + now.getTx();
        double top = y + now.getTy();
        double bottom = top + height;
        gc.setTransform(1, 0, 0, 1, 0, 0);
        double from = top;
        while (from < bottom) {
            double plain = from >= top + ry ? Math.floor(bottom - ry) : 0;
            double to = plain > from ? plain : Math.min(Math.floor(from) + 1, bottom);
            double inset = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double at = from + (i + 0.5) / SAMPLES * (to - from);
                double up = Math.max(0, 1 - Math.min(at - top, bottom - at) / ry);
                inset += rx * (1 - Math.sqrt(1 - up * up)) / SAMPLES;
            }
            gc.fillRect(left + inset, from, width - 2 * inset, to - from);
            from = to;
        }
        gc.setTransform(now);
        return true;
    }
}
