package org.glassformer.app.ui.control;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.glassformer.app.ui.control.BarsData.Bar;
import org.jspecify.annotations.Nullable;

/// The rows of a source as a list that makes each when it is asked for.
///
/// Equal to the rows of the same source alone: comparing tens of thousands of rows would take longer than to draw those
/// that are seen.
final class BarRows extends AbstractList<Bar> implements RandomAccess {

    private final BarSource source;

    BarRows(BarSource source) {
        this.source = source;
    }

    BarSource source() {
        return source;
    }

    @Override
    public Bar get(int row) {
        return source.bar(row);
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BarRows rows && source.equals(rows.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
