package org.glassformer.app.testing;

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
import org.glassformer.app.session.StepReader;
import org.glassformer.app.session.TextScores;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;

/// A session that opens a model and writes texts with it, all work done at once on the test's thread.
public final class WritingBench implements AutoCloseable {

    private final TaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final Continuation continuation;

    /// Opens a model and reads a prompt.
    public WritingBench(Path model, String prompt) {
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        new NextToken(session, runner);
        continuation = new Continuation(session, engine, reader, text, new History());
        new StepReader(session, engine, runner);
        new TextScores(session, engine, runner);
        session.promptProperty().set(prompt);
        new ModelOpening(session, engine, runner).open(model);
    }

    /// What all screens share.
    public LabSession session() {
        return session;
    }

    /// What adds tokens to the text.
    public Continuation continuation() {
        return continuation;
    }

    /// Runs everything at once.
    public TaskRunner runner() {
        return runner;
    }

    /// The generation as it stands.
    public GenerationTree tree() {
        return Objects.requireNonNull(session.treeProperty().get());
    }

    /// How many tokens the text has.
    public int length() {
        return session.tokensProperty().get().size();
    }

    @Override
    public void close() {
        runner.close();
        engine.close();
    }
}
