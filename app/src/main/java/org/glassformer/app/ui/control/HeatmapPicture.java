package org.glassformer.app.ui.control;

import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;

/// A heat map painted at the size it is shown, off the JavaFX thread.
///
/// The image is never scaled: the software renderer smooths what it scales, whatever it is told. A pixel that stands
/// for several cells shows the one farthest from the start of the scale, so that a single bright cell never disappears.
final class HeatmapPicture {

    /// What to paint.
    ///
    /// @param data the numbers
    /// @param width in pixels
    /// @param height in pixels
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
        int[] argb = new int[width * height];
        Painter painter = new Painter(request);
        int[] firstColumn = starts(width, data.columns());
        int[] firstRow = starts(height, data.rows());
        for (int y = 0; y < height; y++) {
            int r0 = firstRow[y];
            int r1 = Math.max(r0 + 1, firstRow[y + 1]);
            if (y > 0 && firstRow[y - 1] == r0) {
                System.arraycopy(argb, (y - 1) * width, argb, y * width, width);
                continue;
            }
            for (int x = 0; x < width; x++) {
                int c0 = firstColumn[x];
                argb[y * width + x] =
                        x > 0 && firstColumn[x - 1] == c0
                                ? argb[y * width + x - 1]
                                : painter.color(r0, r1, c0, Math.max(c0 + 1, firstColumn[x + 1]));
            }
        }
        return new HeatmapPicture(request, argb, painter.smallest, painter.largest);
    }

    /// First cell under each pixel, and the number of cells after the last.
    private static int[] starts(int pixels, int cells) {
        int[] first = new int[pixels + 1];
        for (int i = 0; i <= pixels; i++) {
            first[i] = (int) ((long) i * cells / pixels);
        }
        return first;
    }

    /// Colours of groups of cells; each cell is looked at once.
    private static final class Painter {

        private final HeatmapData data;
        private final int[] table;
        private final int masked;
        private final double low;
        private final double toIndex;
        private final double middle;
        private float smallest = Float.POSITIVE_INFINITY;
        private float largest = Float.NEGATIVE_INFINITY;

        Painter(Request request) {
            data = request.data();
            table = request.map().table();
            masked = request.maskedArgb();
            low = request.scale().min();
            toIndex = ColorMap.SIZE / (request.scale().max() - low);
            middle = low < 0 ? 0 : low;
        }

        int color(int r0, int r1, int c0, int c1) {
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
            return Float.isNaN(shown) ? masked : table[index((shown - low) * toIndex)];
        }
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
