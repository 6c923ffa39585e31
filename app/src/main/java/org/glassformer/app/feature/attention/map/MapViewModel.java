package org.glassformer.app.feature.attention.map;

import java.util.List;
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
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Selection;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.jspecify.annotations.Nullable;

/// The large attention picture: what it shows, which pair of tokens is locked, and what can be taken out of the model
/// from here.
///
/// The locked pair is the session's selected token (the query, a row) and its key token (a column); what is under the
/// pointer is the session's hovered pair. So a pair locked here is the one inspected beside it.
public final class MapViewModel {

    /// The key that hides the first token, and brings it back.
    private static final String HIDE_SINK = "s";

    private final LabSession session;
    private final RemovalsViewModel removals;
    private final Selection selection;
    private final PictureViewModel pictures;
    private final NewestRowViewModel newestRow;
    private final TwinViewModel twin;
    private final MapNumbersViewModel numbers;
    private final ObjectProperty<@Nullable Cell> locked =
            new SimpleObjectProperty<>(this, "locked");
    private final ObjectProperty<@Nullable Cell> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ReadOnlyObjectWrapper<@Nullable Cell> preview =
            new ReadOnlyObjectWrapper<>(this, "preview");
    private final BooleanProperty brief = new SimpleBooleanProperty(this, "brief");
    private final ReadOnlyStringWrapper layerName =
            new ReadOnlyStringWrapper(this, "layerName", "");
    private final ReadOnlyStringWrapper headName = new ReadOnlyStringWrapper(this, "headName", "");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyBooleanWrapper ofLayer = new ReadOnlyBooleanWrapper(this, "ofLayer");
    private final ReadOnlyBooleanWrapper ofHead = new ReadOnlyBooleanWrapper(this, "ofHead");
    private final ReadOnlyObjectWrapper<List<HeadScope>> scopes =
            new ReadOnlyObjectWrapper<>(this, "scopes", List.of());
    private boolean following;

    /// A picture of a session's reading.
    ///
    /// @param session what all screens share
    /// @param interventions takes edges and heads out of the model
    /// @param runner computes patterns off the JavaFX thread
    public MapViewModel(LabSession session, InterventionList interventions, TaskRunner runner) {
        this.session = session;
        this.selection = new Selection(session);
        this.pictures = new PictureViewModel(session, runner);
        this.removals = new RemovalsViewModel(session, interventions, pictures, locked);
        this.newestRow = new NewestRowViewModel(pictures.pictureProperty());
        this.twin = new TwinViewModel(pictures.pictureProperty(), locked);
        this.numbers = new MapNumbersViewModel(session, this);
        List.of(session.selectedTokenProperty(), session.keyTokenProperty())
                .forEach(index -> index.subscribe(this::followSelection));
        List.of(session.hoveredTokenProperty(), session.hoveredKeyProperty())
                .forEach(index -> index.subscribe(this::followHover));
        locked.subscribe((before, now) -> lock(now));
        hovered.subscribe((before, now) -> hover(now));
        List.of(
                        session.modelProperty(),
                        session.layerProperty(),
                        session.headProperty(),
                        session.mapKindProperty(),
                        session.shownHeadsProperty(),
                        pictures.averageOverProperty(),
                        pictures.linesOfProperty(),
                        pictures.sinkHiddenProperty(),
                        session.interventionsProperty(),
                        locked,
                        pictures.pictureProperty(),
                        brief)
                .forEach(value -> value.subscribe(this::describe));
    }

    // The selection, here and in the session.

    private void followSelection() {
        int query = session.selectedTokenProperty().get();
        int key = session.keyTokenProperty().get();
        if (!following) {
            locked.set(cell(query, key));
        }
    }

    private void followHover() {
        preview.set(cell(session.hoveredTokenProperty().get(), session.hoveredKeyProperty().get()));
    }

    private static @Nullable Cell cell(int query, int key) {
        return query < 0 && key < 0 ? null : new Cell(Math.max(-1, query), Math.max(-1, key));
    }

