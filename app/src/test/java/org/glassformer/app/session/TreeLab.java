package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;

/// A session with all that makes its tree, run on the calling thread.
final class TreeLab implements AutoCloseable {

    static final String PROMPT = "Once upon a time, there was";

    final DirectTaskRunner runner = new DirectTaskRunner();
    final EngineService engine = new EngineService();
    final LabSession session = new LabSession();
    final History history = new History();
    final Continuation continuation;
    final InterventionList interventions;

    TreeLab(Path model) {
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        new NextToken(session, runner);
        new StepReader(session, engine, runner);
        new TextScores(session, engine, runner);
        continuation = new Continuation(session, engine, reader, text, history);
        interventions = new InterventionList(session, history);
        session.promptProperty().set(PROMPT);
        new ModelOpening(session, engine, runner).open(model);
    }

    Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    Reading step() {
        return Objects.requireNonNull(session.stepProperty().get());
    }

    GenerationTree tree() {
        return Objects.requireNonNull(session.treeProperty().get());
    }

    int current() {
        return tree().current().number();
    }

    /// The tokens after the typed prompt.
    List<Integer> generated() {
        return tree().path(current()).stream().skip(1).map(node -> node.token().id()).toList();
    }

    int typed() {
        return tree().prompt().tokens().size();
    }

    /// The likeliest token of the step looked at.
    ///
    /// @param rank 0 for the likeliest
    int likely(int rank) {
        return Objects.requireNonNull(session.traceProperty().get()).id(rank);
    }

    @Override
    public void close() {
        engine.close();
        runner.close();
    }
}
