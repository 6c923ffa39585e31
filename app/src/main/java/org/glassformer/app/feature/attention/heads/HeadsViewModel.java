package org.glassformer.app.feature.attention.heads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeadMark;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HeadScores;
import org.glassformer.engine.analysis.NamedPattern;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// All heads of the model: their small pictures, the patterns that they show on the current text, and which of them the
/// large picture is of.
public final class HeadsViewModel {

    private final LabSession session;
    private final PatternsViewModel patterns;
    private final ThumbnailsViewModel thumbnails;
    private final ReadOnlyObjectWrapper<Map<Cell, HeadMark>> marks =
            new ReadOnlyObjectWrapper<>(this, "marks", Map.of());
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper(this, "shown", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper shortNote =
            new ReadOnlyStringWrapper(this, "shortNote", "");
    private final ObjectProperty<@Nullable Cell> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private List<HeadId> layerShown = List.of();
    private boolean resting;

    /// The heads of a session's model.
    ///
    /// @param session what all screens share
    /// @param runner computes off the JavaFX thread
    public HeadsViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.patterns = new PatternsViewModel(session, runner);
        this.thumbnails = new ThumbnailsViewModel(session, runner, this::measure);
        session.shownHeadsProperty().subscribe((before, now) -> mark());
        session.interventionsProperty().subscribe((before, now) -> mark());
        session.layerProperty().subscribe((before, now) -> layerChanged());
        session.mapKindProperty().subscribe((before, now) -> kindChanged(now));
        session.modelProperty().subscribe((before, now) -> modelChanged(now));
        patterns.rankedProperty().subscribe((before, now) -> mark());
        patterns.rowsProperty().subscribe((before, now) -> describe());
        hovered.subscribe((before, now) -> describe());
        session.readingProperty().subscribe(this::read);
        mark();
    }

    private void read(@Nullable Reading reading) {
        if (reading == null || resting) {
            return;
        }
        patterns.outdate(reading);
        if (!reading.tokens().isEmpty()) {
            thumbnails.show(reading);
        }
    }

    private void measure() {
        Reading reading = session.readingProperty().get();
        if (reading != null) {
            patterns.measure(reading);
        }
    }

    /// Computes from now on, and what was left out meanwhile.
    public void resume() {
        if (resting) {
            resting = false;
            read(session.readingProperty().get());
        }
    }

    /// Computes nothing while nobody looks.
    public void rest() {
        resting = true;
        thumbnails.cancel();
    }

    private void modelChanged(@Nullable ModelSummary model) {
        layerShown = List.of();
        patterns.clear();
        if (model != null) {
            session.shownHeadsProperty()
                    .set(
                            session.shownHeadsProperty().get().stream()
                                    .filter(id -> isIn(model, id))
                                    .toList());
        }
        mark();
    }

    private static boolean isIn(ModelSummary model, HeadId id) {
        return id.layer() < model.nLayer() && id.head() < model.nHead();
    }

    /// The small pictures; those that are not there yet come one after the other.
    public ReadOnlyObjectProperty<HeadThumbnails> thumbnailsProperty() {
        return thumbnails.thumbnailsProperty();
    }

    /// What is marked on the small pictures, by layer and head.
    public ReadOnlyObjectProperty<Map<Cell, HeadMark>> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// The layer looked at, from 0.
    public IntegerProperty layerProperty() {
        return session.layerProperty();
    }

    /// The head looked at, from 0.
    public IntegerProperty headProperty() {
        return session.headProperty();
    }

