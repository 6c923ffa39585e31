package org.glassformer.app.ui.control;

import javafx.scene.canvas.GraphicsContext;

/// The shape at the end of a series' bars, so that hue alone never tells series apart. Style class and hue are those of
/// the same number.
enum SeriesMark {
    SQUARE(1, Ink.SERIES_1),
    DISC(2, Ink.SERIES_2),
    TRIANGLE(3, Ink.SERIES_3),
    DIAMOND(4, Ink.SERIES_4);

    private final int number;
    private final Ink ink;

    SeriesMark(int number, Ink ink) {
        this.number = number;
        this.ink = ink;
    }

    /// The mark of a series.
    ///
    /// @param series 0 to 3
    static SeriesMark of(int series) {
        return switch (series) {
            case 0 -> SQUARE;
            case 1 -> DISC;
            case 2 -> TRIANGLE;
            case 3 -> DIAMOND;
            default -> throw new IllegalArgumentException("no series " + series);
        };
    }

    Ink ink() {
        return ink;
    }

    String styleClass() {
        return "gf-series-" + number;
    }

    /// Fills the shape with the current paint.
    ///
    /// @param gc any
    /// @param cx middle
    /// @param cy middle
    /// @param r half of its height
    void fill(GraphicsContext gc, double cx, double cy, double r) {
        switch (this) {
            case SQUARE -> gc.fillRect(cx - r, cy - r, 2 * r, 2 * r);
            case DISC -> gc.fillOval(cx - r, cy - r, 2 * r, 2 * r);
            case TRIANGLE ->
                    gc.fillPolygon(
                            new double[] {cx - r, cx + r, cx - r},
                            new double[] {cy - r, cy, cy + r},
                            3);
            case DIAMOND ->
                    gc.fillPolygon(
                            new double[] {cx - r, cx, cx + r, cx},
                            new double[] {cy, cy - r, cy, cy + r},
                            4);
        }
    }
}
