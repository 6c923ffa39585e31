package org.glassformer.app.feature.attention.outcome;

import java.util.Objects;
import org.glassformer.app.session.BaselineReader;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;

/// The panel's view model with everything behind it.
final class OutcomeLab implements AutoCloseable {

    private final LabSession session = new LabSession();
    private final EngineService engine = new EngineService();
    private final TaskRunner runner;
    private final ModelOpening opening;
    private final InterventionList list;
    private final Continuation continuation;
    private final OutcomeViewModel model;

    OutcomeLab(TaskRunner runner) {
        this.runner = runner;
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        opening = new ModelOpening(session, engine, runner);
        History history = new History();
        continuation = new Continuation(session, engine, reader, text, history);
        list = new InterventionList(session, history);
        new BaselineReader(session, engine, runner);
        model = new OutcomeViewModel(session, engine, list, continuation, runner);
    }

    LabSession session() {
        return session;
    }

    EngineService engine() {
        return engine;
    }

    ModelOpening opening() {
        return opening;
    }

    InterventionList list() {
        return list;
    }

    Continuation continuation() {
        return continuation;
    }

    OutcomeViewModel model() {
        return model;
    }

    Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    /// Whether everything on screen belongs to the text and the interventions as they are.
    boolean isSettled() {
        NextTokensViewModel.Outcome outcome = model.nextTokens().outcomeProperty().get();
        Reading reading = session.readingProperty().get();
        return session.stateProperty().get() == LabState.READY
                && outcome != null
                && reading != null
                && outcome.reading().equals(reading)
                && outcome.compared() != reading.interventions().list().isEmpty();
    }

    @Override
    public void close() {
        engine.close();
        runner.close();
    }
}
