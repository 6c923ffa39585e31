package org.glassformer.app.feature.training.tensors;

import org.glassformer.app.ui.color.ColorScale;
import org.glassformer.app.ui.control.HistogramData;
import org.jspecify.annotations.Nullable;

/// What the panels show of one tensor at one step. Immutable.
///
/// @param reading what was read
/// @param values the numbers themselves, in the tensor's order; not to be changed
/// @param grid the cells
/// @param scale the range of the colours
/// @param spread what the numbers come to
/// @param histogram how they are spread
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
record TensorPicture(
        ReadingViewModel reading,
        float[] values,
        Grid grid,
        ColorScale scale,
        Spread spread,
        HistogramData histogram) {

    /// How it is to be shown.
    ///
    /// @param reduction what a block of several numbers shows
    /// @param part the corner of the part in which every number has a cell; null for all of it
    /// @param held the largest distance from 0 that colours and bars span; not a number for that of the numbers
    record Look(Reduction reduction, Grid.@Nullable Corner part, double held) {}

    /// Draws up a picture; takes time for large tensors.
    static TensorPicture of(ReadingViewModel reading, Look look) {
        float[] values = reading.numbers();
        Spread spread = ReadingViewModel.spread(values);
        Grid.Layout layout = Grid.Layout.of(reading.rows(), reading.columns(), reading.vector());
        Grid grid =
                values.length == 0
                        ? Grid.EMPTY
                        : new Grid(layout, look.reduction(), look.part(), values);
        boolean positive = reading.question().quantity() == Quantity.SECOND_MOMENT;
        boolean held = !Double.isNaN(look.held());
        double farthest = held ? look.held() : spread.farthest();
        double end = farthest > 0 ? farthest : 1;
        return new TensorPicture(
                reading,
                values,
                grid,
                positive ? new ColorScale(0, end) : ColorScale.symmetric(end),
                spread,
                histogram(values, spread, held, positive ? 0 : -end, end));
    }

    private static HistogramData histogram(
            float[] values, Spread spread, boolean held, double from, double to) {
        if (spread.count() == 0) {
            return HistogramData.EMPTY;
        }
        return held
                ? HistogramData.of(values, from, to)
                : HistogramData.of(values, spread.least(), spread.most());
    }

    /// The largest distance from 0 that the colours span.
    double end() {
        return scale.max();
    }
}
