package org.glassformer.app.feature.attention.stream;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensTableData;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenChoice;
import org.jspecify.annotations.Nullable;

/// State and commands of the residual stream: the logit lens over the whole text, and one position from the embeddings
/// to the last block.
///
/// It reads only while it is on view.
public final class StreamViewModel {

    private final LabSession session;
    private final LensViewModel lens;
    private final TokenSearch search;
    private final LockedPoint locked;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
    private final BooleanProperty detailed = new SimpleBooleanProperty(this, "detailed");
    private final BooleanProperty listed = new SimpleBooleanProperty(this, "listed");
    private final ObjectProperty<LensColoring> coloring =
            new SimpleObjectProperty<>(this, "coloring", LensColoring.PROBABILITY);
    private final ObjectProperty<@Nullable Cell> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ReadOnlyObjectWrapper<LensTableData> table =
            new ReadOnlyObjectWrapper<>(this, "table", LensTableData.EMPTY);
    private final ReadOnlyObjectWrapper<StreamPlots> plots =
            new ReadOnlyObjectWrapper<>(this, "plots", StreamPlots.EMPTY);
    private final ReadOnlyObjectWrapper<List<PointRow>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper(this, "position", "");
    private final ReadOnlyStringWrapper followed = new ReadOnlyStringWrapper(this, "followed", "");
    private final ReadOnlyStringWrapper share = new ReadOnlyStringWrapper(this, "share", "");
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper(this, "busy", "");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");

