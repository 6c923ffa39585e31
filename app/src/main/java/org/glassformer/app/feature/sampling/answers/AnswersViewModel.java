package org.glassformer.app.feature.sampling.answers;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.task.TaskRunner;

/// More than one answer to the text as it stands.
public final class AnswersViewModel {

    /// The longest answer that can be asked for.
    static final int MOST_TOKENS = 4096;

    private final ObjectProperty<AnswersMode> mode =
            new SimpleObjectProperty<>(this, "mode", AnswersMode.SAMPLED);
    private final IntegerProperty most = new SimpleIntegerProperty(this, "most");
    private final SampledViewModel sampled;
    private final BeamsViewModel beams;

    /// The answers of a session.
    ///
    /// @param session what all screens share
    /// @param engine writes answers
    /// @param continuation makes an answer the text
    /// @param runner runs the work
    public AnswersViewModel(
            LabSession session,
            EngineService engine,
            Continuation continuation,
            TaskRunner runner) {
        sampled = new SampledViewModel(session, engine, continuation, runner);
        beams = new BeamsViewModel(session, engine, continuation, runner);
        session.stopsProperty().subscribe(stops -> most.set(stops.most()));
        most.subscribe(now ->
                session.stopsProperty()
                        .set(
                                session.stopsProperty()
                                        .get()
                                        .withMost(Math.clamp(now.intValue(), 1, MOST_TOKENS))));
    }

    /// The way chosen.
    ObjectProperty<AnswersMode> modeProperty() {
        return mode;
    }

    /// Tokens of an answer at most; the session's own number.
    IntegerProperty mostProperty() {
        return most;
    }

    SampledViewModel sampled() {
        return sampled;
    }

    BeamsViewModel beams() {
        return beams;
    }
}
