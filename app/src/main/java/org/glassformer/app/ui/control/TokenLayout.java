package org.glassformer.app.ui.control;

import java.util.Arrays;

/// Chips of given widths broken into rows. Immutable.
final class TokenLayout {

    private final double[] x;
    private final int[] row;
    private final int[] rowStart; // (rows + 1)
    private final int rows;

    /// Breaks chips into rows.
    ///
    /// @param widths of the chips, in pixels
    /// @param width of a row
    /// @param gap between chips
    TokenLayout(double[] widths, double width, double gap) {
        int n = widths.length;
        x = new double[n];
        row = new int[n];
        int[] starts = new int[n + 1];
        double at = 0;
        int r = 0;
        for (int i = 0; i < n; i++) {
            if (at > 0 && at + widths[i] > width) {
                r++;
                starts[r] = i;
                at = 0;
            }
            x[i] = at;
            row[i] = r;
            at += widths[i] + gap;
        }
        rows = n == 0 ? 0 : r + 1;
        rowStart = Arrays.copyOf(starts, rows + 1);
        rowStart[rows] = n;
    }

    int rows() {
        return rows;
    }

    double x(int i) {
        return x[i];
    }

    int row(int i) {
        return row[i];
    }

    /// First chip of a row; the number of chips for the row after the last.
    int start(int r) {
        return rowStart[Math.clamp(r, 0, rows)];
    }

    /// The chip of a row that begins closest to a place.
    int closest(int r, double place) {
        int best = start(r);
        for (int i = best; i < start(r + 1); i++) {
            if (Math.abs(x[i] - place) < Math.abs(x[best] - place)) {
                best = i;
            }
        }
        return best;
    }

    /// The chip closest to another in a row below or above; the same one where there is no such row, the first for none.
    ///
    /// @param step rows, 1 for the one below
    int beside(int chip, int step) {
        if (chip < 0) {
            return 0;
        }
        int r = row[chip] + step;
        return r < 0 || r >= rows ? chip : closest(r, x[chip]);
    }
}
