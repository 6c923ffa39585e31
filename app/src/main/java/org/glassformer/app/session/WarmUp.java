package org.glassformer.app.session;

import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Runs a newly opened model on its first prompt a few times more, once the bars are shown, so that the first edit does
/// not wait for the JVM to compile the kernels.
///
/// A first run in a fresh JVM takes about thirty times as long as the tenth: vectors are objects until the kernels are
/// compiled. Whatever a person does ends the warming up. Nothing of these runs is shown, nor their time.
public final class WarmUp {

    private static final int RUNS = 12;

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private @Nullable ModelSummary warmed;

    /// Watches a session.
    ///
    /// @param session tells of new models and of what the person does
    /// @param engine runs the model
    /// @param runner runs the warming up
    public WarmUp(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.turns = runner.newestWins();
        session.traceProperty().subscribe((before, now) -> sampled());
        session.promptProperty().subscribe((before, now) -> turns.cancel());
        session.modelProperty().subscribe((before, now) -> turns.cancel());
    }

    private void sampled() {
        ModelSummary model = session.modelProperty().get();
        Reading reading = session.readingProperty().get();
        if (model == null
                || model.equals(warmed)
                || reading == null
                || !reading.model().equals(model)) {
            return;
        }
        warmed = model;
        turns.submit(Job.of("Warming up", context -> run(model, context)));
    }

    /// How often the model ran.
    private int run(ModelSummary model, TaskContext context) {
        int run = 0;
        while (run < RUNS && engine.repeat(model, run % 2 == 0)) {
            run++;
            context.checkCancelled();
        }
        return run;
    }
}
