package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HeadScores;
import org.glassformer.engine.analysis.HeadScores.HeadScore;
import org.glassformer.engine.analysis.NamedPattern;
import org.jspecify.annotations.Nullable;

/// Opens a model on a head in which something can be seen.
///
/// Most heads of most models spread their attention or rest on the first token. When a model is opened for the first time
/// and its heads have been measured, the head looked at becomes the one with the highest score among the patterns that
/// look at particular earlier tokens. This happens once for a model, and never after a person has chosen a head. While the text has fewer
/// than [#TOKENS] tokens or no score reaches [#TELLING], the head stays where it is and the next text is tried.
public final class StartHead {

    /// The score from which on there is something to see. A head that attends evenly to eight tokens has 0.245 for the
    /// previous token, and less on longer texts.
    public static final double TELLING = 0.25;

    /// The tokens that a text needs: on shorter ones every head seems to look at the token before.
    public static final int TOKENS = 8;

    private static final List<NamedPattern> PATTERNS =
            List.of(
                    NamedPattern.INDUCTION,
                    NamedPattern.DUPLICATE_TOKEN,
                    NamedPattern.SAME_WORD,
                    NamedPattern.PREVIOUS_TOKEN);

    private final LabSession session;
    private final Set<Path> opened = new HashSet<>();
    private boolean open;

    /// The start head of a session's models.
    ///
    /// @param session whose layer and head are set
    public StartHead(LabSession session) {
        this.session = session;
        session.modelProperty().subscribe(this::modelOpened);
        session.layerProperty().subscribe((before, now) -> open = false);
        session.headProperty().subscribe((before, now) -> open = false);
        open &= session.layerProperty().get() == 0 && session.headProperty().get() == 0;
    }

    private void modelOpened(@Nullable ModelSummary model) {
        open = model != null && opened.add(model.folder());
    }

    /// Takes a measurement of all heads and chooses, if the choice is still open.
    ///
    /// @param reading of the text
    /// @param scores of all heads on it
    public void measured(Reading reading, HeadScores scores) {
        boolean current = reading.model().equals(session.modelProperty().get());
        if (open && current && reading.tokens().size() >= TOKENS) {
            of(scores)
                    .ifPresent(head -> {
                        session.layerProperty().set(head.layer());
                        session.headProperty().set(head.head());
                        open = false;
                    });
        }
    }

    /// The head with the highest telling score.
    static Optional<HeadId> of(HeadScores scores) {
        HeadScore best = null;
        for (NamedPattern pattern : PATTERNS) {
            for (HeadScore first : scores.best(pattern, 1)) {
                best = best == null || first.score() > best.score() ? first : best;
            }
        }
        return best == null || best.score() < TELLING ? Optional.empty() : Optional.of(best.head());
    }
}
