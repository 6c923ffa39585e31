package org.glassformer.engine.analysis;

/// A pattern made small: each cell is the largest weight of those it stands for, in 256 steps.
public final class PatternThumbnail {
    private static final int STEPS = 255;

    private final int side;
    private final int length;
    private final byte[] cells; // (side, side)

    PatternThumbnail(int side, int length) {
        if (side < 1) {
            throw new IllegalArgumentException("a thumbnail needs at least one cell");
        }
        this.side = side;
        this.length = length;
        this.cells = new byte[side * side];
    }

    /// Cells a side.
    public int side() {
        return side;
    }

    /// The largest weight of a cell, 0 to 1 in steps of 1/255.
    ///
    /// @param row from the first queries
    /// @param column from the first keys
    public float weight(int row, int column) {
        return Byte.toUnsignedInt(cells[row * side + column]) / (float) STEPS;
    }

    /// All cells, row by row, 0 to 255 as unsigned bytes; in a new array.
    public byte[] cells() {
        return cells.clone();
    }

    /// Adds the row of a query.
    void add(int query, float[] weights) {
        int row = cellOf(query) * side;
        for (int key = 0; key <= query; key++) {
            int cell = row + cellOf(key);
            int step = Math.round(weights[key] * STEPS);
            if (step > Byte.toUnsignedInt(cells[cell])) {
                cells[cell] = (byte) step;
            }
        }
    }

    private int cellOf(int position) {
        return (int) ((long) position * side / length);
    }
}
