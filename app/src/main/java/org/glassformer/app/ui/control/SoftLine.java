package org.glassformer.app.ui.control;

import java.nio.IntBuffer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// A line through points, painted as pixels: each is as dark as it lies near the line.
///
/// JavaFX's software renderer makes an outline of a line and sorts its crossings with every row, in a method so large that
/// compiling it again and again, 0.3 s each time, took a run 5 % of two cores. A line of a few pixels needs no outline.
/// Ends and bends are round.
final class SoftLine {

    /// No larger image is made.
    private static final int MOST_PIXELS = 1 << 22;

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final double reach;
    private final float[] cover;

    /// @param xs in pixels of the canvas
    /// @param ys as many
    /// @param lineWidth at least 1
    /// @param room beyond which nothing is painted, as the width and the height of the canvas
    private SoftLine(double[] xs, double[] ys, double lineWidth, double[] room) {
        reach = lineWidth / 2 + 0.5;
        double[] x = ends(xs);
        double[] y = ends(ys);
        left = (int) Math.floor(Math.clamp(x[0] - reach, 0, room[0]));
        top = (int) Math.floor(Math.clamp(y[0] - reach, 0, room[1]));
        width = (int) Math.ceil(Math.clamp(x[1] + reach, 0, room[0])) - left;
        height = (int) Math.ceil(Math.clamp(y[1] + reach, 0, room[1])) - top;
        boolean fits = width > 0 && height > 0 && (long) width * height <= MOST_PIXELS;
        cover = new float[fits ? width * height : 0];
    }

    private static double[] ends(double[] values) {
        double[] ends = {Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double value : values) {
            ends[0] = Math.min(ends[0], value);
            ends[1] = Math.max(ends[1], value);
        }
        return ends;
    }

    /// Draws a line.
    ///
    /// @param gc its transformation moves nothing
    /// @param xs in pixels of the canvas
    /// @param ys as many
    /// @param dashes lengths of dashes and gaps, in turn; none for a plain line
    static void draw(GraphicsContext gc, double[] xs, double[] ys, double... dashes) {
        double[] room = {gc.getCanvas().getWidth(), gc.getCanvas().getHeight()};
        SoftLine line = new SoftLine(xs, ys, gc.getLineWidth(), room);
        if (line.cover.length > 0) {
            if (dashes.length == 0) {
                for (int i = 1; i < xs.length; i++) {
                    line.stroke(xs[i - 1], ys[i - 1], xs[i], ys[i]);
                }
            } else {
                line.strokeDashed(xs, ys, dashes);
            }
            gc.drawImage(line.image((Color) gc.getStroke()), line.left, line.top);
        }
    }

    private void strokeDashed(double[] xs, double[] ys, double[] dashes) {
        int dash = 0;
        double rest = dashes[0];
        for (int i = 1; i < xs.length; i++) {
            double dx = xs[i] - xs[i - 1];
            double dy = ys[i] - ys[i - 1];
            double length = Math.hypot(dx, dy);
            double at = 0;
            while (at < length) {
                double to = Math.min(length, at + rest);
                if (dash % 2 == 0) {
                    stroke(
                            xs[i - 1] + dx * at / length,
                            ys[i - 1] + dy * at / length,
                            xs[i - 1] + dx * to / length,
                            ys[i - 1] + dy * to / length);
                }
                rest -= to - at;
                at = to;
                if (rest <= 1e-9) {
                    dash++;
                    rest = Math.max(1e-3, dashes[dash % dashes.length]);
                }
            }
        }
    }

    /// Covers the pixels near one straight piece, as much as that and the pieces before do at most.
    private void stroke(double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double square = dx * dx + dy * dy;
        double share = square == 0 ? 0 : 1 / square;
        double slope = dy == 0 ? 0 : dx / dy;
        double half = dy == 0 ? Double.MAX_VALUE : reach * Math.sqrt(square) / Math.abs(dy);
        double least = Math.min(x0, x1) - reach;
        double most = Math.max(x0, x1) + reach;
        int firstRow = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach) - top);
        int lastRow = Math.min(height - 1, (int) Math.ceil(Math.max(y0, y1) + reach) - top);
        for (int row = firstRow; row <= lastRow; row++) {
            double py = top + row + 0.5 - y0;
            double middle = x0 + py * slope;
            double from = Math.max(least, middle - half);
            double to = Math.min(most, middle + half);
            int last = Math.min(width - 1, (int) Math.ceil(to) - left);
            for (int i = Math.max(0, (int) Math.floor(from) - left); i <= last; i++) {
                double px = left + i + 0.5 - x0;
                double along = Math.clamp((px * dx + py * dy) * share, 0, 1);
                double ax = px - along * dx;
                double ay = py - along * dy;
                float covered = (float) (reach - Math.sqrt(ax * ax + ay * ay));
                int at = row * width + i;
                if (covered > cover[at]) {
                    cover[at] = Math.min(1, covered);
                }
            }
        }
    }

    private WritableImage image(Color color) {
        int[] pixels = new int[cover.length];
        double opacity = color.getOpacity();
        for (int i = 0; i < pixels.length; i++) {
            if (cover[i] > 0) {
                double alpha = 255 * cover[i] * opacity;
                pixels[i] =
                        (int) (alpha + 0.5) << 24
                                | (int) (alpha * color.getRed() + 0.5) << 16
                                | (int) (alpha * color.getGreen() + 0.5) << 8
                                | (int) (alpha * color.getBlue() + 0.5);
            }
        }
        return new WritableImage(
                new PixelBuffer<>(
                        width,
                        height,
                        IntBuffer.wrap(pixels),
                        PixelFormat.getIntArgbPreInstance()));
    }
}
