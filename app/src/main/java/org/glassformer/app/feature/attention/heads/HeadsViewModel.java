package org.glassformer.app.feature.attention.heads;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
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
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeadMark;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HeadScores;
import org.glassformer.engine.analysis.NamedPattern;
import org.jspecify.annotations.Nullable;

/// All heads of the model: their small pictures, the patterns that they show on the current text, and which of them the
/// large picture is of.
public final class HeadsViewModel {

    private final LabSession session;
    private final PatternsViewModel patterns;
    private final ThumbnailsViewModel thumbnails;
    private final MarksViewModel marks;
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper(this, "shown", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper shortNote =
            new ReadOnlyStringWrapper(this, "shortNote", "");
    private final ObjectProperty<@Nullable Cell> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ShownHeadsViewModel choice;
    private boolean resting;

    /// The heads of a session's model.
    ///
    /// @param session what all screens share
    /// @param runner computes off the JavaFX thread
    public HeadsViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.choice = new ShownHeadsViewModel(session);
        this.patterns = new PatternsViewModel(session, runner);
        this.marks = new MarksViewModel(session, patterns);
        this.thumbnails = new ThumbnailsViewModel(session, runner, this::measure);
        session.shownHeadsProperty().subscribe((before, now) -> mark());
        session.interventionsProperty().subscribe((before, now) -> mark());
        session.layerProperty().subscribe((before, now) -> choice.layerChanged());
        session.mapKindProperty()
                .subscribe((before, now) -> {
                    choice.kindChanged(now);
                    describe();
                });
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
        choice.modelChanged(model);
        patterns.clear();
        mark();
    }

    /// The small pictures; those that are not there yet come one after the other.
    public ReadOnlyObjectProperty<HeadThumbnails> thumbnailsProperty() {
        return thumbnails.thumbnailsProperty();
    }

    /// What is marked on the small pictures, by layer and head.
    public ReadOnlyObjectProperty<Map<Cell, HeadMark>> marksProperty() {
        return marks.marksProperty();
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
        choice.open(head);
    }

    /// Looks at a head and shows no other with it, or shows all again if it is shown alone.
    ///
    /// @param head layer and head as row and column
    public void isolate(Cell head) {
        choice.isolate(head);
    }

    /// Shows a head together with those that are shown, or no longer; the first one joins the head looked at.
    ///
    /// @param head layer and head as row and column
    public void toggle(Cell head) {
        choice.toggle(head);
    }

    /// Shows no head alone or together with others any more.
    public void showAll() {
        choice.showAll();
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
        marks.mark();
        describe();
    }

    private String sayShown() {
        if (!choice.isNamed()) {
            return "";
        }
        List<HeadId> heads = session.shownHeadsProperty().get();
        return heads.size() == 1
                ? Messages.text("heads.alone", PatternsViewModel.name(heads.getFirst()))
                : Messages.text("heads.together", heads.size());
    }

    private void describe() {
        shown.set(sayShown());
        Cell over = hovered.get();
        ModelSummary model = session.modelProperty().get();
        if (over != null) {
            HeadMark.Change change =
                    marks.marksProperty().get().getOrDefault(over, HeadMark.NONE).change();
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
                .with(
                        Messages.text("heads.setting.looked"),
                        PatternsViewModel.name(choice.looked()))
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
