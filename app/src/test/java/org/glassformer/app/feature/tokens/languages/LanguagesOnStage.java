package org.glassformer.app.feature.tokens.languages;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.ui.theme.StyleClass;

/// The panel alone, with threads of its own.
final class LanguagesOnStage implements AutoCloseable {

    private final FxTaskRunner runner = new FxTaskRunner();
    private final EngineService engine = new EngineService();
    private final TokenizerShelf shelf = new TokenizerShelf(new LabSession(), engine, runner);
    private final List<String> above = new ArrayList<>();
    private final LanguagesViewModel model = new LanguagesViewModel(shelf, runner, above::add);
    private final LanguagesView view =
            new LanguagesView(model, new PanelExport(Runnable::run, Runnable::run, notice -> {}));

    LanguagesViewModel model() {
        return model;
    }

    LanguagesView view() {
        return view;
    }

    TokenizerShelf shelf() {
        return shelf;
    }

    /// The texts put above so far.
    List<String> above() {
        return above;
    }

    StackPane onBackdrop() {
        StackPane pane = new StackPane(view);
        pane.getStyleClass().add(StyleClass.BACKDROP);
        return pane;
    }

    boolean isReady() {
        return model.stateProperty().get() == LabState.READY;
    }

    @Override
    public void close() {
        engine.close();
        runner.close();
    }
}
