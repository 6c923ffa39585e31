package org.glassformer.app.session;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Reads the text before the token that is looked at, so that the step that chose it can be seen; the newest look wins.
///
/// While none is looked at, the session's step is its reading.
public final class StepReader {

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;

    /// Watches a session.
    ///
    /// @param session tells which token is looked at, gets the step
    /// @param engine runs the model
    /// @param runner runs the work
    public StepReader(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.turns = runner.newestWins();
        session.lookedAtProperty().subscribe((before, now) -> read());
        session.readingProperty().subscribe((before, now) -> read());
    }

    private void read() {
        int index = session.lookedAtProperty().get();
        Reading reading = session.readingProperty().get();
        if (index == LabSession.NONE || reading == null) {
            turns.cancel();
        } else if (index < 1 || index >= reading.tokens().size()) {
            session.lookedAtProperty().set(LabSession.NONE); // nothing predicts the first token
        } else {
            turns.submit(
                    Job.of(Messages.text("task.lookAt"), context -> engine.before(reading, index))
                            .whenDone(this::show)
                            .whenFailed(this::failed));
        }
    }

    private void show(@Nullable Reading step) {
        session.stepProperty().set(step);
    }

    private void failed(Throwable failure) {
        session.lookedAtProperty().set(LabSession.NONE);
        session.tell(Notice.Tone.ERROR, Messages.text("notice.readFailed", Sentences.of(failure)));
    }
}