    private void lock(@Nullable Cell cell) {
        following = true;
        try {
            session.selectedTokenProperty().set(cell == null ? LabSession.NONE : cell.row());
            session.keyTokenProperty().set(cell == null ? LabSession.NONE : cell.column());
        } finally {
            following = false;
        }
    }

    private void hover(@Nullable Cell cell) {
        session.hoveredTokenProperty().set(cell == null ? LabSession.NONE : cell.row());
        session.hoveredKeyProperty().set(cell == null ? LabSession.NONE : cell.column());
    }

    /// Makes pictures from now on, and the one that was left out meanwhile.
    public void resume() {
        pictures.resume();
    }

    /// Makes no picture while nobody looks.
    public void rest() {
        pictures.rest();
    }

    // What the panel says.

    private void describe() {
        int layer = session.layerProperty().get();
        int head = session.headProperty().get();
        String little = brief.get() ? "Short" : "";
        layerName.set(Messages.text("amap.layer" + little, layer));
        headName.set(Messages.text("amap.head" + little, head));
        scopes.set(pictures.scopes());
        MapKind kind = session.mapKindProperty().get();
        boolean choosing = kind == MapKind.AVERAGE || kind == MapKind.LINES;
        ofHead.set(kind == MapKind.HEAD || (choosing && pictures.scope() == HeadScope.ONE));
        ofLayer.set(ofHead.get() || kind == MapKind.ROLLOUT || pictures.scope() == HeadScope.LAYER);
        title.set(titleOf(kind, layer, head));
        removals.update();
        note.set(noteOf(pictures.pictureProperty().get()));
    }

    private String titleOf(MapKind kind, int layer, int head) {
        return switch (kind) {
            case HEAD -> Messages.text("amap.title.HEAD", layer, head);
            case AVERAGE -> Messages.text("amap.title.AVERAGE", scopeName(pictures.scope()));
            case LINES -> Messages.text("amap.title.LINES", scopeName(pictures.scope()));
            case ROLLOUT -> Messages.text("amap.title.ROLLOUT", layer);
        };
    }

    /// What a scope is called now.
    String scopeName(HeadScope scope) {
        ModelSummary model = session.modelProperty().get();
        int layer = session.layerProperty().get();
        return switch (scope) {
            case ONE -> Messages.text("amap.scope.ONE", layer, session.headProperty().get());
            case LAYER -> Messages.text("amap.scope.LAYER", layer);
            case ALL ->
                    Messages.text(
                            "amap.scope.ALL", model == null ? 0 : model.nLayer() * model.nHead());
            case CHOSEN ->
                    Messages.text("amap.scope.CHOSEN", session.shownHeadsProperty().get().size());
        };
    }

    private String noteOf(MapPicture shown) {
        StringBuilder text = new StringBuilder();
        if (shown.sinkHidden()) {
            text.append(
                    Messages.text(
                            "amap.sinkHidden",
                            shown.labels().isEmpty() ? "" : shown.labels().getFirst()));
        }
        if (removals.ablatedProperty().get()) {
            text.append(text.isEmpty() ? "" : " · ").append(Messages.text("amap.isAblated"));
        }
        if (shown.kind() == MapKind.LINES && shown.lines().count() < shown.lines().total()) {
            text.append(text.isEmpty() ? "" : " · ").append(linesNote(shown));
        }
        if (shown.kind() == MapKind.ROLLOUT) {
            text.append(text.isEmpty() ? "" : " · ").append(Messages.text("amap.rolloutNote"));
        }
        String idle = removals.idle();
        if (!idle.isEmpty()) {
            text.append(text.isEmpty() ? "" : " · ").append(Messages.text("amap.idleCut", idle));
        }
        return text.toString();
    }

    private static String linesNote(MapPicture shown) {
        return Messages.text(
                "amap.linesLeftOut", shown.lines().count(), Figures.value(shown.lines().least()));
    }

    /// Cuts the edge of the locked pair in the heads shown, or takes the cut back.
    public void toggleEdge() {
        removals.toggleEdge();
    }

