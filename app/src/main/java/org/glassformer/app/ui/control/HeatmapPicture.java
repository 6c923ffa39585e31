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
            int maskedArgb) {}

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
            data.copyRow(r0, first, shown);
            for (int r = r0 + 1; r < r1; r++) {
                data.copyRow(r, first, next);
                for (int i = 0; i < shown.length; i++) {
                    shown[i] = farther(shown[i], next[i]);
                }
            }
            int width = firstColumn.length - 1;
            for (int x = 0; x < width; x++) {
                int begin = firstColumn[x] - first;
                int end = firstColumn[x + 1] - first;
                float value = shown[begin];
                for (int i = begin + 1; i < end; i++) {
                    value = farther(value, shown[i]);
                }
                argb[at + x] = Float.isNaN(value) ? masked : table[index((value - low) * toIndex)];
            }
        }

        /// The one farther from the start of the scale; a number rather than none.
        private float farther(float a, float b) {
            return Float.isNaN(b) || Math.abs(b - middle) <= Math.abs(a - middle) ? a : b;
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
