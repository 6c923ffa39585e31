package org.glassformer.app.export;

import java.util.List;

/// A panel's numbers. A table of a whole vocabulary costs nothing until it is written: columns give their cells one by
/// one.
///
/// @param caption title and settings
/// @param rows number of rows
/// @param columns from the left
public record NumbersTable(Caption caption, int rows, List<Column> columns) {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the number of rows is negative
    public NumbersTable {
        columns = List.copyOf(columns);
        if (rows < 0) {
            throw new IllegalArgumentException(rows + " rows");
        }
    }
}
