package org.glassformer.app.export;

/// Numbers in rows and columns that are one array, such as an attention pattern, for programs that take arrays.
///
/// @param rows number of rows
/// @param columns number of columns
/// @param source gives the numbers one by one when the file is written, on another thread: it must stand on data that
///     does not change any more
public record Matrix(int rows, int columns, Source source) {

    /// Gives a 32-bit number for a place.
    @FunctionalInterface
    public interface Source {

        /// The number in a row and a column.
        float at(int row, int column);
    }

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if one is negative
    public Matrix {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix of " + rows + " x " + columns);
        }
    }

    /// The matrix over an array.
    ///
    /// @param rows number of rows
    /// @param columns number of columns
    /// @param values (rows, columns), left as it is from now on
    /// @throws IllegalArgumentException if the array has another length
    public static Matrix of(int rows, int columns, float[] values) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " numbers, but " + values.length + " values");
        }
        return new Matrix(rows, columns, (row, column) -> values[row * columns + column]);
    }
}
