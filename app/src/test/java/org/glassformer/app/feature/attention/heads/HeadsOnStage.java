package org.glassformer.app.feature.attention.heads;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.ui.control.HeadGrid;
import org.glassformer.app.ui.theme.StyleClass;

/// The panel alone, with threads of its own.
final class HeadsOnStage implements AutoCloseable {

    private final SessionBench bench;
    private final HeadsViewModel model;
    private final HeadsView view;

    /// A panel that has begun to open a model. Call on the JavaFX thread.
    HeadsOnStage(Path folder, String prompt) {
        bench = SessionBench.threaded();
        model = new HeadsViewModel(bench.session(), bench.runner());
        view = new HeadsView(model, new PanelExport(Runnable::run, Runnable::run, notice -> {}));
        bench.open(folder, prompt);
    }

    SessionBench bench() {
        return bench;
    }

    HeadsViewModel model() {
        return model;
    }

    HeadGrid grid() {
        return (HeadGrid) view.lookup("#head-grid");
    }

    StackPane onBackdrop() {
        StackPane pane = new StackPane(view);
        pane.getStyleClass().addAll(StyleClass.BACKDROP, StyleClass.SCREEN);
        return pane;
    }

    /// Waits, off the JavaFX thread, until all heads have been pictured and measured.
    void awaitPatterns() {
        bench.awaitReading();
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !model.patternsStaleProperty().get());
    }

    @Override
    public void close() {
        bench.close();
    }
}
