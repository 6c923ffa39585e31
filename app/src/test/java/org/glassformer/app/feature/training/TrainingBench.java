package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// The Training screen's view model over the real engine, everything at once on the test's thread.
public final class TrainingBench implements AutoCloseable {
    private static final Map<Field, String> SMALL =
            Map.of(
                    Field.SIZE, "3",
                    Field.LAYERS, "1",
                    Field.HEADS, "2",
                    Field.CHANNELS, "8",
                    Field.CONTEXT, "8",
                    Field.BATCH, "4");

    private final LabSession session = new LabSession();
    private final EngineService engine = new EngineService();
    private final TaskRunner runner = new DirectTaskRunner();
    private final TrainingDesk desk;
    private final ModelOpening opening;
    private final TrainingViewModel model;

    /// A screen without a run.
    ///
    /// @param runs where runs are kept; null for in memory
    public TrainingBench(@Nullable Path runs) {
        this(runs, Runnable::run);
    }

    /// A screen without a run.
    ///
    /// @param runs where runs are kept; null for in memory
    /// @param worker trains
    TrainingBench(@Nullable Path runs, Executor worker) {
        TrainingSetup setup = new TrainingSetup(runs, 1, Duration.ZERO);
        desk = new TrainingDesk(setup, worker, Runnable::run);
        opening = new ModelOpening(session, engine, runner);
        model = new TrainingViewModel(session, desk, opening, runner);
    }

    LabSession session() {
        return session;
    }

    TrainingViewModel model() {
        return model;
    }

    TrainingDesk desk() {
        return desk;
    }

    ModelOpening opening() {
        return opening;
    }

    SetupViewModel setup() {
        return model.setup();
    }

    TrainingMoment moment() {
        return Objects.requireNonNull(desk.momentProperty().get());
    }

    String problem() {
        return model.problemProperty().get();
    }

    /// Makes the model that is chosen small; its context and the size of examples too.
    void small() {
        SMALL.forEach((field, value) -> setup().field(field).set(value));
    }

    /// Begins to sort three digits with a model of a thousand parameters.
    TrainingBench begin() {
        setup().lessonProperty().set(Lesson.SORT);
        small();
        setup().start();
        assertThat(problem()).isEmpty();
        return this;
    }

    @Override
    public void close() {
        desk.close();
        engine.close();
    }
}
