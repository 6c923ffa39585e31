package org.glassformer.app.feature.tokens;

import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.FxTaskRunner;

/// The Tokens screen alone, with real threads.
final class TokensOnStage implements AutoCloseable {

    private final FxTaskRunner runner = new FxTaskRunner();
    private final LabSession session = new LabSession();
    private final EngineService engine = new EngineService();
    private final TokenizerShelf shelf = new TokenizerShelf(session, engine, runner);
    private final TokensViewModel model = new TokensViewModel(session, shelf, runner);

    TokensView view() {
        return new TokensView(
                model, new PanelExport(runner.painters(), runner::later, ignored -> {}));
    }

    TokensViewModel model() {
        return model;
    }

    LabSession session() {
        return session;
    }

    /// Waits, off the JavaFX thread, until both panes have the text that is there.
    void awaitTokens() {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> shows(model.first()) && shows(model.second()));
    }

    private boolean shows(PaneViewModel pane) {
        return !pane.busyProperty().get()
                && (model.inputProperty().get() != InputKind.TEXT
                        || pane.tokens().text().equals(model.textProperty().get()));
    }

    @Override
    public void close() {
        runner.close();
        engine.close();
    }
}
