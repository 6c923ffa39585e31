package org.glassformer.app.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;

/// Rows of one height beside a scroll bar: which one is where, and how far they are scrolled.
final class RowScroll {

    /// No row.
    static final int NONE = -1;

    private final ScrollBar bar = new ScrollBar();
    private double top;
    private double room;
    private double rowHeight = 24;
    private int count;

    RowScroll() {
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
    }

    /// Stands at the right of the rows.
    ScrollBar bar() {
        return bar;
    }

    /// How far the rows are scrolled, in pixels.
    double scrolled() {
        return bar.getValue();
    }

    /// Puts the scroll bar at the right, if it is needed.
    ///
    /// @param x left edge of the rows
    /// @param y top edge of the rows
    /// @param width of the rows with the scroll bar
    /// @param height of the room for rows
    /// @param pitch height of a row
    /// @param rows how many there are
    /// @return the width left of the scroll bar
    double place(double x, double y, double width, double height, double pitch, int rows) {
        top = y;
        room = height;
        rowHeight = pitch;
        count = rows;
        double all = count * rowHeight;
        double most = Math.max(0, all - room);
        bar.setVisible(most > 0);
        bar.setMax(most);
        bar.setVisibleAmount(all > 0 ? most * room / all : 0);
        bar.setUnitIncrement(rowHeight);
        bar.setBlockIncrement(Math.max(rowHeight, room - rowHeight));
        if (bar.getValue() > most) {
            bar.setValue(most);
        }
        if (most <= 0) {
            return width;
        }
        double thick = Math.ceil(bar.prefWidth(-1));
        bar.resizeRelocate(x + width - thick, top, thick, room);
        return width - thick - 4;
    }

    /// The row at a height of the control, or [#NONE].
    int rowAt(double y) {
        if (y < top || y >= top + room) {
            return NONE;
        }
        int row = (int) Math.floor((y - top + bar.getValue()) / rowHeight);
        return row < count ? row : NONE;
    }

    /// How many whole rows are in sight, without the last of them; at least one.
    int page() {
        return Math.max(1, (int) Math.floor(room / rowHeight) - 1);
    }

    /// Scrolls with the wheel.
    ///
    /// @return whether there was anything to scroll
    boolean scroll(ScrollEvent event) {
        double before = bar.getValue();
        bar.setValue(Math.clamp(before - event.getDeltaY(), 0, bar.getMax()));
        return bar.getValue() != before;
    }

    /// Scrolls as little as brings a row into view.
    ///
    /// @param row from 0
    /// @param rows how many there are by now
    void reveal(int row, int rows) {
        if (room > 0) {
            double above = row * rowHeight;
            double most = Math.max(0, rows * rowHeight - room);
            double least = Math.min(above + rowHeight - room, most);
            double value = Math.clamp(bar.getValue(), Math.max(0, least), Math.max(0, above));
            bar.setMax(Math.max(bar.getMax(), value));
            bar.setValue(value);
        }
    }
}
