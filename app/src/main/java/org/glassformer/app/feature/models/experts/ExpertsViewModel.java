package org.glassformer.app.feature.models.experts;

import java.util.List;
import java.util.Optional;
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
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensTableData;
import org.glassformer.app.ui.control.SignedBarsData;
import org.jspecify.annotations.Nullable;

/// Which experts took the tokens of the session's text; follows it while it is on view.
///
/// The locked cell is the session's selected token and layer. Without one the last token is meant.
public final class ExpertsViewModel {

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final ReadOnlyObjectWrapper<@Nullable RoutingViewModel> routing =
            new ReadOnlyObjectWrapper<>(this, "routing");
    private final ReadOnlyObjectWrapper<LensTableData> table =
            new ReadOnlyObjectWrapper<>(this, "table", LensTableData.EMPTY);
    private final ReadOnlyObjectWrapper<SignedBarsData> router =
            new ReadOnlyObjectWrapper<>(this, "router", SignedBarsData.EMPTY);
    private final ReadOnlyObjectWrapper<SignedBarsData> load =
            new ReadOnlyObjectWrapper<>(this, "load", SignedBarsData.EMPTY);
    private final ReadOnlyObjectWrapper<List<LoadRow>> loads =
            new ReadOnlyObjectWrapper<>(this, "loads", List.of());
    private final ObjectProperty<@Nullable Cell> locked =
            new SimpleObjectProperty<>(this, "locked");
    private final ObjectProperty<@Nullable Cell> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper(this, "place", "");
    private final ReadOnlyStringWrapper layerName =
            new ReadOnlyStringWrapper(this, "layerName", "");
    private boolean following;

