package org.glassformer.app.ui.control;

import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;

/// A painted heat map: one pixel a cell, or less where cells are smaller than pixels. Painted off the JavaFX thread.
///
/// A pixel that stands for several cells shows the one farthest from the start of the scale, so that a single bright
/// cell never disappears.
final class HeatmapPicture {

    /// What to paint.
    ///
    /// @param data the numbers
    /// @param width pixels, at most as many as columns
    /// @param height pixels, at most as many as rows
    /// @param scale range of the colours
    /// @param map the colours
    /// @param maskedArgb colour of masked cells
    record Request(
            HeatmapData data,
            int width,
            int height,
            ColorScale scale,
            ColorMap map,
            int maskedArgb) {}

    private final Request request;
    private final int[] argb; // (height, width)
    private final float smallest;
    private final float largest;

    private HeatmapPicture(Request request, int[] argb, float smallest, float largest) {
        this.request = request;
        this.argb = argb;
        this.smallest = smallest;
        this.largest = largest;
    }

    static HeatmapPicture paint(Request request) {
        HeatmapData data = request.data();
        int width = request.width();
        int height = request.height();
        int[] table = request.map().table();
        double low = request.scale().min();
        double toIndex = ColorMap.SIZE / (request.scale().max() - low);
        double middle = low < 0 ? 0 : low;
        boolean oneToOne = width == data.columns() && height == data.rows();
        int[] argb = new int[width * height];
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (int y = 0; y < height; y++) {
            int r0 = (int) ((long) y * data.rows() / height);
            int r1 = oneToOne ? r0 + 1 : (int) ((long) (y + 1) * data.rows() / height);
            for (int x = 0; x < width; x++) {
                int c0 = (int) ((long) x * data.columns() / width);
                int c1 = oneToOne ? c0 + 1 : (int) ((long) (x + 1) * data.columns() / width);
                float shown = Float.NaN;
                for (int r = r0; r < r1; r++) {
                    for (int c = c0; c < c1; c++) {
                        if (!data.isMasked(r, c)) {
                            float v = data.value(r, c);
                            smallest = Math.min(smallest, v);
                            largest = Math.max(largest, v);
                            if (!(Math.abs(v - middle) <= Math.abs(shown - middle))) {
                                shown = v;
                            }
                        }
                    }
                }
                argb[y * width + x] =
                        Float.isNaN(shown)
                                ? request.maskedArgb()
                                : table[index((shown - low) * toIndex)];
            }
        }
        return new HeatmapPicture(request, argb, smallest, largest);
    }

    private static int index(double i) {
        return (int) Math.min(ColorMap.SIZE - 1, Math.max(0, i));
    }

    Request request() {
        return request;
    }

    int width() {
        return request.width();
    }

    int height() {
        return request.height();
    }

    /// The pixels, row by row, opaque.
    int[] argb() {
        return argb;
    }

    /// The smallest unmasked value; positive infinity when there is none.
    float smallest() {
        return smallest;
    }

    /// The largest unmasked value; negative infinity when there is none.
    float largest() {
        return largest;
    }
}