    /// Layer and head under the pointer, or null.
    public ObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered;
    }

    /// What is said of the head under the pointer; otherwise how many heads there are.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// The same where there is little room.
    public ReadOnlyStringProperty shortNoteProperty() {
        return shortNote.getReadOnlyProperty();
    }

    /// Which heads are shown alone or together; empty where all are as usual.
    public ReadOnlyStringProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The seven named patterns, in a fixed order.
    public ReadOnlyObjectProperty<List<PatternRow>> patternsProperty() {
        return patterns.rowsProperty();
    }

    /// The heads that match the chosen pattern best, the best first; empty while no pattern is chosen.
    public ReadOnlyObjectProperty<List<RankedHead>> rankedProperty() {
        return patterns.rankedProperty();
    }

    /// Whether the scores of the patterns are not those of the current text.
    public ReadOnlyBooleanProperty patternsStaleProperty() {
        return patterns.staleProperty();
    }

    /// What the head looked at looks like, such as `looks like: induction 0.74`; empty for nothing in particular. A head
    /// looks like a pattern from a score of 0.5 on, and by distance or broad from 0.8 on, if like nothing else.
    public ReadOnlyStringProperty looksLikeProperty() {
        return patterns.looksLikeProperty();
    }

    /// What the large picture shows.
    public ReadOnlyObjectProperty<MapKind> kindProperty() {
        return session.mapKindProperty();
    }

    /// Looks at a head; a picture of several heads becomes one of this head, lines stay lines. Another head is alone no
    /// longer.
    ///
    /// @param head layer and head as row and column
    public void open(Cell head) {
        List<HeadId> shownNow = session.shownHeadsProperty().get();
        HeadId id = new HeadId(head.row(), head.column());
        if (shownNow.size() == 1 && !shownNow.contains(id)) {
            session.shownHeadsProperty().set(List.of());
        }
        session.layerProperty().set(head.row());
        session.headProperty().set(head.column());
        if (session.mapKindProperty().get() != MapKind.LINES) {
            session.mapKindProperty().set(MapKind.HEAD);
        }
    }

    /// Looks at a head and shows no other with it, or shows all again if it is shown alone.
    ///
    /// @param head layer and head as row and column
    public void isolate(Cell head) {
        List<HeadId> alone = List.of(new HeadId(head.row(), head.column()));
        boolean back = session.shownHeadsProperty().get().equals(alone);
        open(head);
        session.shownHeadsProperty().set(back ? List.of() : alone);
    }

    /// Shows a head together with those that are shown, or no longer; the first one joins the head looked at.
    ///
    /// @param head layer and head as row and column
    public void toggle(Cell head) {
        HeadId id = new HeadId(head.row(), head.column());
        List<HeadId> shown = new ArrayList<>(session.shownHeadsProperty().get());
        if (shown.isEmpty() && !id.equals(looked())) {
            shown.add(looked());
        }
        if (!shown.remove(id)) {
            shown.add(id);
        }
        session.shownHeadsProperty().set(List.copyOf(shown));
    }

    private HeadId looked() {
        return new HeadId(session.layerProperty().get(), session.headProperty().get());
    }

    /// Shows no head alone or together with others any more.
    public void showAll() {
        session.shownHeadsProperty().set(List.of());
        if (session.mapKindProperty().get() == MapKind.AVERAGE) {
            showLayer();
        }
    }

    /// Leaves what is open: the list of a pattern's heads, else the heads shown alone or together (Esc).
    ///
    /// @return whether there was anything to leave
    public boolean escape() {
        if (patterns.clear()) {
            return true;
        }
        boolean any = !shown.get().isEmpty();
        if (any) {
            showAll();
        }
        return any;
    }

    private void kindChanged(MapKind kind) {
        if (kind == MapKind.AVERAGE && session.shownHeadsProperty().get().size() < 2) {
            showLayer();
        } else if (kind != MapKind.AVERAGE && !layerShown.isEmpty()) {
            if (session.shownHeadsProperty().get().equals(layerShown)) {
                session.shownHeadsProperty().set(List.of());
            }
            layerShown = List.of();
        }
        describe();
    }

    private void layerChanged() {
        boolean whole =
                !layerShown.isEmpty() && session.shownHeadsProperty().get().equals(layerShown);
        if (whole && session.mapKindProperty().get() == MapKind.AVERAGE) {
            showLayer();
        }
    }

    private void showLayer() {
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            layerShown = HeadId.ofLayer(session.layerProperty().get(), model.nHead());
            session.shownHeadsProperty().set(layerShown);
        }
    }

    /// Lists the heads that match a pattern best and looks at the best; the next time at the next best.
    ///
    /// @param row index of the pattern
    public void choosePattern(int row) {
        patterns.choose(row).ifPresent(head -> open(new Cell(head.layer(), head.head())));
    }

    /// Looks at one of the heads that match best.
    ///
    /// @param rank its place, from 0
    public void openRanked(int rank) {
        HeadId head = patterns.rankedHeads().get(rank);
        open(new Cell(head.layer(), head.head()));
    }

    private void mark() {
        Map<Cell, HeadMark> all = new HashMap<>();
        for (HeadId id : session.shownHeadsProperty().get()) {
            all.put(cell(id), new HeadMark(true, 0, HeadMark.Change.NONE));
        }
        int rank = 0;
        for (HeadId id : patterns.rankedHeads()) {
            boolean shown = all.getOrDefault(cell(id), HeadMark.NONE).shown();
            all.put(cell(id), new HeadMark(shown, ++rank, HeadMark.Change.NONE));
        }
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            for (int layer = 0; layer < model.nLayer(); layer++) {
                for (int head = 0; head < model.nHead(); head++) {
                    HeadMark.Change change = change(layer, head);
                    if (change != HeadMark.Change.NONE) {
                        Cell at = new Cell(layer, head);
                        HeadMark mark = all.getOrDefault(at, HeadMark.NONE);
                        all.put(at, new HeadMark(mark.shown(), mark.rank(), change));
                    }
                }
            }
        }
        marks.set(Map.copyOf(all));
        describe();
    }

    private static Cell cell(HeadId id) {
        return new Cell(id.layer(), id.head());
    }

    /// What the interventions in force do to a head; the strongest counts.
    private HeadMark.Change change(int layer, int head) {
        HeadMark.Change strongest = HeadMark.Change.NONE;
        for (SwitchedIntervention each : session.interventionsProperty().get()) {
            HeadMark.Change change =
                    each.on() ? change(each.what(), layer, head) : HeadMark.Change.NONE;
            boolean first = strongest == HeadMark.Change.NONE;
            if (change != HeadMark.Change.NONE && (first || change.compareTo(strongest) < 0)) {
                strongest = change;
            }
        }
        return strongest;
    }

    private static HeadMark.Change change(Intervention what, int layer, int head) {
        return switch (what) {
            case Intervention.ScaleHead i when covers(i.layer(), i.head(), layer, head) ->
                    i.factor() == 0 ? HeadMark.Change.ABLATED : HeadMark.Change.SCALED;
            case Intervention.MeanHead i when covers(i.layer(), i.head(), layer, head) ->
                    HeadMark.Change.MEAN;
            case Intervention.ScaleHead i -> HeadMark.Change.NONE;
            case Intervention.MeanHead i -> HeadMark.Change.NONE;
            case Intervention.OfMlp i -> HeadMark.Change.NONE;
            case Intervention.CutEdge i -> HeadMark.Change.NONE;
            case Intervention.MaskKey i -> HeadMark.Change.NONE;
            case Intervention.PatchResidual i -> HeadMark.Change.NONE;
        };
    }

    private static boolean covers(int chosenLayer, int chosenHead, int layer, int head) {
        return Intervention.covers(chosenLayer, layer) && Intervention.covers(chosenHead, head);
    }

    private String sayShown() {
        List<HeadId> heads = session.shownHeadsProperty().get();
        if (heads.isEmpty() || heads.equals(layerShown)) {
            return "";
        }
        return heads.size() == 1
                ? Messages.text("heads.alone", PatternsViewModel.name(heads.getFirst()))
                : Messages.text("heads.together", heads.size());
    }

    private void describe() {
        shown.set(sayShown());
        Cell over = hovered.get();
        ModelSummary model = session.modelProperty().get();
        if (over != null) {
            HeadMark.Change change = marks.get().getOrDefault(over, HeadMark.NONE).change();
            String changed =
                    change == HeadMark.Change.NONE ? "" : Messages.text("heads.change." + change);
            note.set(
                    joined(
                            Messages.text("heads.hovered", over.row(), over.column()),
                            patterns.likeness(over.row(), over.column()),
                            changed));
            shortNote.set(
                    joined(
                            over.row() + "." + over.column(),
                            patterns.shortLikeness(over.row(), over.column()),
                            changed));
            return;
        }
        if (model != null) {
            note.set(Messages.text("heads.count", model.nLayer(), model.nHead()));
            shortNote.set(Messages.text("heads.shortCount", model.nLayer(), model.nHead()));
        } else {
            note.set("");
            shortNote.set("");
        }
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /// The settings under which the panel is exported.
    public Caption caption() {
        return Caption.of(Messages.text("heads.title"))
                .with(Messages.text("heads.setting.looked"), PatternsViewModel.name(looked()))
                .with(RunSettings.of(session));
    }

    /// A row for each head, a column for each pattern; empty before the first measurement.
    public Optional<NumbersTable> numbers() {
        HeadScores scores = patterns.scores();
        ModelSummary model = session.modelProperty().get();
        if (scores == null || model == null) {
            return Optional.empty();
        }
        int heads = model.nHead();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(Messages.text("export.column.layer"), row -> row / heads));
        columns.add(Column.whole(Messages.text("export.column.head"), row -> row % heads));
        for (NamedPattern pattern : NamedPattern.values()) {
            columns.add(
                    Column.float64(
                            Messages.text("heads.pattern." + pattern),
                            "",
                            row -> scores.score(pattern, row / heads, row % heads)));
        }
        return Optional.of(new NumbersTable(caption(), model.nLayer() * heads, columns));
    }
}
