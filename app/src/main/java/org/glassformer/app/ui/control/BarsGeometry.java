package org.glassformer.app.ui.control;

import java.util.OptionalDouble;
import org.glassformer.app.ui.control.BarsData.Bar;

/// Where everything stands in [LogitBars], for the one who draws and for the one who drags.
///
/// @param x left edge of the rows
/// @param width of the rows
/// @param top of the first row
/// @param rowHeight of each
/// @param columns in pixels from `x`
/// @param end the share at the right end of the bars
/// @param raw whether the bars show what was before the chain
/// @param window the rows seen
record BarsGeometry(
        double x,
        double width,
        double top,
        double rowHeight,
        BarColumns columns,
        double end,
        boolean raw,
        BarsWindow window) {

    /// The row at a height, or [LogitBars#NONE].
    int rowAt(double y) {
        int row = (int) Math.floor((y - top) / rowHeight);
        return row >= 0 && row < window.rows().size() ? window.first() + row : LogitBars.NONE;
    }

    /// Middle of a row that is seen.
    double middle(int row) {
        return top + (row - window.first() + 0.5) * rowHeight;
    }

    /// Whether a row is among those seen.
    boolean sees(int row) {
        return row >= window.first() && row < window.first() + window.rows().size();
    }

    /// A row that is seen.
    Bar bar(int row) {
        return window.rows().get(row - window.first());
    }

    /// The share that a bar stands for: of a removed token what it had before the chain.
    double shown(Bar bar) {
        return raw || bar.isRemoved() ? bar.rawP() : bar.p();
    }

    /// Length of the bar of a share.
    double length(double share) {
        return share <= 0 ? 0 : Math.max(1.5, columns.barWidth() * Math.min(1, share / end));
    }

    /// Right end of the bar of a row that is seen.
    double barEnd(int row) {
        return x + columns.bar() + length(shown(bar(row)));
    }

    /// The share of a bar that ends at a place; may be outside of 0 to 1.
    double shareAt(double px) {
        return end * (px - x - columns.bar()) / columns.barWidth();
    }

    /// Height of the cut line where it is seen.
    OptionalDouble cutY() {
        BarsData data = window.data();
        int cut = data.cutIndex();
        int shown = cut - window.first();
        boolean cuts = cut < data.bars().size() || data.others().removedBy() != null;
        boolean seen = shown < window.rows().size() || window.below().removedBy() != null;
        return cut > 0 && cuts && shown >= 0 && shown <= window.rows().size() && seen
                ? OptionalDouble.of(top + shown * rowHeight)
                : OptionalDouble.empty();
    }

    /// How many tokens stand above a height.
    int above(double y) {
        int count = window.first() + (int) Math.rint((y - top) / rowHeight);
        return Math.clamp(count, 1, Math.max(1, window.data().bars().size()));
    }
}
