package org.glassformer.app.feature.attention.map;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.theme.StyleClass;

/// A session with a model and the picture over it.
final class MapOnStage implements AutoCloseable {

    private final TaskRunner runner;
    private final LabSession session = new LabSession();
    private final EngineService engine = new EngineService();
    private final History history = new History();
    private final Continuation continuation;
    private final InterventionList interventions;
    private final ModelOpening opening;
    private final MapViewModel model;

    /// @param runner runs everything
    MapOnStage(TaskRunner runner) {
        this.runner = runner;
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        continuation = new Continuation(session, engine, reader, text, history);
        interventions = new InterventionList(session, history);
        opening = new ModelOpening(session, engine, runner);
        model = new MapViewModel(session, interventions, runner);
    }

    /// Opens a model on a prompt.
    void open(Path folder, String prompt) {
        session.promptProperty().set(prompt);
        opening.open(folder);
    }

    LabSession session() {
        return session;
    }

    MapViewModel model() {
        return model;
    }

    InterventionList interventions() {
        return interventions;
    }

    Continuation continuation() {
        return continuation;
    }

    History history() {
        return history;
    }

    MapPicture picture() {
        return model.pictureProperty().get();
    }

    Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    /// The view on a backdrop, its maps painted on the JavaFX thread.
    StackPane view() {
        PanelExport export = new PanelExport(Runnable::run, Runnable::run, notice -> {});
        StackPane pane = new StackPane(new MapView(model, Runnable::run, export));
        pane.getStyleClass().addAll(List.of(StyleClass.BACKDROP, StyleClass.SCREEN));
        return pane;
    }

    @Override
    public void close() {
        engine.close();
        runner.close();
    }
}
