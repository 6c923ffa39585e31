package org.glassformer.app.feature.attention.stream;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
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
import org.glassformer.app.i18n.Figures;
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
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
    private final BooleanProperty detailed = new SimpleBooleanProperty(this, "detailed");
    private final BooleanProperty listed = new SimpleBooleanProperty(this, "listed");
    private final ObjectProperty<LensColoring> coloring =
            new SimpleObjectProperty<>(this, "coloring", LensColoring.PROBABILITY);
    private final ObjectProperty<@Nullable Cell> locked =
            new SimpleObjectProperty<>(this, "locked");
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
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");
    private int row;
    private boolean locking;

    /// The stream of a session's reading.
    ///
    /// @param session what all screens share
    /// @param engine looks inside the model
    /// @param runner runs what takes time
    public StreamViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.lens = new LensViewModel(engine, runner);
        this.search = new TokenSearch(session, runner);
        lens.numbersProperty().subscribe((before, now) -> showAll());
        lens.stateProperty().subscribe((before, now) -> mark());
        session.stateProperty().subscribe((before, now) -> mark());
        session.readingProperty().subscribe((before, now) -> read());
        session.targetProperty().subscribe((before, now) -> read());
        shown.subscribe((before, now) -> read());
        session.selectedTokenProperty().subscribe((before, now) -> positionChanged());
        detailed.subscribe((before, now) -> {
            relock(before);
            showAll();
        });
        coloring.subscribe((before, now) -> showAll());
        locked.subscribe((before, now) -> cellLocked(now));
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
    ObjectProperty<@Nullable Cell> lockedProperty() {
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

    /// Reads the columns in sight next.
    void look(TextRange columns) {
        int selected = session.selectedTokenProperty().get();
        boolean inSight = selected >= columns.start() && selected < columns.end();
        lens.want(inSight ? selected : (columns.start() + columns.end()) / 2);
    }

    /// Locks a point of the position.
    ///
    /// @param shownRow from the top
    void lockRow(int shownRow) {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers != null) {
            locked.set(new Cell(shownRow, column(numbers)));
        }
    }

    /// Locks the point of the position that is closest to a number of blocks.
    void lockPoint(double blocks) {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers == null) {
            return;
        }
        List<Integer> shownPoints = points(numbers);
        for (int i = 0; i < shownPoints.size(); i++) {
            if (numbers.points().get(shownPoints.get(i)).blocks() == blocks) {
                locked.set(new Cell(i, column(numbers)));
            }
        }
    }

    /// The number of blocks before the locked point; not a number without one.
    double lockedBlocks() {
        StreamNumbers numbers = lens.numbersProperty().get();
        Cell cell = locked.get();
        List<Integer> shownPoints = numbers == null ? List.of() : points(numbers);
        return numbers == null || cell == null || cell.row() >= shownPoints.size()
                ? Double.NaN
                : numbers.points().get(shownPoints.get(cell.row())).blocks();
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
        boolean partly = numbers != null && !other && !numbers.isComplete();
        progress.set(
                partly
                        ? Messages.text("stream.progress", numbers.read(), numbers.positions())
                        : "");
    }

    /// The points shown, the last on top.
    private List<Integer> points(StreamNumbers numbers) {
        return points(numbers, detailed.get());
    }

    private static List<Integer> points(StreamNumbers numbers, boolean all) {
        int last = numbers.points().size() - 1;
        return IntStream.rangeClosed(0, last)
                .map(i -> last - i)
                .filter(p -> all || numbers.points().get(p).kind() != Point.Kind.ATTENTION)
                .boxed()
                .toList();
    }

    private int column(StreamNumbers numbers) {
        int selected = session.selectedTokenProperty().get();
        int last = numbers.positions() - 1;
        return selected == LabSession.NONE ? last : Math.min(selected, last);
    }

    private void showAll() {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers == null) {
            return;
        }
        List<Integer> shownPoints = points(numbers);
        table.set(
                new LensTableData(
                        shownPoints.stream()
                                .map(p -> numbers.points().get(p).label(detailed.get()))
                                .toList(),
                        numbers.reading().tokens().stream().map(StreamWords::label).toList(),
                        new StreamCells(numbers, shownPoints, coloring.get()),
                        legend(numbers)));
        lockSelected();
        showPosition();
        mark();
    }

    private LensTableData.Legend legend(StreamNumbers numbers) {
        int vocabulary = numbers.reading().model().vocabSize();
        String marked = Messages.text("stream.legend.marked");
        return switch (coloring.get()) {
            case PROBABILITY ->
                    new LensTableData.Legend(
                            Messages.text("stream.legend.PROBABILITY"), "0", "1", marked, false);
            case RANK ->
                    new LensTableData.Legend(
                            Messages.text("stream.legend.RANK", name(numbers)),
                            Figures.count(vocabulary),
                            "1",
                            marked,
                            false);
            case DIVERGENCE ->
                    new LensTableData.Legend(
                            Messages.text("stream.legend.DIVERGENCE"),
                            "0",
                            Messages.text("stream.legend.atLeast", Math.log(vocabulary)),
                            marked,
                            true);
        };
    }

    private String name(StreamNumbers numbers) {
        return numbers.target() < 0
                ? Messages.text("stream.likeliest")
                : StreamWords.label(numbers.reading().vocabulary().token(numbers.target()));
    }

    private void positionChanged() {
        StreamNumbers numbers = lens.numbersProperty().get();
        int selected = session.selectedTokenProperty().get();
        if (selected != LabSession.NONE) {
            lens.want(selected);
        }
        if (numbers != null) {
            lockSelected();
            showPosition();
        }
    }

    private void showPosition() {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers == null) {
            return;
        }
        int at = column(numbers);
        Reading reading = numbers.reading();
        position.set(
                Messages.text("stream.position", StreamWords.label(reading.tokens().get(at)), at));
        String token =
                numbers.at(at)
                        .map(seen ->
                                StreamWords.label(reading.vocabulary().token(seen.followed(at))))
                        .orElse("…");
        followed.set(
                numbers.target() < 0 ? Messages.text("stream.followed.likeliest", token) : token);
        List<Integer> upwards = points(numbers).reversed();
        plots.set(StreamPlots.of(numbers, upwards, at, token));
        rows.set(PointRow.of(numbers, points(numbers), at, detailed.get()));
        share.set(
                numbers.share(at)
                        .map(added ->
                                Messages.text(
                                        "stream.share",
                                        added.added(),
                                        added.token(),
                                        added.sum(),
                                        Figures.fixed(added.cosine(), 3)))
                        .orElse(Messages.text("stream.share.none")));
    }

    /// The session's token is locked in the row that was looked at last.
    private void lockSelected() {
        StreamNumbers numbers = lens.numbersProperty().get();
        int selected = session.selectedTokenProperty().get();
        locking = true;
        if (numbers == null || selected == LabSession.NONE || selected >= numbers.positions()) {
            locked.set(null);
        } else {
            row = Math.min(row, points(numbers).size() - 1);
            locked.set(new Cell(row, selected));
        }
        locking = false;
    }

    private void cellLocked(@Nullable Cell cell) {
        if (cell != null) {
            row = cell.row();
        }
        if (!locking) {
            session.selectedTokenProperty().set(cell == null ? LabSession.NONE : cell.column());
        }
    }

    /// Keeps the locked point when other points are shown.
    private void relock(boolean wasDetailed) {
        StreamNumbers numbers = lens.numbersProperty().get();
        if (numbers != null) {
            List<Integer> before = points(numbers, wasDetailed);
            int point = before.get(Math.min(row, before.size() - 1));
            List<Integer> after = points(numbers);
            int at = after.indexOf(point);
            row = at >= 0 ? at : Math.max(0, after.indexOf(point + 1));
        }
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
                : Optional.of(StreamTables.layers(layersCaption(), numbers, column(numbers)));
    }

    private String name() {
        StreamNumbers numbers = lens.numbersProperty().get();
        return numbers == null ? "" : name(numbers);
    }
}
