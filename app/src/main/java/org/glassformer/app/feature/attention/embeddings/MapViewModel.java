package org.glassformer.app.feature.attention.embeddings;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.analysis.EmbeddingAxes;
import org.glassformer.engine.analysis.EmbeddingMap;
import org.glassformer.engine.analysis.EmbeddingSpread;
import org.jspecify.annotations.Nullable;

/// Computes the map of a model's embeddings off the JavaFX thread, once for each model.
///
/// The axes are found between two visits to the model, so that it can read and generate meanwhile.
final class MapViewModel {

    private final EngineService engine;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable TokenMap> result =
            new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private @Nullable ModelSummary asked;
    private @Nullable Throwable failure;

    MapViewModel(EngineService engine, TaskRunner runner) {
        this.engine = engine;
        this.turns = runner.newestWins();
    }

    ReadOnlyObjectProperty<@Nullable TokenMap> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Why there is no map; null unless it failed.
    @Nullable Throwable failure() {
        return failure;
    }

    /// Computes a model's map, unless it is there, on its way, or failed before.
    void compute(ModelSummary model, TokenTexts texts) {
        if (model.equals(asked)) {
            return;
        }
        asked = model;
        failure = null;
        progress.set(0);
        state.set(LabState.BUSY);
        turns.submit(
                Job.of(Messages.text("embeddings.task"), context -> map(model, texts, context))
                        .whenDone(this::done)
                        .whenFailed(this::failed)
                        .asShown());
    }

    /// Gives up what is on its way.
    void stop() {
        if (state.get() == LabState.BUSY) {
            turns.cancel();
            asked = null;
            state.set(LabState.EMPTY);
        }
    }

    /// Lets the map of the model before go.
    void forget() {
        turns.cancel();
        asked = null;
        failure = null;
        progress.set(0);
        result.set(null);
        state.set(LabState.EMPTY);
    }

    private void done(TokenMap map) {
        progress.set(1);
        state.set(LabState.READY);
        result.set(map);
    }

    private void failed(Throwable why) {
        failure = why;
        state.set(LabState.FAILED);
    }

    private TokenMap map(ModelSummary model, TokenTexts texts, TaskContext context) {
        EmbeddingSpread spread =
                engine.study(
                        model,
                        (transformer, breath) ->
                                EmbeddingSpread.of(
                                        transformer,
                                        part -> {
                                            breath.run();
                                            tell(context, 0.5 * part);
                                        }));
        context.checkCancelled();
        EmbeddingAxes axes = spread.axes(Math.min(2, spread.channels()));
        tell(context, 0.7);
        EmbeddingMap map =
                engine.study(
                        model,
                        (transformer, breath) ->
                                EmbeddingMap.of(
                                        transformer,
                                        axes,
                                        part -> {
                                            breath.run();
                                            tell(context, 0.7 + 0.2 * part);
                                        }));
        int count = axes.count();
        return TokenMap.of(
                model,
                List.of(along(map, 0), count > 1 ? along(map, 1) : new float[map.tokens()]),
                List.of(map.share(0), count > 1 ? map.share(1) : 0),
                texts,
                context::checkCancelled);
    }

    private static float[] along(EmbeddingMap map, int axis) {
        float[] all = new float[map.tokens()];
        for (int id = 0; id < all.length; id++) {
            all[id] = map.coordinate(id, axis);
        }
        return all;
    }

    private void tell(TaskContext context, double part) {
        context.checkCancelled();
        context.progress(part, "");
        context.deliver(() -> progress.set(part));
    }
}
