package org.glassformer.app.ui.control;

import java.util.List;

/// What the cells of a [LensTable] hold, asked for when they come into view. Answers do not change.
public interface LensCells {

    /// No cell.
    LensCells NONE =
            new LensCells() {
                @Override
                public String text(int row, int column) {
                    return "";
                }

                @Override
                public double shade(int row, int column) {
                    return Double.NaN;
                }

                @Override
                public boolean marked(int row, int column) {
                    return false;
                }

                @Override
                public List<Line> lines(int row, int column) {
                    return List.of();
                }

                @Override
                public String note(int row, int column) {
                    return "";
                }
            };

    /// A token that a cell could say, and how likely it is.
    ///
    /// @param token as it is shown
    /// @param probability 0 to 1
    record Line(String token, double probability) {}

    /// A part of a cell that is made of several.
    ///
    /// @param text as far as there is room
    /// @param hue its number; hues repeat
    /// @param share of the cell's width, 0 to 1; parts whose text would not fit are somewhat wider
    record Part(String text, int hue, double share) {}

    /// What a cell is made of, from the left, in place of text and shade; none for a plain cell.
    default List<Part> parts(int row, int column) {
        return List.of();
    }

    /// The text in a cell; empty for none.
    String text(int row, int column);

    /// Where the cell's colour lies in the map, 0 to 1; not a number for a cell that is not known.
    double shade(int row, int column);

    /// Whether the cell is underlined.
    boolean marked(int row, int column);

    /// What the card of a hovered cell lists, the likeliest first.
    List<Line> lines(int row, int column);

    /// A sentence at the foot of the card; empty for none.
    String note(int row, int column);
}
