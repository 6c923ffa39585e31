package org.glassformer.app.ui.control;

import java.util.List;
import org.glassformer.app.ui.control.BarsData.Bar;
import org.glassformer.app.ui.control.BarsData.Others;

/// The rows of [LogitBars] that are seen, and what their columns need.
///
/// @param data all rows
/// @param first index of the first row seen
/// @param rows those seen
/// @param below all tokens after them, together
/// @param largest probability that sets the scale: of the rows seen and of the first ones, so that the scale stays
///     while one scrolls
/// @param widestToken in pixels
/// @param widestReason in pixels; 0 for none
record BarsWindow(
        BarsData data,
        int first,
        List<Bar> rows,
        Others below,
        double largest,
        double widestToken,
        double widestReason) {

    static final BarsWindow EMPTY =
            new BarsWindow(BarsData.EMPTY, 0, List.of(), BarsData.EMPTY.others(), 0, 0, 0);

    /// The rows seen of some data.
    static BarsWindow of(BarsData data, int first, int count, TextRuler ruler, TextRuler caption) {
        List<Bar> rows = List.copyOf(data.bars().subList(first, first + count));
        Others below = data.from(first + count);
        double others =
                below.count() == 0
                        ? 0
                        : ruler.width(BarsDrawing.othersText(below)) - 7 * ruler.width("0");
        double token = others;
        double reason = caption.width(BarsDrawing.reason(below));
        double largest = 0;
        for (Bar bar : rows) {
            token = Math.max(token, ruler.width(TokenText.visible(bar.token())));
            String removedBy = bar.removedBy();
            reason = Math.max(reason, removedBy == null ? 0 : caption.width(removedBy));
            largest = Math.max(largest, Math.max(bar.rawP(), bar.p()));
        }
        for (Bar bar : data.bars().subList(0, Math.min(first, count))) {
            largest = Math.max(largest, Math.max(bar.rawP(), bar.p()));
        }
        return new BarsWindow(data, first, rows, below, largest, token, reason);
    }

    /// The same with columns at least as wide as those of a window on the same data before it, so that they do not
    /// jump while one scrolls.
    BarsWindow asWideAs(BarsWindow before) {
        return !before.data.equals(data)
                ? this
                : new BarsWindow(
                        data,
                        first,
                        rows,
                        below,
                        largest,
                        Math.max(widestToken, before.widestToken),
                        Math.max(widestReason, before.widestReason));
    }
}
