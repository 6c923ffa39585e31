package org.glassformer.app.ui.control;

import java.util.List;

/// A window of tokens with what was to be predicted and how well it was. Immutable.
///
/// @param cells position by position
public record BatchTableData(List<Cell> cells) {

    /// No window.
    public static final BatchTableData EMPTY = new BatchTableData(List.of());

    /// One position.
    ///
    /// @param input the token given
    /// @param target the token to be predicted, or the one that follows where nothing is learned
    /// @param counted whether it is learned
    /// @param loss in nats; not a number while it is not known
    /// @param probability of the right token; not a number while it is not known
    /// @param after the same with the weights after the step; not a number while it is not known
    public record Cell(
            String input,
            String target,
            boolean counted,
            double loss,
            double probability,
            double after) {}

    /// Copies the list.
    public BatchTableData {
        cells = List.copyOf(cells);
    }

    /// Whether probabilities are known.
    boolean predicted() {
        return cells.stream().anyMatch(cell -> !Double.isNaN(cell.probability()));
    }

    /// Whether probabilities after the step are known.
    boolean again() {
        return cells.stream().anyMatch(cell -> !Double.isNaN(cell.after()));
    }
}
