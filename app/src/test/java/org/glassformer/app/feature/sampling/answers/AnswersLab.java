package org.glassformer.app.feature.sampling.answers;

import java.nio.file.Path;
import java.util.Objects;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.StepReader;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;

/// A session with a model and the answers over it.
final class AnswersLab implements AutoCloseable {

    final LabSession session = new LabSession();
    final EngineService engine = new EngineService();
    final Continuation continuation;
    final AnswersViewModel answers;
    private final ModelOpening opening;

    AnswersLab(TaskRunner runner, Path model, String prompt) {
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        continuation = new Continuation(session, engine, reader, text, new History());
        new NextToken(session, runner);
        new StepReader(session, engine, runner);
        answers = new AnswersViewModel(session, engine, continuation, runner);
        opening = new ModelOpening(session, engine, runner);
        session.stopsProperty().set(session.stopsProperty().get().withMost(10));
        session.promptProperty().set(prompt);
        opening.open(model);
    }

    void open(Path model) {
        opening.open(model);
    }

    Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    GenerationTree tree() {
        return Objects.requireNonNull(session.treeProperty().get());
    }

    @Override
    public void close() {
        engine.close();
    }
}
