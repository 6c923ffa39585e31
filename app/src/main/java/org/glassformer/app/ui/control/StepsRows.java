package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.glassformer.app.ui.control.StepsRow.Kind;

/// Which rows of [MergeSteps] there is room for, and where. Immutable.
///
/// The current state always shows, then in this order as long as they fit: characters, bytes, the state before, code
/// points, words, bits, and the characters before normalising; what is left goes to the history, newest last.
final class StepsRows {

    private static final List<Kind> WANTED =
            List.of(
                    Kind.CHARACTERS,
                    Kind.BYTES,
                    Kind.STATE,
                    Kind.CODE_POINTS,
                    Kind.WORDS,
                    Kind.BITS,
                    Kind.ORIGINAL);

    private final List<StepsRow> rows = new ArrayList<>();
    private final int hiddenSteps;
    private final int shownSteps;

    /// Lays rows out.
    ///
    /// @param heights of each kind, in pixels; kinds without a height do not show
    /// @param height for all rows, in pixels
    /// @param step how many merges are done
    /// @param last how many merges there are; after the last, the tokens show
    /// @param back how many steps the history is scrolled back; brought into range
    /// @param gap between the rows of the text and the states, in pixels
    StepsRows(Map<Kind, Double> heights, double height, int step, int last, int back, double gap) {
        EnumSet<Kind> shown = EnumSet.noneOf(Kind.class);
        boolean done = step == last && heights.containsKey(Kind.TOKENS);
        double state = heights.getOrDefault(Kind.STATE, 0.0);
        double left = height - gap - (done ? heights.getOrDefault(Kind.TOKENS, 0.0) : state);
        for (Kind kind : WANTED) {
            double needed = heights.getOrDefault(kind, Double.NaN);
            if (needed <= left) {
                shown.add(kind);
                left -= needed;
            }
        }
        int most = (shown.contains(Kind.STATE) ? 1 : 0) + (done ? 0 : 1);
        most += state > 0 ? (int) Math.max(0, Math.floor(left / state)) : 0;
        shownSteps = Math.min(step + 1, most);
        hiddenSteps = step + 1 - shownSteps;
        int first = hiddenSteps - Math.clamp(back, 0, hiddenSteps);
        double y = 0;
        for (Kind kind :
                List.of(
                        Kind.ORIGINAL,
                        Kind.CHARACTERS,
                        Kind.CODE_POINTS,
                        Kind.BYTES,
                        Kind.BITS,
                        Kind.WORDS)) {
            if (shown.contains(kind)) {
                y = add(kind, 0, y, heights);
            }
        }
        y += rows.isEmpty() ? 0 : gap;
        for (int k = first; k < first + shownSteps; k++) {
            y = add(Kind.STATE, k, y, heights);
        }
        if (done) {
            add(Kind.TOKENS, step, y, heights);
        }
    }

    private double add(Kind kind, int step, double y, Map<Kind, Double> heights) {
        StepsRow row = new StepsRow(kind, step, y, heights.getOrDefault(kind, 0.0));
        rows.add(row);
        return row.bottom();
    }

    /// The heights of the kinds that a text has.
    ///
    /// @param em size of the text, in pixels
    /// @param hasOriginal whether a normaliser changed the text
    /// @param bitsInOneLine whether all eight bits stand side by side
    static Map<Kind, Double> heights(double em, boolean hasOriginal, boolean bitsInOneLine) {
        Map<Kind, Double> heights = new EnumMap<>(Kind.class);
        if (hasOriginal) {
            heights.put(Kind.ORIGINAL, Math.rint(1.6 * em));
        }
        heights.put(Kind.CHARACTERS, Math.rint(1.75 * em));
        heights.put(Kind.CODE_POINTS, Math.rint(1.5 * em));
        heights.put(Kind.BYTES, Math.rint(1.4 * em));
        heights.put(Kind.BITS, Math.rint((bitsInOneLine ? 1.4 : 2.15) * em));
        heights.put(Kind.WORDS, Math.rint(1.75 * em));
        heights.put(Kind.STATE, Math.rint(1.85 * em));
        heights.put(Kind.TOKENS, Math.rint(2.75 * em));
        return heights;
    }

    /// The rows from top to bottom.
    List<StepsRow> rows() {
        return rows;
    }

    /// How many steps of the history there is no room for.
    int hiddenSteps() {
        return hiddenSteps;
    }

    /// How many steps of the history show.
    int shownSteps() {
        return shownSteps;
    }
}
