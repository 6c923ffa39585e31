package org.glassformer.app.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A panel's numbers. A table of a whole vocabulary costs nothing until it is written: columns give their cells one by
/// one.
///
/// @param caption title and settings
/// @param rows number of rows
/// @param columns from the left
/// @param matrix the same numbers as one array; null where they are none
public record NumbersTable(
        Caption caption, int rows, List<Column> columns, @Nullable Matrix matrix) {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the number of rows is negative
    public NumbersTable {
        columns = List.copyOf(columns);
        if (rows < 0) {
            throw new IllegalArgumentException(rows + " rows");
        }
    }

    /// Numbers that are not one array.
    ///
    /// @param caption title and settings
    /// @param rows number of rows
    /// @param columns from the left
    public NumbersTable(Caption caption, int rows, List<Column> columns) {
        this(caption, rows, columns, null);
    }

    /// The same, offered as an array (`.npy`) too.
    ///
    /// @param array the numbers without headings
    public NumbersTable with(Matrix array) {
        return new NumbersTable(caption, rows, columns, array);
    }
}
