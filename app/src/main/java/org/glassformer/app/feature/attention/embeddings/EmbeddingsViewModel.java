package org.glassformer.app.feature.attention.embeddings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.ScatterData;
import org.glassformer.app.ui.control.ScatterMarks;
import org.glassformer.app.ui.control.SignedBarsData;
import org.jspecify.annotations.Nullable;

/// The map of the model's token embeddings: all tokens, those of the text, those found by a search, and the nearest ones
/// of a chosen token.
///
/// The map is computed once for each model, when it is first looked at.
public final class EmbeddingsViewModel {

    private static final int MOST_FOUND = 40;
    private static final int MOST_BACK = 100;

    private final LabSession session;
    private final MapViewModel map;
    private final NeighboursViewModel neighbours;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ReadOnlyObjectWrapper<ScatterData> data =
            new ReadOnlyObjectWrapper<>(this, "data", ScatterData.EMPTY);
    private final ReadOnlyObjectWrapper<ScatterMarks> marks =
            new ReadOnlyObjectWrapper<>(this, "marks", ScatterMarks.NONE);
    private final ReadOnlyObjectWrapper<List<Integer>> found =
            new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private final ReadOnlyIntegerWrapper chosen =
            new ReadOnlyIntegerWrapper(this, "chosen", LabSession.NONE);
    private final ReadOnlyObjectWrapper<SignedBarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", SignedBarsData.EMPTY);
    private final ReadOnlyStringWrapper nearTitle =
            new ReadOnlyStringWrapper(this, "nearTitle", "");
    private final ReadOnlyStringWrapper shortNearTitle =
            new ReadOnlyStringWrapper(this, "shortNearTitle", "");
    private final ReadOnlyStringWrapper searchNote =
            new ReadOnlyStringWrapper(this, "searchNote", "");
    private final ReadOnlyStringWrapper placeholder =
            new ReadOnlyStringWrapper(this, "placeholder", "");
    private final ReadOnlyStringWrapper spread = new ReadOnlyStringWrapper(this, "spread", "");
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper(this, "canGoBack");
    private final Deque<Integer> before = new ArrayDeque<>();
    private @Nullable ModelSummary model;