    /// The experts of a session's reading.
    ///
    /// @param session what all screens share
    /// @param engine looks inside the model
    /// @param runner does so in the background
    public ExpertsViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        turns = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> read());
        session.modelProperty().subscribe((before, now) -> modelChanged(now));
        session.stateProperty().subscribe((before, now) -> mark());
        session.selectedTokenProperty().subscribe((before, now) -> follow());
        session.layerProperty().subscribe((before, now) -> follow());
        locked.subscribe((before, now) -> lock(now));
        hovered.subscribe((before, now) -> look());
        shown.subscribe((before, now) -> read());
        read();
    }

    /// Whether it is on view; while it is not, nothing is computed.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// The map of all layers and tokens; empty for a model without experts.
    ReadOnlyObjectProperty<LensTableData> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /// The router's probabilities for the token and layer meant.
    ReadOnlyObjectProperty<SignedBarsData> routerProperty() {
        return router.getReadOnlyProperty();
    }

    /// The tokens that each expert of the layer meant took.
    ReadOnlyObjectProperty<SignedBarsData> loadProperty() {
        return load.getReadOnlyProperty();
    }

    /// How the experts of each layer were used.
    ReadOnlyObjectProperty<List<LoadRow>> loadsProperty() {
        return loads.getReadOnlyProperty();
    }

    /// The locked cell of the map, or null.
    ObjectProperty<@Nullable Cell> lockedProperty() {
        return locked;
    }

    /// The cell of the map under the pointer, or null.
    ObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered;
    }

    /// Whether what is shown belongs to an earlier text.
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// Why there is nothing to see; empty where there is something.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Which token and layer are meant.
    ReadOnlyStringProperty placeProperty() {
        return place.getReadOnlyProperty();
    }

    /// Which layer is meant, and how its experts were used.
    ReadOnlyStringProperty layerNameProperty() {
        return layerName.getReadOnlyProperty();
    }

    /// Goes to a layer.
    void showLayer(int layer) {
        session.layerProperty().set(layer);
    }

    /// What is known of another model is forgotten; the text may have been read by the new one already.
    private void modelChanged(@Nullable ModelSummary now) {
        RoutingViewModel known = routing.get();
        if (known == null || !known.reading().model().equals(now)) {
            forget();
        }
    }

    private void forget() {
        turns.cancel();
        routing.set(null);
        show();
    }

    private void read() {
        Reading reading = session.readingProperty().get();
        if (!shown.get()) {
            turns.cancel();
            mark();
            return;
        }
        if (reading == null) {
            turns.cancel();
            show();
            return;
        }
        RoutingViewModel known = routing.get();
        if (known != null && known.reading().equals(reading)) {
            follow();
            mark();
            return;
        }
        turns.submit(
                Job.of(
                                Messages.text("experts.task"),
                                context -> RoutingViewModel.of(engine, reading))
                        .whenDone(now -> {
                            routing.set(now);
                            show();
                        })
                        .whenFailed(thrown -> {
                            forget();
                            note.set(Sentences.alone(thrown));
                        }));
    }

    private void show() {
        RoutingViewModel now = routing.get();
        if (now == null) {
            note.set(
                    Messages.text(
                            session.modelProperty().get() == null
                                    ? "models.none"
                                    : "experts.reading"));
            table.set(LensTableData.EMPTY);
            loads.set(List.of());
        } else {
            note.set(
                    now.isMixture()
                            ? ""
                            : Messages.text("experts.none", now.reading().model().name()));
            table.set(ExpertWords.table(now));
            loads.set(
                    now.layers().stream()
                            .flatMap(Optional::stream)
                            .map(LoadRow::of)
                            .toList()
                            .reversed());
        }
        follow();
        look();
        mark();
    }

    private void mark() {
        RoutingViewModel now = routing.get();
        boolean old = now != null && !now.reading().equals(session.readingProperty().get());
        stale.set(old || (now != null && session.stateProperty().get() == LabState.STALE));
    }

    /// The session's layer and token become the locked cell.
    private void follow() {
        if (!shown.get()) {
            return;
        }
        RoutingViewModel now = routing.get();
        int token = session.selectedTokenProperty().get();
        int layer = session.layerProperty().get();
        Cell cell =
                now == null
                                || !now.isMixture()
                                || token == LabSession.NONE
                                || token >= now.reading().tokens().size()
                                || layer >= now.layers().size()
                        ? null
                        : new Cell(new ExpertCells(now).turned(layer), token);
        following = true;
        try {
            locked.set(cell);
        } finally {
            following = false;
        }
        look();
    }

    /// The locked cell becomes the session's layer and token.
    private void lock(@Nullable Cell cell) {
        RoutingViewModel now = routing.get();
        if (following || now == null) {
            return;
        }
        if (cell != null) {
            session.layerProperty().set(new ExpertCells(now).turned(cell.row()));
        }
        session.selectedTokenProperty().set(cell == null ? LabSession.NONE : cell.column());
    }

    /// Shows the token and layer meant: those under the pointer, or those locked, or the last token.
    private void look() {
        RoutingViewModel now = routing.get();
        if (now == null || !now.isMixture()) {
            router.set(SignedBarsData.EMPTY);
            load.set(SignedBarsData.EMPTY);
            place.set("");
            layerName.set("");
            return;
        }
        int last = now.reading().tokens().size() - 1;
        Cell cell = hovered.get() != null ? hovered.get() : locked.get();
        int token = cell == null ? last : Math.min(cell.column(), last);
        int layer =
                cell == null
                        ? session.layerProperty().get()
                        : new ExpertCells(now).turned(cell.row());
        Optional<RoutedLayer> routed = now.layer(layer);
        String name = ExpertWords.label(now.reading().tokens().get(token));
        place.set(
                routed.map(known ->
                                Messages.text(
                                        "experts.place",
                                        name,
                                        token,
                                        layer,
                                        Figures.fixed(known.routerEntropy(token), 2),
                                        Figures.fixed(Math.log(known.experts()) / Math.log(2), 2)))
                        .orElse(Messages.text("experts.place.plain", layer)));
        router.set(
                routed.map(known -> ExpertWords.router(known, token)).orElse(SignedBarsData.EMPTY));
        layerName.set(Messages.text("experts.layer", layer));
        load.set(routed.map(ExpertWords::load).orElse(SignedBarsData.EMPTY));
    }

    /// What an exported panel says about itself.
    ///
    /// @param title the panel's
    /// @param where the token or the layer that it is of; empty for all
    Caption caption(String title, String where) {
        RoutingViewModel now = routing.get();
        Caption caption = Caption.of(title);
        return now == null
                ? caption
                : caption.with(Messages.text("models.fact.name"), now.reading().model().name())
                        .with(Messages.text("experts.caption.text"), now.reading().text())
                        .with(Messages.text("experts.caption.of"), where);
    }

    /// Every choice of the text; empty for a model without experts.
    Optional<NumbersTable> choices(String title) {
        return mixture().map(now -> ExpertWords.choices(caption(title, ""), now));
    }

    /// The tokens that each expert took; empty for a model without experts.
    Optional<NumbersTable> load(String title) {
        return mixture().map(now -> ExpertWords.loads(caption(title, ""), now));
    }

    private Optional<RoutingViewModel> mixture() {
        RoutingViewModel now = routing.get();
        return now != null && now.isMixture() ? Optional.of(now) : Optional.empty();
    }

    /// What is known; null before the first text was read.
    @Nullable RoutingViewModel routing() {
        return routing.get();
    }
}
