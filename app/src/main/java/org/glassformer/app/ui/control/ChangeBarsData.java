package org.glassformer.app.ui.control;

import java.util.List;

/// How likely some next tokens are, and how likely they were before something was changed.
///
/// @param rows in the order in which they are listed
/// @param compared whether there is a before; if not, the rows' `before` means nothing
public record ChangeBarsData(List<Row> rows, boolean compared) {

    /// No rows.
    public static final ChangeBarsData EMPTY = new ChangeBarsData(List.of(), false);

    /// One token.
    ///
    /// @param id in the vocabulary
    /// @param token as people read it
    /// @param before probability before the change, 0 to 1
    /// @param after probability now, 0 to 1
    public record Row(int id, String token, double before, double after) {

        /// How much likelier the token became; negative for less likely.
        public double change() {
            return after - before;
        }
    }

    /// Copies the list.
    public ChangeBarsData {
        rows = List.copyOf(rows);
    }

    /// The row of a token, or -1.
    ///
    /// @param id in the vocabulary
    public int indexOf(int id) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).id() == id) {
                return row;
            }
        }
        return -1;
    }

    /// The longest bar's share.
    double largest() {
        double largest = 0;
        for (Row row : rows) {
            largest = Math.max(largest, compared ? Math.max(row.before, row.after) : row.after);
        }
        return largest;
    }
}
