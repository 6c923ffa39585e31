package org.glassformer.app.ui.control;

/// Which part of the plane a [ScatterPlot] shows: a place in its middle, and how many pixels are one unit. Immutable.
///
/// @param x in the middle
/// @param y in the middle
/// @param scale pixels of one unit, along and upwards alike; 0 for all points in sight
record ScatterView(double x, double y, double scale) {

    static final ScatterView WHOLE = new ScatterView(0, 0, 0);

    private static final double AIR = 0.06;
    private static final double DEEPEST = 400;

    /// All points in sight.
    static double whole(ScatterData data, double width, double height) {
        double wide = Math.max(1e-9, data.highX() - data.lowX());
        double high = Math.max(1e-9, data.highY() - data.lowY());
        return Math.min(width / wide, height / high) * (1 - 2 * AIR);
    }

    /// The same with the middle and the scale that it has on a canvas.
    ScatterView on(ScatterData data, double width, double height) {
        return scale > 0
                ? this
                : new ScatterView(
                        (data.lowX() + data.highX()) / 2,
                        (data.lowY() + data.highY()) / 2,
                        whole(data, width, height));
    }

    /// Nearer or farther, a place staying where it is.
    ///
    /// @param factor above 1 for nearer
    /// @param dx pixels of the place to the right of the middle
    /// @param dy pixels of the place above the middle
    /// @param least the scale of all points in sight
    ScatterView zoom(double factor, double dx, double dy, double least) {
        double wanted = Math.clamp(scale * factor, least, least * DEEPEST);
        if (wanted <= least) {
            return WHOLE;
        }
        return new ScatterView(x + dx / scale - dx / wanted, y + dy / scale - dy / wanted, wanted);
    }

    /// Moved by pixels, the points to the right and upwards.
    ScatterView pan(double dx, double dy) {
        return new ScatterView(x - dx / scale, y - dy / scale, scale);
    }
}
