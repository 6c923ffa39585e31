package org.glassformer.app.ui.control;

import java.util.Arrays;
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
    /// @param zoom the part of the numbers that fills the picture
    /// @param scale range of the colours
    /// @param map the colours
    /// @param maskedArgb colour of masked cells
    record Request(
            HeatmapData data,
            int width,
            int height,
            HeatmapZoom zoom,
            ColorScale scale,
            ColorMap map,
            int maskedArgb) {

        /// How many pixels are painted.
        long pixels() {
            return (long) width * height;
        }

        /// The same of other numbers.
        Request of(HeatmapData other) {
            return new Request(other, width, height, zoom, scale, map, maskedArgb);
        }
    }

    private final Request request;
    private final int[] argb; // (height, width)
    private final HeatmapData.Range range;

    private HeatmapPicture(Request request, int[] argb, HeatmapData.Range range) {
        this.request = request;
        this.argb = argb;
        this.range = range;
    }

    static HeatmapPicture paint(Request request) {
        HeatmapData data = request.data();
        int width = request.width();
        int height = request.height();
        int[] argb = new int[width * height];
        HeatmapZoom zoom = request.zoom();
        int[] firstColumn = starts(width, zoom.column(), zoom.factor(), data.columns());
        int[] firstRow = starts(height, zoom.row(), zoom.factor(), data.rows());
        Rows rows = new Rows(request, firstColumn);
        for (int y = 0; y < height; y++) {
            if (y > 0 && firstRow[y - 1] == firstRow[y]) {
                System.arraycopy(argb, (y - 1) * width, argb, y * width, width);
            } else {
                int end = Math.max(firstRow[y] + 1, firstRow[y + 1]);
                rows.paint(firstRow[y], end, argb, y * width);
            }
        }
        return new HeatmapPicture(request, argb, data.range());
    }

    /// First cell under each pixel, and the number of cells after the last.
    private static int[] starts(int pixels, double from, double factor, int cells) {
        int[] first = new int[pixels + 1];
        double perPixel = cells / factor / pixels;
        for (int i = 0; i <= pixels; i++) {
            first[i] =
                    factor == 1
                            ? (int) ((long) i * cells / pixels)
                            : Math.min(cells - (i < pixels ? 1 : 0), (int) (from + i * perPixel));
        }
        return first;
    }

    /// Colours of rows of pixels, each of one row of cells or of several. Cells are copied row by row before they are
    /// compared: asking each whether it is masked took eight times as long.
    private static final class Rows {

        private final HeatmapData data;
        private final int[] firstColumn;
        private final int first;
        private final int[] table;
        private final int masked;
        private final double low;
        private final double toIndex;
        private final float middle;
        private final float[] shown; // of the columns in view
        private final float[] next;
        private int pixels;

        Rows(Request request, int[] firstColumn) {
            this.data = request.data();
            this.firstColumn = firstColumn;
            first = firstColumn[0];
            table = request.map().table();
            masked = request.maskedArgb();
            low = request.scale().min();
            toIndex = ColorMap.SIZE / (request.scale().max() - low);
            middle = low < 0 ? 0 : (float) low;
            int last = firstColumn.length - 1;
            int end = Math.max(firstColumn[last - 1] + 1, firstColumn[last]);
            shown = new float[end - first];
            next = new float[end - first];
        }

        void paint(int r0, int r1, int[] argb, int at) {
            int cells = data.copyRow(r0, first, shown);
            for (int r = r0 + 1; r < r1; r++) {
                cells = Math.max(cells, data.copyRow(r, first, next));
                for (int i = 0; i < cells; i++) {
                    shown[i] = farther(shown[i], next[i]);
                }
            }
            int end = pixelsOf(cells);
            for (int x = 0; x < end; x++) {
                int cell = firstColumn[x] - first;
                int beside = firstColumn[x + 1] - first;
                float value = shown[cell];
                while (++cell < beside) {
                    value = farther(value, shown[cell]);
                }
                argb[at + x] = Float.isNaN(value) ? masked : table[index((value - low) * toIndex)];
            }
            Arrays.fill(argb, at + end, at + firstColumn.length - 1, masked);
        }

        /// How many pixels begin in so many cells of a row; hardly more or fewer than in the row before.
        private int pixelsOf(int cells) {
            while (pixels < firstColumn.length - 1 && firstColumn[pixels] - first < cells) {
                pixels++;
            }
            while (pixels > 0 && firstColumn[pixels - 1] - first >= cells) {
                pixels--;
            }
            return pixels;
        }

        /// The one farther from the start of the scale; a number rather than none.
        private float farther(float a, float b) {
            return Float.isNaN(b) || Math.abs(b - middle) <= Math.abs(a - middle) ? a : b;
        }
    }

    private static int index(double i) {
        return Math.clamp((int) i, 0, ColorMap.SIZE - 1);
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

    /// How many columns share a pixel; 1 or less where each has its own.
    double cellsPerPixel() {
        return request.data().columns() / request.zoom().factor() / request.width();
    }

    /// The pixels, row by row, opaque.
    int[] argb() {
        return argb;
    }

    /// The smallest unmasked value; positive infinity when there is none.
    float smallest() {
        return range.smallest();
    }

    /// The largest unmasked value; negative infinity when there is none.
    float largest() {
        return range.largest();
    }
}
