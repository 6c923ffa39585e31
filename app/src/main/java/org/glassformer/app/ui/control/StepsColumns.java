package org.glassformer.app.ui.control;

/// Where the bytes of [MergeSteps] stand from left to right. Immutable.
///
/// @param left the left edge of what scrolls, in pixels: beyond the row names
/// @param width of what is seen of it
/// @param notes the width kept for notes at the right; 0 for none
/// @param column the width of a byte
/// @param count how many bytes
/// @param scroll how far it is scrolled
record StepsColumns(
        double left, double width, double notes, double column, int count, double scroll) {

    /// What a width is to be divided into.
    ///
    /// @param left width of the row names
    /// @param total width of the control
    /// @param note width of the longest note; 0 for none
    /// @param brief width of the longest brief note
    /// @param tightest column, for what then comes into view as a whole
    /// @param narrowest column otherwise
    /// @param widest column
    record Wish(
            double left,
            double total,
            double note,
            double brief,
            double tightest,
            double narrowest,
            double widest) {}

    /// Divides a width. Notes become brief, and then make room, where that brings all bytes into view; where the bytes
    /// scroll anyway, notes stay as long as ten columns are left.
    ///
    /// @param count how many bytes
    /// @param scroll how far to scroll; brought into range
    static StepsColumns fit(Wish wish, int count, double scroll) {
        double room = Math.max(1, wish.total() - wish.left());
        boolean tight = count * wish.narrowest() > room && count * wish.tightest() <= room;
        double narrowest = tight ? wish.tightest() : wish.narrowest();
        double all = count * narrowest;
        double least = all <= room ? all : Math.min(all, 10 * narrowest);
        double kept =
                room - wish.note() >= least
                        ? wish.note()
                        : room - wish.brief() >= least ? wish.brief() : 0;
        double seen = room - kept;
        double fitted = Math.floor(seen / Math.max(1, count));
        double column = Math.clamp(fitted, narrowest, wish.widest());
        double most = Math.max(0, column * count - seen);
        return new StepsColumns(
                wish.left(), seen, kept, column, count, Math.clamp(scroll, 0, most));
    }

    /// The left edge of a byte.
    double x(int index) {
        return left + index * column - scroll;
    }

    /// The width of some bytes.
    double width(int from, int to) {
        return (to - from) * column;
    }

    /// The byte at a place, -1 for none.
    int at(double x) {
        if (x < left || x >= left + width) {
            return -1;
        }
        int index = (int) Math.floor((x - left + scroll) / column);
        return index < count ? index : -1;
    }

    /// Whether some bytes are in view, at least in part.
    boolean sees(int from, int to) {
        return x(to) > left && x(from) < left + width;
    }

    /// The width of all bytes.
    double all() {
        return column * count;
    }

    /// The right end of the bytes in view, in pixels.
    double right() {
        return Math.min(left + width, x(count));
    }

    /// How far it can be scrolled.
    double hidden() {
        return Math.max(0, all() - width);
    }

    /// The scroll position that shows some bytes with room around them; the present one where they are in view.
    double reveal(int from, int to) {
        if (x(from) >= left && x(to) <= left + width) {
            return scroll;
        }
        return Math.clamp((from + to) / 2.0 * column - width / 2, 0, hidden());
    }
}
