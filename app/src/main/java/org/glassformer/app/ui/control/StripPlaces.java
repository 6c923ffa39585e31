package org.glassformer.app.ui.control;

import org.glassformer.app.i18n.Figures;

/// Where the numbers of a strip stand, in pixels.
///
/// @param size how many numbers there are
/// @param left edge of the first bar
/// @param top of the highest bar
/// @param width of all bars
/// @param height between the ends of the scale
/// @param lowest lower end of the scale
/// @param highest upper end of the scale
/// @param labels how labels are written
record StripPlaces(
        int size,
        double left,
        double top,
        double width,
        double height,
        double lowest,
        double highest,
        Labels labels) {

    /// How labels are written.
    enum Labels {
        /// Not at all.
        NONE,
        /// Those of the marked and of the hovered number, below it.
        SOME,
        /// All of them, side by side.
        ALL,
        /// All of them, upright.
        UPRIGHT
    }

    static final StripPlaces NONE = new StripPlaces(0, 0, 0, 0, 0, 0, 0, Labels.NONE);

    private static final double LONGEST_LABEL = 6.5; // lines
    private static final double SHORTEST_LABELS = 5.5; // characters

    static StripPlaces of(
            VectorStripData data,
            TextRuler ruler,
            TextRuler caption,
            double x,
            double y,
            double width,
            double height) {
        double lowest = data.lowest();
        double highest = data.highest();
        double figures =
                Math.max(
                        caption.width(Figures.value(lowest)),
                        caption.width(Figures.value(highest)));
        double gutter = Math.max(caption.width("−00.0"), figures) + 5;
        double room = Math.max(1, width - gutter);
        double line = ruler.lineHeight();
        Labels labels = Labels.NONE;
        double below = 0;
        if (!data.labels().isEmpty()) {
            double longest = data.labels().stream().mapToDouble(ruler::width).max().orElse(0);
            double pitch = room / data.size();
            if (Math.min(longest + 6, SHORTEST_LABELS * ruler.advance()) <= pitch) {
                labels = Labels.ALL;
                below = line;
            } else if (pitch >= line * 0.9 && height >= 9 * line) {
                labels = Labels.UPRIGHT;
                below = Math.min(longest, LONGEST_LABEL * line) + 6;
            } else {
                labels = Labels.SOME;
                below = line;
            }
        }
        return new StripPlaces(
                data.size(),
                x,
                y + 1,
                room,
                Math.max(1, height - below - 2),
                lowest,
                highest > lowest ? highest : lowest + 1,
                labels);
    }

    /// How wide the place of a number is.
    double pitch() {
        return width / Math.max(1, size);
    }

    /// Left edge of the place of a number.
    double x(int index) {
        return left + index * width / Math.max(1, size);
    }

    /// Height of a value.
    double y(double value) {
        return top + (highest - value) / (highest - lowest) * height;
    }

    /// Lower end of the bars.
    double bottom() {
        return top + height;
    }

    /// The number at a place along the strip, or -1.
    int at(double x) {
        int index = (int) Math.floor((x - left) / Math.max(1e-9, pitch()));
        return index >= 0 && index < size ? index : -1;
    }
}
