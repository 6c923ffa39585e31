package org.glassformer.app.feature.attention.map;

import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.LensCells;

/// The weights of all queries and keys as the cells of a table.
///
/// @param of what the table repeats
record GridCells(MapPicture of) implements LensCells {

    @Override
    public String text(int row, int column) {
        if (of.data().isCrossed(row, column)) {
            return Messages.text("amap.table.cut");
        }
        return isGone(row, column) ? "" : Figures.fixed(of.data().value(row, column), 4);
    }

    @Override
    public double shade(int row, int column) {
        return isGone(row, column) ? Double.NaN : of.data().value(row, column);
    }

    private boolean isGone(int row, int column) {
        return of.data().isMasked(row, column) || of.data().isCrossed(row, column);
    }

    @Override
    public boolean marked(int row, int column) {
        return false;
    }

    @Override
    public List<Line> lines(int row, int column) {
        return isGone(row, column)
                ? List.of()
                : List.of(
                        new Line(
                                Messages.text("amap.table.column.weight"),
                                of.data().value(row, column)));
    }

    @Override
    public String note(int row, int column) {
        return "";
    }
}
