package org.glassformer.app.feature.attention.pair;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.ui.theme.StyleClass;

/// The panel alone, with threads of its own.
final class PairOnStage implements AutoCloseable {

    private final SessionBench bench;
    private final PairViewModel model;
    private final PairView view;

    /// A panel that has begun to open a model. Call on the JavaFX thread.
    PairOnStage(Path folder, String prompt) {
        bench = SessionBench.threaded();
        model = new PairViewModel(bench.session(), bench.runner());
        view = new PairView(model, new PanelExport(Runnable::run, Runnable::run, notice -> {}));
        bench.open(folder, prompt);
    }

    SessionBench bench() {
        return bench;
    }

    PairViewModel model() {
        return model;
    }

    StackPane onBackdrop() {
        StackPane pane = new StackPane(view);
        pane.getStyleClass().addAll(StyleClass.BACKDROP, StyleClass.SCREEN);
        return pane;
    }

    /// Waits, off the JavaFX thread, until there is a pair.
    void awaitPair() {
        bench.awaitReading();
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !model.rowsProperty().get().isEmpty());
    }

    @Override
    public void close() {
        bench.close();
    }
}
