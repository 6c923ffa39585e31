package org.glassformer.app.ui.control;

import javafx.scene.paint.Color;
import org.glassformer.app.ui.color.ColorMap;

/// Colours of cells that have a text: the fill from the theme's map, and of the theme's two extremes the one that reads
/// better on it.
final class CellColors {

    private final Color[] fills = new Color[ColorMap.SIZE];
    private final Color[] texts = new Color[ColorMap.SIZE];

    CellColors(CanvasPalette palette) {
        this(palette.colorMap(), palette.ink(Ink.TEXT), palette.ink(Ink.SURFACE));
    }

    CellColors(ColorMap map, Color one, Color other) {
        int[] table = map.table();
        for (int i = 0; i < table.length; i++) {
            fills[i] = color(table[i]);
            boolean first = contrast(fills[i], one) >= contrast(fills[i], other);
            texts[i] = first ? one : other;
        }
    }

    static Color color(int argb) {
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }

    Color fill(double shade) {
        return fills[index(shade)];
    }

    Color text(double shade) {
        return texts[index(shade)];
    }

    private static int index(double shade) {
        return (int) Math.clamp(shade * ColorMap.SIZE, 0, ColorMap.SIZE - 1);
    }

    /// The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
    static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
