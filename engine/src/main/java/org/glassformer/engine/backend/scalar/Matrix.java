package org.glassformer.engine.backend.scalar;

/// Rows of numbers within an array: a tensor as the loops of this package see it.
///
/// Elements are addressed by row and column, or by their index when the shape does not matter. In
/// single precision each value is rounded to float when it is stored, and only then.
final class Matrix {
    private final double[] values;
    private final int start;
    private final int rows;
    private final int cols;
    private final boolean single;

    /// @param start index in `values` of the first element
    /// @param single whether values are rounded to float when stored
    Matrix(double[] values, int start, int rows, int cols, boolean single) {
        this.values = values;
        this.start = start;
        this.rows = rows;
        this.cols = cols;
        this.single = single;
    }

    /// Zeros in double precision, to add up in before the sums are stored.
    static Matrix zeros(int rows, int cols) {
        return new Matrix(new double[Math.multiplyExact(rows, cols)], 0, rows, cols, false);
    }

    int rows() {
        return rows;
    }

    int cols() {
        return cols;
    }

    /// The number of elements.
    int size() {
        return rows * cols;
    }

    double get(int i) {
        return values[start + i];
    }

    double get(int row, int col) {
        return values[start + row * cols + col];
    }

    void set(int i, double value) {
        values[start + i] = single ? (float) value : value;
    }

    void set(int row, int col, double value) {
        set(row * cols + col, value);
    }

    void add(int i, double value) {
        set(i, get(i) + value);
    }

    void add(int row, int col, double value) {
        add(row * cols + col, value);
    }

    /// Copies all elements of `from`, which has the same size and precision; the two may overlap.
    void copy(Matrix from) {
        System.arraycopy(from.values, from.start, values, start, size());
    }

    /// Stores the only row of `sum` as row `row`.
    void setRow(int row, Matrix sum) {
        for (int c = 0; c < cols; c++) {
            set(row, c, sum.get(c));
        }
    }

    /// Adds all elements of `sums`, which has the same size.
    void addAll(Matrix sums) {
        for (int i = 0; i < size(); i++) {
            add(i, sums.get(i));
        }
    }

    /// The sum over columns c of this[row][c] other[otherRow][c].
    ///
    /// Four sums, because one addition would have to wait for the one before it.
    double dot(int row, Matrix other, int otherRow) {
        double[] a = values;
        double[] b = other.values;
        int at = start + row * cols;
        int bt = other.start + otherRow * other.cols;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int c = 0;
        for (; c < cols - 3; c += 4) {
            sum0 += a[at + c] * b[bt + c];
            sum1 += a[at + c + 1] * b[bt + c + 1];
            sum2 += a[at + c + 2] * b[bt + c + 2];
            sum3 += a[at + c + 3] * b[bt + c + 3];
        }
        for (; c < cols; c++) {
            sum0 += a[at + c] * b[bt + c];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /// this[row][c] += factor other[otherRow][c] for all columns c.
    void addScaled(int row, double factor, Matrix other, int otherRow) {
        for (int c = 0; c < cols; c++) {
            add(row, c, factor * other.get(otherRow, c));
        }
    }

    /// The largest element of `row` among the columns `from` to `to` (exclusive).
    double max(int row, int from, int to) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = from; c < to; c++) {
            max = Math.max(max, get(row, c));
        }
        return max;
    }

    /// The same elements in rows of `headSize`: row n of `heads * headSize` columns becomes the rows
    /// n heads to (n + 1) heads, one a head.
    Matrix heads(int headSize) {
        return new Matrix(values, start, size() / headSize, headSize, single);
    }
}