    /// Takes the head shown out of the model, or puts it back.
    public void toggleHead() {
        removals.toggleHead();
    }

    /// Hides the first token and divides the rows by what is left, or shows it again.
    public void toggleSink() {
        pictures.sinkHiddenProperty().set(!pictures.sinkHiddenProperty().get());
    }

    // Keys of the screen.

    /// A key of the panel: S hides the first token.
    ///
    /// @param character as typed
    /// @return whether it means anything here
    public boolean typed(String character) {
        if (HIDE_SINK.equalsIgnoreCase(character)) {
            toggleSink();
            return true;
        }
        return false;
    }

    /// Unlocks the locked pair.
    ///
    /// @return whether anything was locked
    public boolean escape() {
        boolean any = locked.get() != null;
        locked.set(null);
        return any;
    }

    /// The panel's keys for the list of keys, as [org.glassformer.app.session.ScreenCommands#keys] wants them.
    public List<String> keys() {
        return List.of("sink", "cell", "lockcell", "zoommap");
    }

    // For the view.

    ReadOnlyObjectProperty<MapPicture> pictureProperty() {
        return pictures.pictureProperty();
    }

    /// The pictures that may be shown next, the likeliest first.
    ReadOnlyObjectProperty<List<MapPicture>> nextProperty() {
        return pictures.nextProperty();
    }

    /// One head, an average, the rollout or lines.
    ObjectProperty<MapKind> kindProperty() {
        return session.mapKindProperty();
    }

    /// The heads of the average, or of the lines.
    ObjectProperty<HeadScope> scopeProperty(MapKind kind) {
        return kind == MapKind.LINES ? pictures.linesOfProperty() : pictures.averageOverProperty();
    }

    /// The scopes there are to choose from; none where there is no choice.
    ReadOnlyObjectProperty<List<HeadScope>> scopesProperty() {
        return scopes.getReadOnlyProperty();
    }

    /// Whether the first token is left out of the picture and the rows are divided by what is left.
    public BooleanProperty sinkHiddenProperty() {
        return pictures.sinkHiddenProperty();
    }

    /// The locked pair; column -1 for a query alone, row -1 for a key alone.
    ObjectProperty<@Nullable Cell> lockedProperty() {
        return locked;
    }

    /// The pair under the pointer in this panel.
    ObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered;
    }

    /// The pair under the pointer wherever it is.
    ReadOnlyObjectProperty<@Nullable Cell> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// Whether names are short, as where there is little room.
    BooleanProperty briefProperty() {
        return brief;
    }

    ReadOnlyStringProperty layerNameProperty() {
        return layerName.getReadOnlyProperty();
    }

    ReadOnlyStringProperty headNameProperty() {
        return headName.getReadOnlyProperty();
    }

    /// Whether another layer is another picture.
    ReadOnlyBooleanProperty ofLayerProperty() {
        return ofLayer.getReadOnlyProperty();
    }

    /// Whether another head of the layer is another picture.
    ReadOnlyBooleanProperty ofHeadProperty() {
        return ofHead.getReadOnlyProperty();
    }

    /// What is shown.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What was done to the picture, or to the model in it; empty for nothing.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Whether the locked pair is an edge that can be cut here.
    ReadOnlyBooleanProperty cuttableProperty() {
        return removals.cuttableProperty();
    }

    /// Whether that edge is cut.
    ReadOnlyBooleanProperty cutProperty() {
        return removals.cutProperty();
    }

    /// Whether one head is shown, which can be taken out.
    ReadOnlyBooleanProperty ablatableProperty() {
        return removals.ablatableProperty();
    }

    /// Whether that head is taken out.
    ReadOnlyBooleanProperty ablatedProperty() {
        return removals.ablatedProperty();
    }

    /// How many pictures of single heads are kept, those made ahead included.
    int keptPictures() {
        return pictures.kept();
    }

    Selection selection() {
        return selection;
    }

    NewestRowViewModel newestRow() {
        return newestRow;
    }

    TwinViewModel twin() {
        return twin;
    }

    MapNumbersViewModel numbers() {
        return numbers;
    }
}
