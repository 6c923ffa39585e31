package org.glassformer.app.ui.control;

/// How a marked point of a [ScatterPlot] looks.
enum ScatterMark {
    /// The one looked at: a ring around a dot.
    CHOSEN,
    /// Searched for and found: a square.
    FOUND,
    /// Marked as long as the plot is shown: a disc.
    OWN,
    /// Near the one looked at: a ring.
    NEAR;

    /// How large the marks are in a palette.
    static double size(CanvasPalette palette) {
        return 5 + 2 * palette.lineWidth();
    }

    /// Draws it around a place.
    void draw(Brush brush, CanvasPalette palette, double x, double y, double size) {
        double half = size / 2;
        brush.setLineWidth(palette.lineWidth() + 0.8);
        switch (this) {
            case NEAR -> {
                brush.setStroke(palette.ink(Ink.SERIES_4));
                brush.strokeRoundRect(x - half, y - half, size, size, size, size);
            }
            case OWN -> {
                brush.setFill(palette.ink(Ink.SERIES_2));
                brush.fillRoundRect(x - half, y - half, size, size, size, size);
            }
            case FOUND -> {
                brush.setFill(palette.ink(Ink.SERIES_3));
                brush.fillRect(x - half, y - half, size, size);
            }
            case CHOSEN -> {
                brush.setStroke(palette.ink(Ink.TEXT));
                double large = size + 5;
                brush.strokeRoundRect(x - large / 2, y - large / 2, large, large, large, large);
                brush.setFill(palette.ink(Ink.TEXT));
                brush.fillRoundRect(x - 2, y - 2, 4, 4, 4, 4);
            }
        }
    }
}