    /// The stream of a session's reading.
    ///
    /// @param session what all screens share
    /// @param engine looks inside the model
    /// @param runner runs what takes time
    public StreamViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.lens = new LensViewModel(engine, runner);
        this.search = new TokenSearch(session, runner);
        this.locked = new LockedPoint(session, lens.numbersProperty(), detailed);
        lens.numbersProperty().subscribe((before, now) -> showAll());
        lens.stateProperty().subscribe((before, now) -> mark());
        session.stateProperty().subscribe((before, now) -> mark());
        session.readingProperty()
                .subscribe((before, now) -> {
                    read();
                    mark();
                });
        session.targetProperty().subscribe((before, now) -> read());
        shown.subscribe((before, now) -> read());
        session.selectedTokenProperty().subscribe((before, now) -> positionChanged());
        detailed.subscribe((before, now) -> {
            locked.keep(before);
            showAll();
        });
        coloring.subscribe((before, now) -> showAll());
        hovered.subscribe((before, now) ->
                session.hoveredTokenProperty().set(now == null ? LabSession.NONE : now.column()));
        read();
    }

    /// Whether the panels are on view; while they are not, nothing is computed. True unless set.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Whether the points after attention are shown as well as those after each block.
    BooleanProperty detailedProperty() {
        return detailed;
    }

    /// Whether the position's points are listed instead of the map.
    BooleanProperty listedProperty() {
        return listed;
    }

    ObjectProperty<LensColoring> coloringProperty() {
        return coloring;
    }

    /// The locked cell of the map: a point and a position.
    LockedPoint locked() {
        return locked;
    }

    ObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered;
    }

    ReadOnlyObjectProperty<LensTableData> tableProperty() {
        return table.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<StreamPlots> plotsProperty() {
        return plots.getReadOnlyProperty();
    }

    /// The points of the position, the last on top.
    ReadOnlyObjectProperty<List<PointRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Which position is followed up the stream.
    ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /// What the followed token is called.
    ReadOnlyStringProperty followedProperty() {
        return followed.getReadOnlyProperty();
    }

    /// What the position embedding adds, as a sentence.
    ReadOnlyStringProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /// How much of a long text is read; empty when all is.
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What is being done while there is nothing to show yet, in a sentence; else empty.
    ReadOnlyStringProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether what is shown belongs to an earlier text or token.
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return lens.stateProperty();
    }

    /// The tokens that fit what is typed.
    ObservableValue<Function<String, List<TokenChoice>>> matches() {
        return search.matchesProperty()
                .map(find ->
                        typed -> find.apply(typed).stream().map(StreamViewModel::choice).toList());
    }

    private static TokenChoice choice(SessionToken token) {
        return new TokenChoice(token.id(), StreamWords.label(token), Integer.toString(token.id()));
    }

    /// Follows another token.
    ///
    /// @param id in the vocabulary, or [LabSession#NONE] for each position's likeliest
    void follow(int id) {
        session.targetProperty().set(id);
    }

    /// Reads the columns in sight next; while none is, as before the first numbers, the selected position stays first.
    void look(TextRange columns) {
        if (columns.isEmpty()) {
            return;
        }
        int selected = session.selectedTokenProperty().get();
        boolean inSight = selected >= columns.start() && selected < columns.end();
        lens.want(inSight ? selected : (columns.start() + columns.end()) / 2);
    }

    private void read() {
        Reading reading = session.readingProperty().get();
        if (!shown.get() || reading == null) {
            lens.stop();
            return;
        }
        int target = session.targetProperty().get();
        StreamNumbers known = lens.numbersProperty().get();
        boolean done =
                known != null
                        && known.reading().equals(reading)
                        && known.target() == target
                        && known.isComplete()
                        && lens.stateProperty().get() == LabState.READY;
        if (!done) {
            int selected = session.selectedTokenProperty().get();
            lens.want(selected == LabSession.NONE ? reading.tokens().size() - 1 : selected);
            lens.read(reading, target);
        }
    }

    private void mark() {
        StreamNumbers numbers = lens.numbersProperty().get();
        boolean other =
                numbers != null
                        && (!numbers.reading().equals(session.readingProperty().get())
                                || numbers.target() != session.targetProperty().get());
        LabState text = session.stateProperty().get();
        stale.set(other || text == LabState.BUSY || text == LabState.STALE);
        busy.set(numbers == null ? firstRead(text) : "");
        boolean partly = numbers != null && !other && !numbers.isComplete();
        progress.set(
                partly
                        ? Messages.text("stream.progress", numbers.read(), numbers.positions())
                        : "");
    }

    private String firstRead(LabState text) {
        Reading reading = session.readingProperty().get();
        if (reading == null) {
            return text == LabState.BUSY ? Messages.text("stream.busy.prompt") : "";
        }
        return lens.stateProperty().get() == LabState.BUSY
                ? Messages.text(
                        "stream.busy.first", reading.tokens().size(), reading.model().nLayer())
                : "";
    }

    private void showAll() {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers == null) {
            return;
        }
        List<Integer> shownPoints = numbers.shown(detailed.get());
        table.set(
                new LensTableData(
                        shownPoints.stream()
                                .map(p -> numbers.points().get(p).label(detailed.get()))
                                .toList(),
                        numbers.reading().tokens().stream().map(StreamWords::label).toList(),
                        new StreamCells(numbers, shownPoints, coloring.get()),
                        new LensWords(numbers).legend(coloring.get())));
        locked.lockSelected();
        showPosition();
        mark();
    }

    private void positionChanged() {
        StreamNumbers numbers = lens.numbersProperty().get();
        int selected = session.selectedTokenProperty().get();
        if (selected != LabSession.NONE) {
            lens.want(selected);
        }
        if (numbers != null) {
            locked.lockSelected();
            showPosition();
        }
    }

    private void showPosition() {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers == null) {
            return;
        }
        int at = locked.position(numbers);
        LensWords words = new LensWords(numbers);
        position.set(words.position(at));
        followed.set(words.followed(at));
        List<Integer> downwards = numbers.shown(detailed.get());
        plots.set(StreamPlots.of(numbers, downwards.reversed(), at, words.token(at)));
        rows.set(PointRow.of(numbers, downwards, at, detailed.get()));
        share.set(words.share(at));
    }

    Caption lensCaption() {
        return StreamTables.lensCaption(session, lens.numbersProperty().get(), name());
    }

    Optional<NumbersTable> lensNumbers() {
        StreamNumbers numbers = lens.numbersProperty().get();
        return numbers == null
                ? Optional.empty()
                : Optional.of(StreamTables.lens(lensCaption(), numbers));
    }

    Caption layersCaption() {
        return StreamTables.layersCaption(
                session, lens.numbersProperty().get(), name(), position.get(), share.get());
    }

    Optional<NumbersTable> layersNumbers() {
        StreamNumbers numbers = lens.numbersProperty().get();
        return numbers == null
                ? Optional.empty()
                : Optional.of(
                        StreamTables.layers(layersCaption(), numbers, locked.position(numbers)));
    }

    private String name() {
        StreamNumbers numbers = lens.numbersProperty().get();
        return numbers == null ? "" : new LensWords(numbers).target();
    }
}
