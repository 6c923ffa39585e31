package org.glassformer.app.ui.control;

import javafx.scene.text.Font;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureData.Wire;

/// How large boxes must be for what is written in them, at some size of the texts.
///
/// @param names the typeface of names
/// @param figures the typeface of shapes
/// @param roomy whether the number of weights has a line of its own
record ArchitectureMeasures(TextRuler names, TextRuler figures, boolean roomy) {

    static ArchitectureMeasures of(CanvasPalette palette, double zoom, boolean roomy) {
        return new ArchitectureMeasures(
                new TextRuler(scaled(palette.captionFont(), zoom)),
                new TextRuler(scaled(palette.font(), zoom)),
                roomy);
    }

    private static Font scaled(Font font, double zoom) {
        return Font.font(font.getFamily(), font.getSize() * zoom);
    }

    /// Height of a line; gaps are measured in it.
    double unit() {
        return Math.max(names.lineHeight(), figures.lineHeight());
    }

    /// Distance of texts from the edge of their box.
    double pad() {
        return 0.5 * unit();
    }

    /// Side of the square in which the picture of a shape stands.
    double glyph() {
        return 1.75 * unit();
    }

    /// Height of a box of weights.
    double box() {
        return (roomy ? 3 : 2) * unit() + pad();
    }

    double height(Item item, boolean trunk) {
        return switch (item) {
            case Weights _ -> box();
            case Operation operation ->
                    trunk
                            ? 1.5 * unit()
                            : (1 + operation.notes().size()) * unit()
                                    + pad()
                                    + (operation.heads() > 0 ? 2 * unit() : 0);
            case Sum _, Wire _ -> 0;
        };
    }

    double width(Item item, boolean trunk) {
        return switch (item) {
            case Weights weights ->
                    2.6 * pad()
                            + glyph()
                            + Math.max(
                                    names.width(weights.name()),
                                    Math.max(
                                            figures.width(weights.shape()),
                                            names.width(weights.count())));
            case Operation operation -> {
                double widest = names.width(operation.name());
                for (String note : operation.notes()) {
                    widest =
                            trunk
                                    ? widest + figures.width(note) + pad()
                                    : Math.max(widest, figures.width(note));
                }
                yield widest + 2.4 * pad();
            }
            case Sum _, Wire _ -> 0;
        };
    }
}
