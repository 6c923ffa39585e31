package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.glassformer.engine.sampling.grammar.GrammarState;

/// Where a text stands in its constraint.
///
/// @param stage how far it is
/// @param allowed how many tokens may come next
/// @param likeliest those of them that the model holds most likely, the first first
/// @param broken index of the first token that left the constraint, or [LabSession#NONE]
/// @param maskMs how long the mask took to find, in milliseconds; it is remembered
public record ConstraintStanding(
        Stage stage, int allowed, List<SessionToken> likeliest, int broken, double maskMs) {

    private static final int MOST = 12;

    /// How far a text is.
    public enum Stage {
        /// More must come.
        OPEN,
        /// It may end here, and may go on.
        MAY_END,
        /// Nothing can follow.
        FINISHED,
        /// It has left the constraint.
        BROKEN
    }

    /// Copies the list.
    public ConstraintStanding {
        likeliest = List.copyOf(likeliest);
    }

    /// Where the text of a reading stands; off the JavaFX thread, since the first mask of a state takes some milliseconds.
    ///
    /// @param constraint of the reading's model
    public static ConstraintStanding of(Constraint constraint, Reading reading) {
        GrammarState state = constraint.masks().start();
        List<SessionToken> tokens = reading.tokens();
        for (int i = reading.typed(); i < tokens.size(); i++) {
            int id = tokens.get(i).id();
            if (id >= constraint.masks().tokens().size() || !state.allows(id)) {
                return new ConstraintStanding(
                        Stage.BROKEN, 0, List.of(), i, state.maskNanos() / 1e6);
            }
            state = state.accept(id);
        }
        BitSet mask = state.mask();
        Stage stage =
                state.isFinished()
                        ? Stage.FINISHED
                        : state.isComplete() ? Stage.MAY_END : Stage.OPEN;
        return new ConstraintStanding(
                stage,
                mask.cardinality(),
                likeliest(mask, reading),
                LabSession.NONE,
                state.maskNanos() / 1e6);
    }

    private static List<SessionToken> likeliest(BitSet mask, Reading reading) {
        float[] logits = reading.logits();
        List<Integer> best = new ArrayList<>();
        for (int id = mask.nextSetBit(0);
                id >= 0 && id < logits.length;
                id = mask.nextSetBit(id + 1)) {
            int at = best.size();
            while (at > 0 && logits[best.get(at - 1)] < logits[id]) {
                at--;
            }
            if (at < MOST) {
                best.add(at, id);
                if (best.size() > MOST) {
                    best.removeLast();
                }
            }
        }
        return best.stream().map(reading.vocabulary()::token).toList();
    }
}
