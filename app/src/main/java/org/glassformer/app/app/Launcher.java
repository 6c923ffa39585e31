package org.glassformer.app.app;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.prefs.PreferencesStore;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.OpenedModel;

/// The lab's main class.
///
/// It does not extend `Application`, which the class path does not allow, and begins to read the model before JavaFX
/// starts, so that the window finds it ready.
public final class Launcher {

    private Launcher() {}

    /// Opens the lab.
    ///
    /// @param args the folder of the model to begin with, or nothing
    public static void main(String[] args) {
        EngineService.aloneInThisJvm();
        StartModel start = StartModel.find(args);
        EngineService engine = new EngineService();
        engine.starting();
        FutureTask<OpenedModel> early = new FutureTask<>(() -> open(engine, start.folder()));
        Thread reader = new Thread(early, "lab-first-model");
        reader.setDaemon(true);
        reader.start();
        Platform.startup(() ->
                new LabApplication(engine, PreferencesStore.ofUser(), start, early)
                        .show(new Stage()));
    }

    private static OpenedModel open(EngineService engine, Path folder) {
        OpenedModel opened = engine.open(folder, "", part -> {});
        opened.warmUp(Messages.text("prompt.start"));
        return opened;
    }
}
