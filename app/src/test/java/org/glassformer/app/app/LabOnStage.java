package org.glassformer.app.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.awaitility.Awaitility;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.ui.theme.Appearance;
import org.glassformer.app.ui.theme.Theme;

/// A whole lab for a test, with real threads and the real window.
final class LabOnStage implements AutoCloseable {

    private static final Duration CALM = Duration.millis(500);

    private final EngineService engine = new EngineService();
    private final FxTaskRunner runner = new FxTaskRunner();
    private final Appearance appearance;
    private final Lab lab;
    private Duration still = Duration.hours(1);

    /// A lab that has begun to open a model. Call on the JavaFX thread.
    LabOnStage(Path model, String prompt, Theme theme) {
        this(model, prompt, theme, TrainingSetup.inMemory(), Lab.temporary());
    }

    /// A lab with training runs in a folder, that has begun to open a model. Call on the JavaFX thread.
    LabOnStage(Path model, String prompt, Theme theme, TrainingSetup runs) {
        this(model, prompt, theme, runs, Lab.temporary());
    }

    /// A lab with everything named, that has begun to open a model. Call on the JavaFX thread.
    LabOnStage(Path model, String prompt, Theme theme, TrainingSetup runs, HubSettings hub) {
        appearance = new Appearance(theme, 1);
        lab = new Lab(engine, runner, List.of(model), runs, hub);
        lab.shell().screenProperty().set("attention");
        lab.session().promptProperty().set(prompt);
        lab.opening().open(model);
    }

    /// Goes to a screen. Call on the JavaFX thread.
    LabOnStage on(String screen) {
        lab.shell().screenProperty().set(screen);
        return this;
    }

    /// When the window counts as still. Call before there is a scene.
    LabOnStage stillAfter(Duration idle) {
        still = idle;
        return this;
    }

    Scene scene(double width, double height) {
        Scene scene = lab.window(appearance, runner.painters()).scene(width, height);
        lab.rehearse(scene, runner.painters(), CALM, still);
        return scene;
    }

    Lab lab() {
        return lab;
    }

    /// Whether nothing is being worked out.
    boolean isIdle() {
        return runner.running().isEmpty();
    }

    LabSession session() {
        return lab.session();
    }

    Appearance appearance() {
        return appearance;
    }

    /// Waits, off the JavaFX thread, until the prompt is read and its bars are there.
    void awaitReady() {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() ->
                        session().stateProperty().get() == LabState.READY
                                && session().traceProperty().get() != null
                                && session().readingProperty().get() != null
                                && session()
                                        .readingProperty()
                                        .get()
                                        .text()
                                        .equals(session().promptProperty().get()));
    }

    /// Waits, off the JavaFX thread, until the step looked at is read.
    void awaitStep() {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() ->
                        session().stepProperty().get() != null
                                && session().stepProperty().get().tokens().size()
                                        == Continuation.position(session()));
    }

    @Override
    public void close() {
        lab.close();
        runner.close();
        engine.close();
    }
}
