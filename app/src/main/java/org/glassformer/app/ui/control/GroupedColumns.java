package org.glassformer.app.ui.control;

/// Where the columns of [GroupedBars] stand, in pixels from the left. Figures are right-aligned.
///
/// @param name left end of the names
/// @param nameLimit widest name
/// @param note left end of the second names; negative when there is no room
/// @param noteLimit widest second name
/// @param bar left end of the bars
/// @param barWidth of the longest bar
/// @param figures how many series have their figures printed, from the first on
/// @param firstRight right end of the first series' values
/// @param ratioRight right end of its ratios; equal to `firstRight` when there are none
/// @param step from one series' figures to the next one's
record GroupedColumns(
        double name,
        double nameLimit,
        double note,
        double noteLimit,
        double bar,
        double barWidth,
        int figures,
        double firstRight,
        double ratioRight,
        double step) {

    /// Free space at both ends of a row.
    static final double SIDE = 10;

    private static final double LEAST_BAR_EMS = 10.5;

    /// Fits the columns into a width; where it is narrow, first the second names go, then the figures of all series but
    /// the first.
    ///
    /// @param width in pixels
    /// @param em size of the text
    /// @param widestName width of the widest name
    /// @param widestNote width of the widest second name; 0 for none
    /// @param value width of the widest value or its heading
    /// @param ratio width of the widest ratio or its heading; 0 for none
    /// @param series how many there are
    static GroupedColumns fit(
            double width,
            double em,
            double widestName,
            double widestNote,
            double value,
            double ratio,
            int series) {
        double gap = 0.9 * em;
        double name = Math.min(widestName, width * 0.3);
        double noteLimit = Math.min(widestNote, width * 0.2);
        double pair = value + (ratio > 0 ? 0.7 * em + ratio : 0);
        double step = pair + 1.4 * em;
        boolean note = widestNote > 0;
        int figures = series;
        double bar = bar(width, name, note ? noteLimit + gap : 0, gap, figures * step);
        if (bar < LEAST_BAR_EMS * em && note) {
            note = false;
            bar = bar(width, name, 0, gap, figures * step);
        }
        while (bar < LEAST_BAR_EMS * em && figures > 1) {
            figures--;
            bar = bar(width, name, 0, gap, figures * step);
        }
        if (bar < 0.6 * LEAST_BAR_EMS * em) {
            name = Math.min(name, width * 0.22);
            bar = bar(width, name, 0, gap, figures * step);
        }
        double noteLeft = SIDE + name + gap;
        double barLeft = note ? noteLeft + noteLimit + gap : noteLeft;
        double barWidth = Math.max(8, bar);
        double first = barLeft + barWidth + 1.4 * em + value;
        return new GroupedColumns(
                SIDE,
                name,
                note ? noteLeft : -1,
                noteLimit,
                barLeft,
                barWidth,
                figures,
                first,
                first + pair - value,
                step);
    }

    private static double bar(double width, double name, double note, double gap, double figures) {
        return width - 2 * SIDE - name - gap - note - figures;
    }
}
