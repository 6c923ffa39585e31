package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Finds tokens of the open model, or of the vocabulary at hand, by what is typed, for every panel in which a token can be chosen.
///
/// The vocabulary is read once for each model, off the JavaFX thread; searches run on it.
public final class TokenSearch {

    private static final int MOST = 12;

    private final ObservableValue<@Nullable Reading> readings;
    private final NewestWins reading;
    private final ReadOnlyObjectWrapper<Function<String, List<SessionToken>>> matches =
            new ReadOnlyObjectWrapper<>(this, "matches", typed -> List.of());
    private @Nullable TokenTexts known;
    private @Nullable VocabularyIndex index;

    /// Watches a session.
    ///
    /// @param session has the reading
    /// @param runner reads vocabularies
    public TokenSearch(LabSession session, TaskRunner runner) {
        this(session.readingProperty(), runner);
    }

    /// Watches readings, such as the steps of a session.
    ///
    /// @param readings have the vocabulary
    /// @param runner reads vocabularies
    public TokenSearch(ObservableValue<@Nullable Reading> readings, TaskRunner runner) {
        this.readings = readings;
        this.reading = runner.newestWins();
        readings.subscribe(this::readingChanged);
    }

    /// Gives for what is typed the tokens that fit it, the best first, and for nothing those that the model holds most
    /// likely to come next. Another function whenever the answers can have changed.
    public ReadOnlyObjectProperty<Function<String, List<SessionToken>>> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    private void readingChanged(@Nullable Reading now) {
        if (now == null) {
            return;
        }
        if (now.vocabulary().equals(known)) {
            offer();
            return;
        }
        TokenTexts texts = now.vocabulary();
        known = texts;
        index = null;
        reading.submit(
                Job.of("Vocabulary", context -> texts.index())
                        .whenDone(made -> {
                            index = made;
                            offer();
                        }));
    }

    private void offer() {
        VocabularyIndex all = index;
        matches.set(typed ->
                typed.isEmpty() ? likeliest() : all == null ? List.of() : all.find(typed, MOST));
    }

    private List<SessionToken> likeliest() {
        Reading now = readings.getValue();
        return now == null ? List.of() : likeliest(now.logits(), now.vocabulary());
    }

    private static List<SessionToken> likeliest(float[] logits, TokenTexts texts) {
        List<Integer> best = new ArrayList<>();
        for (int id = 0; id < logits.length; id++) {
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
        return best.stream().map(texts::token).toList();
    }
}
