package org.glassformer.app.ui.control;

import java.util.List;

/// What a [LensTable] shows. Immutable, as the cells are.
///
/// @param rows labels from the top down
/// @param columns labels from the left
/// @param cells what is in the cells
/// @param legend what the colours mean
public record LensTableData(
        List<String> rows, List<String> columns, LensCells cells, Legend legend) {

    /// Nothing.
    public static final LensTableData EMPTY =
            new LensTableData(
                    List.of(), List.of(), LensCells.NONE, new Legend("", "", "", "", false));

    /// What the colours mean.
    ///
    /// @param title of the scale, with its unit
    /// @param low value of the first colour; empty, as is the last, where colours are no scale
    /// @param high value of the last
    /// @param marked what an underlined cell is; empty to say nothing
    /// @param second whether the colours are those of a second quantity
    public record Legend(String title, String low, String high, String marked, boolean second) {}

    /// Copies the lists.
    public LensTableData {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /// Whether there is no cell.
    public boolean isEmpty() {
        return rows.isEmpty() || columns.isEmpty();
    }

    /// Whether a cell exists.
    public boolean contains(Cell cell) {
        return cell.row() >= 0
                && cell.row() < rows.size()
                && cell.column() >= 0
                && cell.column() < columns.size();
    }
}
