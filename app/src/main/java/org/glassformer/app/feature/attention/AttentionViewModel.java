package org.glassformer.app.feature.attention;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.feature.attention.contributions.ContributionsViewModel;
import org.glassformer.app.feature.attention.embeddings.EmbeddingsViewModel;
import org.glassformer.app.feature.attention.heads.HeadsViewModel;
import org.glassformer.app.feature.attention.map.MapViewModel;
import org.glassformer.app.feature.attention.neurons.NeuronsViewModel;
import org.glassformer.app.feature.attention.outcome.OutcomeViewModel;
import org.glassformer.app.feature.attention.pair.PairViewModel;
import org.glassformer.app.feature.attention.stream.StreamViewModel;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// State and commands of the Attention screen. Panels that are seldom looked at are made when they are first chosen, so
/// that nothing is computed for nobody.
public final class AttentionViewModel implements ScreenCommands {

    /// How many tokens one press of Space adds at most.
    private static final int MOST_TOKENS = 200;

    private static final List<String> KEYS = List.of("generate", "one", "reroll", "undo", "redo");

    private final LabSession session;
    private final EngineService engine;
    private final Continuation continuation;
    private final InterventionList interventions;
    private final TaskRunner runner;
    private final HeadsViewModel heads;
    private final MapViewModel map;
    private final PairViewModel pair;
    private final OutcomeViewModel outcome;
    private boolean onView = true;
    private @Nullable StreamViewModel stream;
    private @Nullable ContributionsViewModel contributions;
    private @Nullable NeuronsViewModel neurons;
    private @Nullable EmbeddingsViewModel embeddings;
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.MAP);

    /// The screen's state over a session.
    ///
    /// @param session what all screens share
    /// @param engine looks inside the model
    /// @param continuation adds tokens to the prompt
    /// @param interventions what is taken out
    /// @param runner runs what takes time
    public AttentionViewModel(
            LabSession session,
            EngineService engine,
            Continuation continuation,
            InterventionList interventions,
            TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.continuation = continuation;
        this.interventions = interventions;
        this.runner = runner;
        heads = new HeadsViewModel(session, runner);
        map = new MapViewModel(session, interventions, runner);
        pair = new PairViewModel(session, runner);
        outcome = new OutcomeViewModel(session, engine, interventions, continuation, runner);
        pair.sinkHiddenProperty().bind(map.sinkHiddenProperty());
        section.subscribe((before, now) -> tellShown());
    }

    /// Panels out of view compute nothing.
    private void tellShown() {
        Section seen = section.get();
        if (onView && (seen == Section.MAP || seen == Section.HEADS || seen == Section.PAIR)) {
            heads.resume();
            map.resume();
            pair.resume();
        } else {
            heads.rest();
            map.rest();
            pair.rest();
        }
        if (embeddings != null) {
            embeddings.shownProperty().set(onView && seen == Section.EMBEDDINGS);
        }
        if (stream != null) {
            stream.shownProperty().set(onView && seen == Section.STREAM);
        }
        if (contributions != null) {
            contributions.shownProperty().set(onView && seen == Section.CONTRIBUTIONS);
        }
        if (neurons != null) {
            neurons.shownProperty().set(onView && seen == Section.NEURONS);
        }
    }

    @Override
    public void shown() {
        onView = true;
        tellShown();
    }

    @Override
    public void hidden() {
        onView = false;
        tellShown();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return session.stateProperty();
    }

    /// How many heads a layer has; 0 before there is a model.
    int headsOfLayer() {
        return heads.thumbnailsProperty().get().heads();
    }

    /// The part of the screen in view.
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    HeadsViewModel heads() {
        return heads;
    }

    MapViewModel map() {
        return map;
    }

    PairViewModel pair() {
        return pair;
    }

    OutcomeViewModel outcome() {
        return outcome;
    }

    StreamViewModel stream() {
        StreamViewModel made = stream;
        if (made == null) {
            made = new StreamViewModel(session, engine, runner);
            stream = made;
        }
        return made;
    }

    ContributionsViewModel contributions() {
        ContributionsViewModel made = contributions;
        if (made == null) {
            made = new ContributionsViewModel(session, engine, runner);
            contributions = made;
        }
        return made;
    }

    NeuronsViewModel neurons() {
        NeuronsViewModel made = neurons;
        if (made == null) {
            made = new NeuronsViewModel(session, engine, interventions, runner);
            neurons = made;
        }
        return made;
    }

    EmbeddingsViewModel embeddings() {
        EmbeddingsViewModel made = embeddings;
        if (made == null) {
            made = new EmbeddingsViewModel(session, engine, runner);
            embeddings = made;
        }
        return made;
    }

    /// Whether tokens are being generated.
    public ReadOnlyBooleanProperty runningProperty() {
        return continuation.runningProperty();
    }

    @Override
    public void playOrPause() {
        if (continuation.runningProperty().get()) {
            continuation.stop();
        } else {
            continuation.generate(MOST_TOKENS);
        }
    }

    @Override
    public void one() {
        continuation.oneToken();
    }

    @Override
    public void reroll() {
        continuation.reroll();
    }

    @Override
    public void undo() {
        continuation.undo();
    }

    @Override
    public void redo() {
        continuation.redo();
    }

    /// Closes the patching, else lets the followed token go, else unlocks the pair of tokens that is looked at.
    @Override
    public boolean escape() {
        if (outcome.escape() || heads.escape()) {
            return true;
        }
        boolean locked =
                session.selectedTokenProperty().get() != LabSession.NONE
                        || session.keyTokenProperty().get() != LabSession.NONE;
        session.selectedTokenProperty().set(LabSession.NONE);
        session.keyTokenProperty().set(LabSession.NONE);
        return locked;
    }

    @Override
    public boolean typed(String character) {
        return map.typed(character) || pair.typed(character);
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>(KEYS);
        keys.addAll(map.keys());
        return keys;
    }
}
