package org.glassformer.app.ui.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a [TextTree] shows: a text that forks. Immutable.
///
/// @param runs stretches of the text without forks, each after the one that it continues; the first is the root
/// @param path the pieces of the text that is shown elsewhere, from the root to its end, by their numbers
/// @param end number of its last piece
/// @param most where the colour scale ends, positive; it begins at 0
/// @param title of the scale
public record TextTreeData(List<Run> runs, Set<Integer> path, int end, double most, String title) {

    /// The index that means none.
    public static final int NONE = -1;

    /// No text.
    public static final TextTreeData EMPTY = new TextTreeData(List.of(), Set.of(), NONE, 1, "");

    /// A token, or the whole text before all forks.
    ///
    /// @param number that the caller knows it by
    /// @param label as it is shown
    /// @param value its number; not a number for none
    public record Piece(int number, String label, float value) {}

    /// A stretch of text without forks.
    ///
    /// @param parent index of the run that it continues, or [#NONE] for the root
    /// @param pieces one or more
    /// @param name what people call it; empty for nothing
    public record Run(int parent, List<Piece> pieces, String name) {

        /// Copies the list.
        ///
        /// @throws IllegalArgumentException if there is no piece
        public Run {
            pieces = List.copyOf(pieces);
            if (pieces.isEmpty()) {
                throw new IllegalArgumentException("a run without pieces");
            }
        }
    }

    /// Where a piece is.
    ///
    /// @param run index of its run
    /// @param piece index in the run
    record Place(int run, int piece) {}

    /// Copies the collections.
    ///
    /// @throws IllegalArgumentException if a run stands before the one that it continues, or the scale has no length
    public TextTreeData {
        runs = List.copyOf(runs);
        path = Set.copyOf(path);
        for (int i = 0; i < runs.size(); i++) {
            int parent = runs.get(i).parent();
            if (parent >= i || parent < NONE || (parent == NONE) != (i == 0)) {
                throw new IllegalArgumentException("run " + i + " continues " + parent);
            }
        }
        if (!(most > 0)) {
            throw new IllegalArgumentException("a scale of " + most);
        }
    }

    /// Where each piece is, by its number.
    Map<Integer, Place> places() {
        Map<Integer, Place> places = new HashMap<>();
        for (int r = 0; r < runs.size(); r++) {
            List<Piece> pieces = runs.get(r).pieces();
            for (int p = 0; p < pieces.size(); p++) {
                places.put(pieces.get(p).number(), new Place(r, p));
            }
        }
        return places;
    }

    /// Whether the text that is shown elsewhere has a run, or its beginning.
    boolean isOnPath(int run) {
        return path.contains(runs.get(run).pieces().getFirst().number());
    }

    double shade(Piece piece) {
        return piece.value() / most;
    }
}
