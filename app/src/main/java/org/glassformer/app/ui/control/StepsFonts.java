package org.glassformer.app.ui.control;

import javafx.scene.text.Font;

/// The typefaces of [MergeSteps], measured.
final class StepsFonts {

    private final double em;
    private final TextRuler text;
    private final TextRuler small;
    private final TextRuler bits;
    private final TextRuler id;
    private final TextRuler reduced;
    private final TextRuler caption;

    StepsFonts(CanvasPalette palette) {
        Font font = palette.font();
        em = font.getSize();
        text = new TextRuler(font);
        small = new TextRuler(sized(font, 0.82));
        bits = new TextRuler(sized(font, 0.82));
        id = new TextRuler(sized(font, 0.8));
        reduced = new TextRuler(sized(font, 0.72));
        caption = new TextRuler(palette.captionFont());
    }

    private static Font sized(Font font, double part) {
        return Font.font(font.getFamily(), font.getSize() * part);
    }

    double em() {
        return em;
    }

    TextRuler text() {
        return text;
    }

    TextRuler small() {
        return small;
    }

    TextRuler bits() {
        return bits;
    }

    TextRuler id() {
        return id;
    }

    TextRuler caption() {
        return caption;
    }

    /// A smaller face for what does not fit.
    TextRuler reduced(TextRuler ruler) {
        return ruler == id ? id : reduced;
    }

    double bitAdvance() {
        return bits.width("0");
    }

    /// The gap between the prefix and the other bits.
    double bitGap() {
        return 0.3 * em;
    }

    /// The narrowest column where that brings all bytes into view: four digits of a code point, close together.
    double tightestColumn() {
        return Math.ceil(small.width("0000") + 2);
    }

    /// The narrowest column otherwise.
    double narrowestColumn() {
        return Math.ceil(small.width("0000") + 0.3 * em);
    }

    /// A column with all bits in one line.
    double widestColumn() {
        return Math.ceil(8 * bitAdvance() + bitGap() + 0.7 * em);
    }
}
