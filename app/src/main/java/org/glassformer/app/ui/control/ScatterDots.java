package org.glassformer.app.ui.control;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.glassformer.app.ui.color.ColorMap;

/// All points of a [ScatterPlot] as pixels: the more points lie over each other, the stronger the colour.
final class ScatterDots {

    private static final double FAINTEST = 0.36;
    private static final double STRONGEST = 0.9;
    private static final double HALF = 4;

    private final int width;
    private final int height;
    private final int[] counts; // (height, width)
    private int inSight;

    /// Counts the points over each pixel.
    ///
    /// @param side of a point's dot, in pixels
    ScatterDots(ScatterData data, ScatterView view, int width, int height, int side) {
        this.width = width;
        this.height = height;
        counts = new int[width * height];
        double left = width / 2.0 - view.x() * view.scale();
        double top = height / 2.0 + view.y() * view.scale();
        int before = side / 2;
        for (int i = 0; i < data.size(); i++) {
            int x = (int) Math.floor(left + data.x(i) * view.scale()) - before;
            int y = (int) Math.floor(top - data.y(i) * view.scale()) - before;
            if (x + side > 0 && x < width && y + side > 0 && y < height) {
                inSight++;
                dot(x, y, side);
            }
        }
    }

    private void dot(int x, int y, int side) {
        for (int dy = 0; dy < side; dy++) {
            for (int dx = 0; dx < side; dx++) {
                boolean corner = (dx == 0 || dx == side - 1) && (dy == 0 || dy == side - 1);
                boolean inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
                if (inside && !(corner && side > 2)) {
                    counts[(y + dy) * width + x + dx]++;
                }
            }
        }
    }

    /// How many points are in sight.
    int inSight() {
        return inSight;
    }

    /// Whether a rectangle has at most so many pixels with points.
    boolean isFree(double x, double y, double wide, double high, int most) {
        int right = (int) Math.min(width, x + wide);
        int bottom = (int) Math.min(height, y + high);
        int found = 0;
        for (int row = (int) Math.max(0, y); row < bottom; row++) {
            for (int column = (int) Math.max(0, x); column < right; column++) {
                if (counts[row * width + column] > 0 && ++found > most) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The picture, transparent where there is no point.
    WritableImage image(ColorMap map) {
        int[] table = map.table();
        int[] argb = new int[counts.length];
        for (int i = 0; i < argb.length; i++) {
            if (counts[i] > 0) {
                double strength = 1 - Math.pow(0.5, (counts[i] - 1) / HALF);
                double at = FAINTEST + (STRONGEST - FAINTEST) * strength;
                argb[i] = table[(int) (at * (ColorMap.SIZE - 1))];
            }
        }
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter()
                .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return image;
    }
}
