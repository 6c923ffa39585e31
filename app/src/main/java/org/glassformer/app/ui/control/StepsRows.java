package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.glassformer.app.ui.control.StepsRow.Kind;

/// Which rows of [MergeSteps] there is room for, and where. Immutable.
///
/// The current state always shows, then in this order as long as they fit: characters, bytes, the state before, words, two
/// more states, code points, bits, and the characters before normalising; what is left goes to the history, newest last.
/// The tokens have their room from the first step, so that the rows of the text stay as the steps go on.
final class StepsRows {

    private static final List<Kind> WANTED =
            List.of(
                    Kind.CHARACTERS,
                    Kind.BYTES,
                    Kind.STATE,
                    Kind.WORDS,
                    Kind.STATE,
                    Kind.STATE,
                    Kind.CODE_POINTS,
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
        double tokens = heights.getOrDefault(Kind.TOKENS, 0.0);
        double left = height - gap - Math.max(state, tokens);
        double history = height - gap - (done ? tokens : 0);
        int states = 0;
        for (Kind kind : WANTED) {
            double needed = heights.getOrDefault(kind, Double.NaN);
            boolean fits = needed <= left;
            if (fits && kind != Kind.STATE) {
                shown.add(kind);
                history -= needed;
                left -= needed;
            } else if (fits && states <= last) {
                states++;
                left -= needed;
            }
        }
        int most = state > 0 ? (int) Math.floor(history / state) : 0;
        most = Math.max(done ? 0 : 1, most);
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
    /// @param tight whether the rows stand closer, for want of room
    static Map<Kind, Double> heights(
            double em, boolean hasOriginal, boolean bitsInOneLine, boolean tight) {
        Map<Kind, Double> heights = new EnumMap<>(Kind.class);
        if (hasOriginal) {
            heights.put(Kind.ORIGINAL, Math.rint(1.6 * em));
        }
        heights.put(Kind.CHARACTERS, Math.rint((tight ? 1.55 : 1.75) * em));
        heights.put(Kind.CODE_POINTS, Math.rint((tight ? 1.3 : 1.5) * em));
        heights.put(Kind.BYTES, Math.rint((tight ? 1.3 : 1.4) * em));
        heights.put(Kind.BITS, Math.rint((bitsInOneLine ? 1.4 : 2.15) * em));
        heights.put(Kind.WORDS, Math.rint((tight ? 1.6 : 1.75) * em));
        heights.put(Kind.STATE, Math.rint((tight ? 1.65 : 1.85) * em));
        heights.put(Kind.TOKENS, Math.rint(2.75 * em));
        return heights;
    }

    /// The height at which every kind shows, with three states.
    static double all(Map<Kind, Double> heights) {
        double each = heights.values().stream().mapToDouble(Double::doubleValue).sum();
        return each + 2 * heights.getOrDefault(Kind.STATE, 0.0);
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
