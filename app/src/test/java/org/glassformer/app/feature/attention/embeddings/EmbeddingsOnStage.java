package org.glassformer.app.feature.attention.embeddings;

import java.nio.file.Path;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.ui.theme.StyleClass;

/// The panels with a model and real threads, for a test.
final class EmbeddingsOnStage implements AutoCloseable {

    private final EngineService engine = new EngineService();
    private final FxTaskRunner runner = new FxTaskRunner();
    private final LabSession session = new LabSession();
    private final PromptReader reader = new PromptReader(session, engine, runner.newestWins());
    private final EmbeddingsViewModel model = new EmbeddingsViewModel(session, engine, runner);
    private final EmbeddingsView view =
            new EmbeddingsView(model, new PanelExport(Runnable::run, Runnable::run, notice -> {}));

    /// Begins to open a model. Call on the JavaFX thread.
    EmbeddingsOnStage(Path folder, String prompt) {
        assert reader != null;
        session.promptProperty().set(prompt);
        new ModelOpening(session, engine, runner).open(folder);
    }

    LabSession session() {
        return session;
    }

    EmbeddingsViewModel model() {
        return model;
    }

    EmbeddingsView view() {
        return view;
    }

    StackPane onBackdrop() {
        StackPane pane = new StackPane(view);
        pane.getStyleClass().addAll(StyleClass.BACKDROP, StyleClass.SCREEN);
        return pane;
    }

    boolean isReady() {
        return model.stateProperty().get() == LabState.READY;
    }

    @Override
    public void close() {
        runner.close();
        engine.close();
    }
}
