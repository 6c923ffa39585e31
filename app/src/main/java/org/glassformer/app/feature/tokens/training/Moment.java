package org.glassformer.app.feature.tokens.training;

import java.util.List;
import org.glassformer.app.ui.control.MergeGroup;
import org.glassformer.app.ui.control.PairBar;
import org.glassformer.app.ui.control.PlotData;

/// A vocabulary after so many merges, with the last of them in detail. Immutable.
///
/// @param merge how many merges are done, 0 for none; the one that is shown
/// @param learned how many merges are known, at least `merge`
/// @param vocabSize the tokens of the vocabulary
/// @param tokens the tokens of the whole text
/// @param bytes the bytes of the whole text
/// @param pairs the most frequent pairs before the merge, the winner first
/// @param winnerOnly whether of this merge only the winner's count was kept
/// @param stretch some of the text before and after the merge
/// @param what what the merge does, as a sentence
/// @param why why this pair, as a sentence; may be empty
/// @param curve tokens of the text for each size of the vocabulary learned so far
/// @param end why no merge follows
record Moment(
        int merge,
        int learned,
        int vocabSize,
        long tokens,
        long bytes,
        List<PairBar> pairs,
        boolean winnerOnly,
        List<MergeGroup> stretch,
        String what,
        String why,
        PlotData curve,
        End end) {

    /// Why no merge follows.
    enum End {
        /// One can.
        NONE,
        /// No pair occurs twice.
        NOTHING_FREQUENT,
        /// The vocabulary is as large as was asked for.
        FULL
    }

    /// Nothing counted yet.
    static final Moment NOTHING =
            new Moment(
                    0,
                    0,
                    256,
                    0,
                    0,
                    List.of(),
                    false,
                    List.of(),
                    "",
                    "",
                    PlotData.EMPTY,
                    End.NOTHING_FREQUENT);

    /// Copies the lists.
    Moment {
        pairs = List.copyOf(pairs);
        stretch = List.copyOf(stretch);
    }

    /// Whether there is a merge after this one.
    boolean hasNext() {
        return merge < learned || end == End.NONE;
    }
}
