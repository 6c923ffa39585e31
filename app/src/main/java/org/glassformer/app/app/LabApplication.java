package org.glassformer.app.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.prefs.Preferences;
import org.glassformer.app.prefs.PreferencesStore;
import org.glassformer.app.prefs.UserFolders;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.OpenedModel;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.shell.MainWindow;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.ui.theme.Appearance;
import org.glassformer.app.ui.theme.Theme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lab in a window: threads, preferences, the first model, and the end of it all.
public final class LabApplication {

    private static final Logger LOG = LoggerFactory.getLogger(LabApplication.class);
    private static final double LEAST_WIDTH = 1000;
    private static final double LEAST_HEIGHT = 640;
    private static final javafx.util.Duration CALM = javafx.util.Duration.millis(500);
    private static final javafx.util.Duration STILL = javafx.util.Duration.seconds(10);

    private final EngineService engine;
    private final PreferencesStore store;
    private final StartModel start;
    private final Future<OpenedModel> early;

    /// A lab that is not shown yet.
    ///
    /// @param engine the seam to the engine; closed with the window
    /// @param store what the lab remembers
    /// @param start the first model
    /// @param early the opening of the first model, under way
    LabApplication(
            EngineService engine,
            PreferencesStore store,
            StartModel start,
            Future<OpenedModel> early) {
        this.engine = engine;
        this.store = store;
        this.start = start;
        this.early = early;
    }

    /// Shows the lab.
    ///
    /// @param stage the window
    void show(Stage stage) {
        Preferences preferences = store.load();
        Appearance appearance = new Appearance(theme(preferences), preferences.zoom());
        FxTaskRunner runner = new FxTaskRunner();
        TrainingSetup runs = TrainingSetup.in(UserFolders.data().resolve("training"));
        HubSettings hub =
                HubSettings.ofUser(preferences.hub(), UserFolders.data().resolve("models"));
        Lab lab = new Lab(engine, runner, start.listSamples(), runs, hub);
        LabSession session = lab.session();
        catchAll(session, runner);
        timeFirstBars(session);
        session.promptProperty().set(Messages.text("prompt.start"));
        lab.shell().remember(preferences.recentModels());
        lab.opening().adopt(early, start.folder());
        lab.shell().screenProperty().set(preferences.screen());
        MainWindow window = lab.window(appearance, runner.painters());
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene =
                window.scene(
                        Math.min(preferences.windowWidth(), screen.getWidth()),
                        Math.min(preferences.windowHeight(), screen.getHeight()));
        stage.setScene(scene);
        lab.rehearse(scene, runner.painters(), CALM, STILL);
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        stage.setMaximized(preferences.maximized());
        stage.titleProperty().bind(lab.shell().windowTitleProperty());
        stage.setOnHidden(ignored -> {
            Preferences now =
                    preferences
                            .withTheme(appearance.themeProperty().get().name())
                            .withZoom(appearance.zoomProperty().get())
                            .withScreen(lab.shell().screenProperty().get())
                            .withRecentModels(lab.shell().recentModels())
                            .withHub(lab.chosenHub());
            store.save(
                    stage.isMaximized()
                            ? now.withWindow(
                                    preferences.windowWidth(), preferences.windowHeight(), true)
                            : now.withWindow(scene.getWidth(), scene.getHeight(), false));
            lab.close();
            runner.close();
            engine.close();
        });
        stage.show();
        LOG.debug("window shown after {}", sinceStart());
    }

    private static Theme theme(Preferences preferences) {
        return Arrays.stream(Theme.values())
                .filter(theme -> theme.name().equals(preferences.theme()))
                .findFirst()
                .orElse(Theme.LIGHT);
    }

    /// Whatever nobody caught is logged once and shown as a sentence.
    private static void catchAll(LabSession session, FxTaskRunner runner) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("Not caught on {}", thread.getName(), failure);
            runner.later(() ->
                    session.tell(
                            Notice.Tone.ERROR,
                            Messages.text("notice.unexpected", Sentences.of(failure))));
        });
    }

    private void timeFirstBars(LabSession session) {
        AtomicReference<Subscription> once = new AtomicReference<>();
        once.set(
                session.traceProperty()
                        .subscribe((before, trace) -> {
                            LOG.info("first bars after {}", sinceStart());
                            engine.started();
                            once.get().unsubscribe();
                        }));
    }

    /// Time since the JVM started, and what it took of the processors: the second counts on a busy machine.
    private static String sinceStart() {
        ProcessHandle.Info process = ProcessHandle.current().info();
        return process.startInstant()
                        .map(start -> Duration.between(start, Instant.now()).toMillis() + " ms")
                        .orElse("?")
                + process.totalCpuDuration()
                        .map(cpu -> ", " + cpu.toMillis() + " ms of processor time")
                        .orElse("");
    }
}
