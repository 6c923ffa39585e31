package org.glassformer.app.ui.control;

import java.util.List;
import javafx.scene.text.Font;
import org.glassformer.app.ui.control.ArchitectureData.Branch;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureData.Wire;

/// How large boxes must be for what is written in them, at some size of the texts.
///
/// @param names the typeface of names
/// @param figures the typeface of shapes
/// @param roomyTrunk whether the number of weights has a line of its own in the trunk; else it stands beside the shape
/// @param roomyBlock the same in the block
record ArchitectureMeasures(
        TextRuler names, TextRuler figures, boolean roomyTrunk, boolean roomyBlock) {

    static ArchitectureMeasures of(
            CanvasPalette palette, double zoom, boolean roomyTrunk, boolean roomyBlock) {
        return new ArchitectureMeasures(
                new TextRuler(scaled(palette.captionFont(), zoom)),
                new TextRuler(scaled(palette.font(), zoom)),
                roomyTrunk,
                roomyBlock);
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
        return 1.4 * unit();
    }

    /// Whether the number of weights has a line of its own.
    boolean roomy(boolean trunk) {
        return trunk ? roomyTrunk : roomyBlock;
    }

    /// Height of a box of weights.
    double box(boolean trunk) {
        return (roomy(trunk) ? 3 : 2) * unit() + pad();
    }

    double height(Item item, boolean trunk) {
        return switch (item) {
            case Weights _ -> box(trunk);
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
                    2.3 * pad()
                            + glyph()
                            + Math.max(names.width(weights.name()), widest(weights, trunk));
            case Operation operation -> {
                double widest = names.width(operation.name());
                for (String note : operation.notes()) {
                    widest =
                            trunk
                                    ? widest + figures.width(note) + pad()
                                    : Math.max(widest, figures.width(note));
                }
                yield widest + 2 * pad();
            }
            case Sum _, Wire _ -> 0;
        };
    }

    private double widest(Weights weights, boolean trunk) {
        double shape = figures.width(weights.shape());
        double count = names.width(weights.count());
        return roomy(trunk) ? Math.max(shape, count) : shape + pad() + count;
    }

    /// Height of what stands highest in a branch.
    double height(Branch branch) {
        double highest = 0;
        for (List<Item> stage : branch.stages()) {
            highest = Math.max(highest, height(stage));
        }
        return highest;
    }

    /// Height of what stands above each other.
    double height(List<Item> stage) {
        double sum = (stage.size() - 1) * 0.5 * unit();
        for (Item item : stage) {
            sum += item instanceof Wire ? box(false) : height(item, false);
        }
        return sum;
    }

    /// Width of a branch with the least gaps.
    double width(Branch branch) {
        double sum = (branch.stages().size() - 1) * 1.3 * unit();
        for (List<Item> stage : branch.stages()) {
            sum += width(stage);
        }
        return sum;
    }

    /// Width of the widest of a stage.
    double width(List<Item> stage) {
        return stage.stream().mapToDouble(item -> width(item, false)).max().orElse(0);
    }
}