    /// The embeddings of a session's model.
    ///
    /// @param session what all screens share
    /// @param engine has the weights
    /// @param runner runs what takes time
    public EmbeddingsViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.map = new MapViewModel(engine, runner);
        this.neighbours = new NeighboursViewModel(engine, runner);
        session.modelProperty().subscribe((was, now) -> turnTo(now));
        session.readingProperty().subscribe((was, now) -> compute());
        session.tokensProperty().subscribe((was, now) -> mark());
        session.selectedTokenProperty().subscribe((was, now) -> tokenSelected());
        shown.subscribe((was, now) -> compute());
        search.subscribe((was, now) -> search());
        map.resultProperty().subscribe((was, now) -> mapChanged(now));
        map.stateProperty().subscribe((was, now) -> tell());
        neighbours.resultProperty().subscribe((was, now) -> list());
        neighbours.stateProperty().subscribe((was, now) -> list());
        compute();
        tell();
        list();
    }

    /// Whether the panels are on view; while they are not, nothing is computed. True unless set.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// What is searched for.
    StringProperty searchProperty() {
        return search;
    }

    /// All tokens as points.
    ReadOnlyObjectProperty<ScatterData> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /// Which tokens stand out.
    ReadOnlyObjectProperty<ScatterMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// The found tokens, the best first.
    ReadOnlyObjectProperty<List<Integer>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The token whose neighbours are listed, or [LabSession#NONE].
    ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// The nearest tokens by cosine, the nearest first.
    ReadOnlyObjectProperty<SignedBarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    /// Whose neighbours are listed.
    ReadOnlyStringProperty nearTitleProperty() {
        return nearTitle.getReadOnlyProperty();
    }

    /// The same where there is little room.
    ReadOnlyStringProperty shortNearTitleProperty() {
        return shortNearTitle.getReadOnlyProperty();
    }

    /// How many tokens were found; empty while nothing is searched for.
    ReadOnlyStringProperty searchNoteProperty() {
        return searchNote.getReadOnlyProperty();
    }

    /// What stands in place of the map while there is none.
    ReadOnlyStringProperty placeholderProperty() {
        return placeholder.getReadOnlyProperty();
    }

    /// How much of the differences the map shows; empty while there is none.
    ReadOnlyStringProperty spreadProperty() {
        return spread.getReadOnlyProperty();
    }

    /// Whether another token was chosen before.
    ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return map.stateProperty();
    }

    /// How far the map is, 0 to 1.
    ReadOnlyDoubleProperty progressProperty() {
        return map.progressProperty();
    }

    @Nullable TokenMap map() {
        return map.resultProperty().get();
    }

    List<Neighbour> nearest() {
        return neighbours.resultProperty().get().nearest();
    }

    /// Looks at a token and its neighbours.
    ///
    /// @param id in the vocabulary
    void choose(int id) {
        TokenMap now = map();
        if (now == null || id < 0 || id >= now.size() || id == chosen.get()) {
            return;
        }
        if (chosen.get() != LabSession.NONE) {
            before.push(chosen.get());
            if (before.size() > MOST_BACK) {
                before.removeLast();
            }
        }
        go(id);
    }

    /// Goes back to the token looked at before.
    void back() {
        Integer id = before.poll();
        if (id != null) {
            go(id);
        }
    }

    private void go(int id) {
        chosen.set(id);
        canGoBack.set(!before.isEmpty());
        lookAround();
        mark();
    }

    /// Looks at a neighbour and its neighbours.
    ///
    /// @param row of the list
    void chooseNeighbour(int row) {
        if (row >= 0 && row < nearest().size()) {
            choose(nearest().get(row).token());
        }
    }

    /// Looks at the best of the found tokens.
    void chooseFound() {
        if (!found.get().isEmpty()) {
            choose(found.get().getFirst());
        }
    }

    /// A token under the pointer is hovered everywhere, if the text has it.
    ///
    /// @param id in the vocabulary, or negative
    void hover(int id) {
        List<SessionToken> tokens = session.tokensProperty().get();
        int at = LabSession.NONE;
        for (int i = 0; i < tokens.size() && id >= 0; i++) {
            at = tokens.get(i).id() == id ? i : at;
        }
        session.hoveredTokenProperty().set(at);
    }

    /// Lets everything of the model before go, once.
    private void turnTo(@Nullable ModelSummary now) {
        if (!Objects.equals(now, model)) {
            model = now;
            map.forget();
            neighbours.forget();
            before.clear();
            canGoBack.set(false);
            chosen.set(LabSession.NONE);
            search.set("");
        }
    }

    private void compute() {
        Reading reading = session.readingProperty().get();
        boolean current =
                reading != null && Objects.equals(reading.model(), session.modelProperty().get());
        if (reading != null && current) {
            turnTo(reading.model());
        }
        if (shown.get() && reading != null && current) {
            map.compute(reading.model(), reading.vocabulary());
            lookAround();
        } else if (!shown.get()) {
            map.stop();
            neighbours.stop();
        }
    }

    private void mapChanged(@Nullable TokenMap now) {
        data.set(now == null ? ScatterData.EMPTY : now.data());
        if (now != null && chosen.get() == LabSession.NONE) {
            List<SessionToken> tokens = session.tokensProperty().get();
            int selected = session.selectedTokenProperty().get();
            int at = selected >= 0 && selected < tokens.size() ? selected : tokens.size() - 1;
            if (at >= 0) {
                choose(tokens.get(at).id());
            }
        }
        search();
        mark();
        tell();
        list();
    }

    private void tokenSelected() {
        List<SessionToken> tokens = session.tokensProperty().get();
        int selected = session.selectedTokenProperty().get();
        if (selected >= 0 && selected < tokens.size()) {
            choose(tokens.get(selected).id());
        }
    }

    private void lookAround() {
        TokenMap now = map();
        if (now != null && shown.get() && chosen.get() != LabSession.NONE) {
            neighbours.compute(now.model(), chosen.get());
        }
    }

    private void search() {
        TokenMap now = map();
        String text = search.get();
        List<Integer> ids =
                now == null || text.isEmpty()
                        ? List.of()
                        : now.index().find(text, MOST_FOUND).stream()
                                .map(SessionToken::id)
                                .filter(id -> id < now.size())
                                .toList();
        found.set(ids);
        searchNote.set(
                text.isEmpty()
                        ? ""
                        : ids.size() == MOST_FOUND
                                ? Messages.text("embeddings.foundMany", MOST_FOUND)
                                : Messages.text("embeddings.found", ids.size()));
        mark();
    }

    private void mark() {
        TokenMap now = map();
        if (now == null) {
            marks.set(ScatterMarks.NONE);
            return;
        }
        List<Integer> own =
                session.tokensProperty().get().stream()
                        .map(SessionToken::id)
                        .filter(id -> id < now.size())
                        .distinct()
                        .toList();
        NeighboursViewModel.Neighbours near = neighbours.resultProperty().get();
        marks.set(
                new ScatterMarks(
                        chosen.get(),
                        found.get(),
                        near.token() == chosen.get()
                                ? near.nearest().stream().map(Neighbour::token).toList()
                                : List.of(),
                        own,
                        Messages.text("embeddings.own")));
    }

    private void tell() {
        TokenMap now = map();
        Throwable failure = map.failure();
        placeholder.set(
                switch (map.stateProperty().get()) {
                    case BUSY -> Messages.text("embeddings.busy");
                    case FAILED ->
                            failure == null
                                    ? ""
                                    : Messages.text("embeddings.failed", Sentences.of(failure));
                    case EMPTY, STALE, READY -> Messages.text("embeddings.empty");
                });
        spread.set(
                now == null
                        ? ""
                        : Messages.text(
                                "embeddings.spread",
                                now.size(),
                                Figures.percent(now.share(0) + now.share(1))));
    }

    private void list() {
        TokenMap now = map();
        NeighboursViewModel.Neighbours near = neighbours.resultProperty().get();
        if (now == null || chosen.get() == LabSession.NONE) {
            bars.set(SignedBarsData.EMPTY);
            nearTitle.set(Messages.text("embeddings.near"));
            shortNearTitle.set("");
            return;
        }
        nearTitle.set(Messages.text("embeddings.nearOf", now.name(chosen.get())));
        shortNearTitle.set(Messages.text("embeddings.shortNearOf", now.name(chosen.get())));
        if (near.token() == chosen.get()) {
            bars.set(
                    new SignedBarsData(
                            near.nearest().stream()
                                    .map(each ->
                                            new SignedBarsData.Row(
                                                    now.name(each.token()),
                                                    each.cosine(),
                                                    Figures.fixed(each.cosine(), 3)))
                                    .toList(),
                            1,
                            true));
        }
        mark();
    }

    /// What the panels say when they leave the lab.
    MapNumbers numbers() {
        return new MapNumbers(session, this);
    }
}
