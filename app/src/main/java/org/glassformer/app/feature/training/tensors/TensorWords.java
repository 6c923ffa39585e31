package org.glassformer.app.feature.training.tensors;

import java.util.List;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.Matrix;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.HistogramData;

/// What is said and exported of a picture.
///
/// @param of what is shown
/// @param names of the tensors
/// @param reduction what a block shows
record TensorWords(TensorPicture of, TensorNamesViewModel names, Reduction reduction) {

    /// The tensor and what of it.
    String title() {
        return Messages.text(
                "tensors.title",
                of.reading().question().tensor(),
                Messages.text("tensors.quantity." + of.reading().question().quantity()));
    }

    /// The shape, the steps that the numbers belong to, and what a cell is.
    String about() {
        ReadingViewModel read = of.reading();
        String when =
                read.before() == null
                        ? Messages.text("tensors.when", read.step())
                        : Messages.text("tensors.when.since", read.since(), read.step());
        return names.shape(read.question().tensor()) + "  ·  " + when + cells();
    }

    /// What a cell is where it is not simply a number; else empty.
    private String cells() {
        Grid grid = of.grid();
        if (grid.isReduced()) {
            return Messages.text(
                    "tensors.cells." + reduction, grid.blockRows(), grid.blockColumns());
        }
        return grid.isWhole() ? "" : Messages.text("tensors.cells.part");
    }

    /// What the numbers come to, in one line.
    String figures() {
        Spread spread = of.spread();
        String said =
                Messages.text(
                        "tensors.figures",
                        Figures.value(spread.mean()),
                        Figures.value(spread.deviation()),
                        Figures.value(spread.least()),
                        Figures.value(spread.most()),
                        Figures.percent(
                                spread.count() == 0 ? 0 : (double) spread.zeros() / spread.count()),
                        Figures.value(spread.norm()),
                        spread.count());
        return spread.others() == 0
                ? said
                : said + "  ·  " + Messages.text("tensors.figures.others", spread.others());
    }

    /// A caption with what is shown.
    Caption caption(Caption run) {
        return run.with(Messages.text("tensors.caption.tensor"), title())
                .with(Messages.text("tensors.caption.shown"), about())
                .with(Messages.text("tensors.caption.figures"), figures());
    }

    /// All numbers of the tensor, row by row.
    NumbersTable numbers(Caption caption) {
        ReadingViewModel read = of.reading();
        float[] values = of.values();
        int columns = read.columns();
        return new NumbersTable(
                        caption,
                        values.length,
                        List.of(
                                Column.whole(Messages.text("tensors.row"), i -> (long) i / columns),
                                Column.whole(
                                        Messages.text("tensors.column"), i -> (long) i % columns),
                                Column.float32(
                                        Messages.text("training.column.value"),
                                        "",
                                        i -> values[i])))
                .with(Matrix.of(read.rows(), columns, values));
    }

    /// The ranges and their counts.
    NumbersTable histogram(Caption caption) {
        HistogramData data = of.histogram();
        return new NumbersTable(
                caption,
                data.size(),
                List.of(
                        Column.float64(Messages.text("tensors.from"), "", data::edge),
                        Column.float64(Messages.text("tensors.to"), "", i -> data.edge(i + 1)),
                        Column.whole(Messages.text("tensors.count"), data::count)));
    }
}
