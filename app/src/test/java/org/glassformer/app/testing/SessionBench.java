package org.glassformer.app.testing;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.task.TaskRunner;

/// A session that opens models and reads prompts, for tests of view models and of single panels.
public final class SessionBench implements AutoCloseable {

    private final TaskRunner runner;
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final ModelOpening opening;
    private final InterventionList interventions = new InterventionList(session, new History());

    private SessionBench(TaskRunner runner) {
        this.runner = runner;
        new PromptReader(session, engine, runner.newestWins());
        this.opening = new ModelOpening(session, engine, runner);
    }

    /// A session whose work is done at once, on the test's thread.
    public static SessionBench direct() {
        return new SessionBench(new DirectTaskRunner());
    }

    /// A session with threads of its own. Call on the JavaFX thread.
    public static SessionBench threaded() {
        return new SessionBench(new FxTaskRunner());
    }

    /// Begins to open a model and to read a prompt.
    public SessionBench open(Path model, String prompt) {
        session.promptProperty().set(prompt);
        opening.open(model);
        return this;
    }

    /// What all screens share.
    public LabSession session() {
        return session;
    }

    /// Runs everything that takes time.
    public TaskRunner runner() {
        return runner;
    }

    /// The seam to the engine.
    public EngineService engine() {
        return engine;
    }

    /// Commands that change the running model.
    public InterventionList interventions() {
        return interventions;
    }

    /// What the model last said.
    public Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    /// Waits, off the JavaFX thread, until the prompt has been read.
    public void awaitReading() {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(this::isRead);
    }

    private boolean isRead() {
        Reading reading = session.readingProperty().get();
        return session.stateProperty().get() == LabState.READY
                && reading != null
                && reading.text().equals(session.promptProperty().get());
    }

    @Override
    public void close() {
        runner.close();
        engine.close();
    }
}
