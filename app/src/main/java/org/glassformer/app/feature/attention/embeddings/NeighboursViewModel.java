package org.glassformer.app.feature.attention.embeddings;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.analysis.TokenEmbeddings;

/// Finds the nearest tokens of one token off the JavaFX thread; the newest question wins.
final class NeighboursViewModel {

    private static final int COUNT = 40;

    /// The nearest tokens of a token.
    ///
    /// @param token in the vocabulary, or [LabSession#NONE]
    /// @param nearest without the token itself, the nearest first
    record Neighbours(int token, List<Neighbour> nearest) {

        static final Neighbours NONE = new Neighbours(LabSession.NONE, List.of());
    }

    private final EngineService engine;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<Neighbours> result =
            new ReadOnlyObjectWrapper<>(this, "result", Neighbours.NONE);
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private int asked = LabSession.NONE;

    NeighboursViewModel(EngineService engine, TaskRunner runner) {
        this.engine = engine;
        this.turns = runner.newestWins();
    }

    ReadOnlyObjectProperty<Neighbours> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void compute(ModelSummary model, int token) {
        if (asked == token) {
            return;
        }
        asked = token;
        state.set(LabState.BUSY);
        turns.submit(
                Job.of(
                                Messages.text("embeddings.near"),
                                context ->
                                        engine.study(
                                                model,
                                                (transformer, breath) ->
                                                        new TokenEmbeddings(transformer)
                                                                .nearest(
                                                                        token,
                                                                        COUNT,
                                                                        _ -> {
                                                                            context
                                                                                    .checkCancelled();
                                                                            breath.run();
                                                                        })))
                        .whenDone(nearest -> {
                            state.set(LabState.READY);
                            result.set(
                                    new Neighbours(
                                            token,
                                            nearest.stream()
                                                    .map(each ->
                                                            new Neighbour(
                                                                    each.token(), each.cosine()))
                                                    .toList()));
                        })
                        .whenFailed(_ -> state.set(LabState.FAILED)));
    }

    /// Gives up what is on its way.
    void stop() {
        if (state.get() == LabState.BUSY) {
            turns.cancel();
            asked = LabSession.NONE;
            state.set(LabState.EMPTY);
        }
    }

    /// Lets the neighbours in the model before go.
    void forget() {
        turns.cancel();
        asked = LabSession.NONE;
        result.set(Neighbours.NONE);
        state.set(LabState.EMPTY);
    }
}
