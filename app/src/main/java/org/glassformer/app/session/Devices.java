package org.glassformer.app.session;

import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.jspecify.annotations.Nullable;

/// Lists the devices of this machine once the first prompt was read: asking the drivers of graphics cards takes longer
/// than opening the lab, and nobody chooses a device before there is a model.
public final class Devices {

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private boolean asked;

    /// Waits for a session's first reading.
    ///
    /// @param session gets the devices
    /// @param engine knows them
    /// @param runner asks for them
    public Devices(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.turns = runner.newestWins();
        session.readingProperty().subscribe(this::ask);
    }

    private void ask(@Nullable Reading reading) {
        if (reading != null && !asked) {
            asked = true;
            turns.submit(
                    Job.of("Listing the devices", context -> engine.devices())
                            .with(Urgency.PATIENT)
                            .whenDone(session.devicesProperty()::set));
        }
    }
}
