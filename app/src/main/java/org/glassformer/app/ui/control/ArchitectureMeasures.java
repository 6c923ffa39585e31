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
/// @param inTrunk what is written into boxes of the trunk
/// @param inBlock what is written into boxes of the block
record ArchitectureMeasures(TextRuler names, TextRuler figures, Detail inTrunk, Detail inBlock) {

    /// What is written into a box of weights.
    enum Detail {
        /// The name alone, without a picture of the shape.
        NAME(1),
        /// The name, and below it the shape with the number of weights beside it.
        SHAPE(2),
        /// Name, shape and number of weights, each on a line of its own.
        COUNT(3);

        private final int lines;

        Detail(int lines) {
            this.lines = lines;
        }
    }

    static ArchitectureMeasures of(
            CanvasPalette palette, double zoom, Detail inTrunk, Detail inBlock) {
        return new ArchitectureMeasures(
                new TextRuler(scaled(palette.captionFont(), zoom)),
                new TextRuler(scaled(palette.font(), zoom)),
                inTrunk,
                inBlock);
    }

    private static Font scaled(Font font, double zoom) {
        return Font.font(font.getFamily(), font.getSize() * zoom);
    }

    /// Height of a line; gaps are measured in it.
    double unit() {
        return isBare() ? names.lineHeight() : Math.max(names.lineHeight(), figures.lineHeight());
    }

    /// Whether all boxes have names alone.
    boolean isBare() {
        return inTrunk == Detail.NAME && inBlock == Detail.NAME;
    }

    /// Distance of texts from the edge of their box.
    double pad() {
        return 0.5 * unit();
    }

    /// Side of the square in which the picture of a shape stands.
    double glyph() {
        return 1.4 * unit();
    }

    /// What is written into boxes of weights.
    Detail detail(boolean trunk) {
        return trunk ? inTrunk : inBlock;
    }

    /// What is written below the name of an operation.
    List<String> notes(Operation operation, boolean trunk) {
        return trunk || inBlock != Detail.NAME ? operation.notes() : List.of();
    }

    /// Height of a box of weights.
    double box(boolean trunk) {
        return detail(trunk).lines * unit() + pad();
    }

    /// The least height of the stack of blocks, with their number above them.
    double stack(int layers) {
        return inTrunk == Detail.NAME
                ? 2.6 * unit()
                : Math.max(3.4 * unit(), Math.min(layers, 6) * 0.8 * unit());
    }

    double height(Item item, boolean trunk) {
        return switch (item) {
            case Weights _ -> box(trunk);
            case Operation operation ->
                    trunk
                            ? 1.5 * unit()
                            : (1 + notes(operation, false).size()) * unit()
                                    + pad()
                                    + (operation.heads() > 0 ? 2 * unit() : 0);
            case Sum _, Wire _ -> 0;
        };
    }

    double width(Item item, boolean trunk) {
        return switch (item) {
            case Weights weights -> {
                double name = names.width(weights.name());
                yield detail(trunk) == Detail.NAME
                        ? name + 2 * pad()
                        : 2.3 * pad() + glyph() + Math.max(name, widest(weights, trunk));
            }
            case Operation operation -> {
                double widest = names.width(operation.name());
                for (String note : notes(operation, trunk)) {
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
        return detail(trunk) == Detail.COUNT ? Math.max(shape, count) : shape + pad() + count;
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
