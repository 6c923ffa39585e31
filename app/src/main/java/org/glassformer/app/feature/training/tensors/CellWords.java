package org.glassformer.app.feature.training.tensors;

import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.LensCells;

/// The cells of a picture in words and figures.
///
/// @param of what is shown
/// @param reduction what a block shows
record CellWords(TensorPicture of, Reduction reduction) implements LensCells {

    /// Index and exact value of a cell, or of the number that stands for its block.
    String reading(Cell cell) {
        Grid grid = of.grid();
        HeatmapData data = grid.data();
        if (!data.contains(cell) || data.isMasked(cell.row(), cell.column())) {
            return "";
        }
        String index = grid.index(cell.row(), cell.column());
        String value = exact(data.value(cell.row(), cell.column()));
        if (!grid.isReduced()) {
            return Messages.text("tensors.reading", index, value);
        }
        return reduction == Reduction.MEAN
                ? Messages.text("tensors.reading.mean", index, value)
                : Messages.text(
                        "tensors.reading.farthest",
                        index,
                        value,
                        grid.farthestIndex(cell.row(), cell.column()));
    }

    /// A number with all digits that tell it from its neighbours.
    private static String exact(float value) {
        return Float.toString(value).replace('-', '−');
    }

    @Override
    public String text(int row, int column) {
        HeatmapData data = of.grid().data();
        return data.isMasked(row, column) ? "" : Figures.value(data.value(row, column));
    }

    @Override
    public double shade(int row, int column) {
        HeatmapData data = of.grid().data();
        return data.isMasked(row, column)
                ? Double.NaN
                : Math.min(1, Math.abs(data.value(row, column)) / of.end());
    }

    @Override
    public boolean marked(int row, int column) {
        return false;
    }

    @Override
    public List<Line> lines(int row, int column) {
        return List.of();
    }

    @Override
    public String note(int row, int column) {
        return reading(new Cell(row, column));
    }
}
