package org.glassformer.app.session;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Reads each text with interventions once more without them, so that before and after can be compared.
///
/// While tokens are generated it follows as fast as it can: a run that has begun is brought to its end, and then the
/// newest reading is next.
public final class BaselineReader {

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private boolean reading;

    /// Watches a session.
    ///
    /// @param session tells of readings, gets the baselines
    /// @param engine runs the model
    /// @param runner runs the work
    public BaselineReader(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.turns = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> follow(now));
    }

    private void follow(@Nullable Reading latest) {
        if (latest == null || latest.interventions().list().isEmpty()) {
            session.beforeProperty().set(null);
        } else if (!reading) {
            read(latest);
        }
    }

    private void read(Reading latest) {
        reading = true;
        turns.submit(
                Job.of(Messages.text("task.baseline"), context -> baseline(latest))
                        .whenDone(this::show)
                        .whenFailed(this::failed));
    }

    /// Nothing where the model was changed meanwhile.
    private Optional<Baseline> baseline(Reading latest) {
        try {
            return Optional.of(new Baseline(latest, engine.withoutInterventions(latest)));
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal text read by another run has other logits
    private void show(Optional<Baseline> made) {
        reading = false;
        Reading latest = session.readingProperty().get();
        boolean wanted = latest != null && !latest.interventions().list().isEmpty();
        session.beforeProperty().set(wanted ? made.orElse(null) : null);
        if (latest != null && wanted && made.map(Baseline::reading).orElse(null) != latest) {
            read(latest);
        }
    }

    private void failed(Throwable failure) {
        reading = false;
        session.beforeProperty().set(null);
        session.tell(Notice.Tone.ERROR, Messages.text("notice.readFailed", Sentences.of(failure)));
    }
}
