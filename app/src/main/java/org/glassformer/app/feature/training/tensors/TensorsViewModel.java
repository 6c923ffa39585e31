package org.glassformer.app.feature.training.tensors;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.training.tensors.ReadingViewModel.Question;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.engine.train.live.LivePhase;
import org.jspecify.annotations.Nullable;

/// Any tensor of the run at any kept step, or now while it goes on.
///
/// The run is asked between two of its steps, for the tensor in view alone and at most so often that it does not slow down;
/// everything else is computed beside it.
public final class TensorsViewModel {

    /// The least time between two readings while the run goes on, and how much longer than the reading itself.
    private static final long LEAST_NANOS = 150_000_000;

    private static final long TIMES = 12;

    private final TrainingDesk desk;
    private final NewestWins drawing;
    private final Function<String, Caption> captions;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final BooleanProperty resting = new SimpleBooleanProperty(this, "resting");
    private final StringProperty tensor = new SimpleStringProperty(this, "tensor", "");
    private final ObjectProperty<Quantity> quantity =
            new SimpleObjectProperty<>(this, "quantity", Quantity.WEIGHT);
    private final ObjectProperty<Reduction> reduction =
            new SimpleObjectProperty<>(this, "reduction", Reduction.FARTHEST);
    private final BooleanProperty held = new SimpleBooleanProperty(this, "held");
    private final BooleanProperty table = new SimpleBooleanProperty(this, "table");
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final AlongViewModel along = new AlongViewModel(this::ask);
    private final ObjectProperty<@Nullable Cell> locked =
            new SimpleObjectProperty<>(this, "locked");
    private final ReadOnlyObjectWrapper<Function<String, List<TokenChoice>>> matches =
            new ReadOnlyObjectWrapper<>(this, "matches", _ -> List.of());
    private final ReadOnlyObjectWrapper<@Nullable TensorPicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture");
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper(this, "missing", "");
    private TensorNamesViewModel names = TensorNamesViewModel.NONE;
    private TrainingMoment.@Nullable Run run;
    private @Nullable TrainingMoment moment;
    private Grid.@Nullable Corner part;
    private double heldEnd = Double.NaN;
    private @Nullable ReadingViewModel reading;
    private @Nullable Asked asked;
    private boolean pending;
    private long askedAt;
    private long nextAt;

    /// What was asked last; the same is not asked again.
    private record Asked(Question question, int step, @Nullable LivePhase phase) {}

    /// A view model without a run.
    ///
    /// @param desk trains
    /// @param runner runs what takes time
    /// @param captions gives what an exported panel with a title says of the run
    public TensorsViewModel(
            TrainingDesk desk, TaskRunner runner, Function<String, Caption> captions) {
        this.desk = desk;
        this.drawing = runner.newestWins();
        this.captions = captions;
        shown.subscribe(this::ask);
        resting.subscribe(this::ask);
        tensor.subscribe((_, _) -> anotherTensor());
        quantity.subscribe((_, _) -> anotherScale());
        reduction.subscribe((_, _) -> draw());
        held.subscribe(on -> hold(on));
        desk.stateProperty().subscribe(this::ask);
    }

    /// Whether the panels are in view; the run is asked only then.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Whether the run is not asked although the panels are in view, because their screen is not.
    public BooleanProperty restingProperty() {
        return resting;
    }

    /// The short name of the tensor in view.
    public StringProperty tensorProperty() {
        return tensor;
    }

    /// What of it is in view.
    ObjectProperty<Quantity> quantityProperty() {
        return quantity;
    }

    /// What a cell shows that stands for several numbers.
    ObjectProperty<Reduction> reductionProperty() {
        return reduction;
    }

    /// Whether colours and bars keep their range from step to step.
    BooleanProperty heldProperty() {
        return held;
    }

    /// Whether a table stands in place of the heat map.
    BooleanProperty tableProperty() {
        return table;
    }

    /// Whether the counts of the histogram are on a logarithmic axis.
    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// The place along the run.
    AlongViewModel along() {
        return along;
    }

    /// The locked cell, or null.
    ObjectProperty<@Nullable Cell> lockedProperty() {
        return locked;
    }

    /// Gives for what is typed the tensors that fit it.
    ReadOnlyObjectProperty<Function<String, List<TokenChoice>>> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /// What is to be seen; null before the first.
    ReadOnlyObjectProperty<@Nullable TensorPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// One sentence why there is nothing to be seen; empty if there is.
    ReadOnlyStringProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    /// Tells of another moment of the run.
    public void show(@Nullable TrainingMoment now) {
        moment = now;
        if (now == null) {
            return;
        }
        if (!now.run().equals(run)) {
            another(now.run());
        }
        along.show(now);
        ask();
    }

    private void another(TrainingMoment.Run opened) {
        run = opened;
        names = TensorNamesViewModel.NONE;
        reading = null;
        asked = null;
        pending = false;
        drawing.cancel();
        picture.set(null);
        along.begin();
        heldEnd = Double.NaN;
        desk.look(TensorNamesViewModel::of, read -> named(opened, read), missing::set);
    }

    private void named(TrainingMoment.Run of, TensorNamesViewModel read) {
        if (!of.equals(run)) {
            return;
        }
        names = read;
        matches.set(read::find);
        if (!read.names().contains(tensor.get())) {
            tensor.set(read.first());
        }
        ask();
    }

    private void anotherTensor() {
        part = null;
        locked.set(null);
        anotherScale();
    }

    private void anotherScale() {
        heldEnd = Double.NaN;
        ask();
    }

    private void hold(boolean on) {
        TensorPicture now = picture.get();
        heldEnd = on && now != null ? now.end() : Double.NaN;
        draw();
    }

    private void ask() {
        TrainingMoment now = moment;
        boolean seen = shown.get() && !resting.get();
        if (now == null || !seen || names.shape(tensor.get()).isEmpty() || pending) {
            return;
        }
        Question question = new Question(tensor.get(), quantity.get(), along.step());
        boolean present = along.isPresent();
        Asked next =
                new Asked(
                        question,
                        present ? now.step() : along.step(),
                        present ? now.phase() : null);
        boolean sameQuestion = asked != null && asked.question().equals(question);
        boolean running = desk.stateProperty().get() == TrainingDesk.State.RUNNING;
        boolean soon = running && sameQuestion && System.nanoTime() < nextAt;
        if (next.equals(asked) || soon) {
            return;
        }
        asked = next;
        pending = true;
        askedAt = System.nanoTime();
        desk.look(
                open -> ReadingViewModel.read(open, question),
                read -> {
                    reading = read;
                    draw();
                },
                sentence -> {
                    missing.set(sentence);
                    picture.set(null);
                    pending = false;
                });
    }

    private void draw() {
        ReadingViewModel read = reading;
        if (read == null) {
            return;
        }
        TensorPicture.Look look =
                new TensorPicture.Look(reduction.get(), part, held.get() ? heldEnd : Double.NaN);
        drawing.submit(
                Job.of(Messages.text("tensors.task"), _ -> TensorPicture.of(read, look))
                        .whenDone(this::drawn)
                        .whenFailed(_ -> pending = false));
    }

    private void drawn(TensorPicture made) {
        missing.set(made.reading().missing());
        if (held.get() && Double.isNaN(heldEnd) && made.reading().missing().isEmpty()) {
            heldEnd = made.end();
        }
        picture.set(made.reading().missing().isEmpty() ? made : null);
        if (pending) {
            pending = false;
            long now = System.nanoTime();
            nextAt = now + Math.max(LEAST_NANOS, TIMES * (now - askedAt));
        }
        ask();
    }

    /// Chooses the tensor with a number, as they were found.
    void choose(int number) {
        if (number >= 0 && number < names.names().size()) {
            tensor.set(names.names().get(number));
        }
    }

    /// Goes to the tensor after or before.
    void next(int by) {
        tensor.set(names.next(tensor.get(), by));
    }

    /// Goes to the same tensor of another layer.
    void layer(int by) {
        tensor.set(names.layer(tensor.get(), by));
    }

    /// Shows the part around the locked cell, or the beginning, number by number; or all of it again.
    void partOrWhole() {
        TensorPicture now = picture.get();
        if (now == null || !now.grid().isLarge()) {
            return;
        }
        Cell cell = locked.get();
        boolean inside = cell != null && now.grid().data().contains(cell);
        part =
                !now.grid().isWhole()
                        ? null
                        : inside
                                ? now.grid().around(cell.row(), cell.column())
                                : new Grid.Corner(0, 0);
        locked.set(null);
        draw();
    }

    /// Shows the part half its size further down and to the right.
    void movePart(int down, int right) {
        TensorPicture now = picture.get();
        if (now != null && !now.grid().isWhole()) {
            part = now.grid().moved(down, right);
            draw();
        }
    }

    /// Index and exact value of a cell; empty without one.
    String reading(@Nullable Cell cell) {
        TensorPicture now = picture.get();
        return now == null || cell == null ? "" : new CellWords(now, reduction.get()).reading(cell);
    }

    /// What is in view, in words.
    TensorWords words() {
        return new TensorWords(Objects.requireNonNull(picture.get()), names, reduction.get());
    }

    private Caption caption(String title) {
        TensorPicture now = picture.get();
        return now == null ? captions.apply(title) : words().caption(captions.apply(title));
    }

    /// What an exported heat map says of itself.
    Caption caption() {
        return caption(picture.get() == null ? tensor.get() : words().title());
    }

    /// What an exported histogram says of itself.
    Caption histogramCaption() {
        return caption(Messages.text("tensors.histogram"));
    }

    /// All numbers of the tensor with their indices, whatever part or blocks are in view.
    Optional<NumbersTable> numbers() {
        return picture.get() == null ? Optional.empty() : Optional.of(words().numbers(caption()));
    }

    /// The ranges of the histogram with their counts.
    Optional<NumbersTable> histogramNumbers() {
        return picture.get() == null
                ? Optional.empty()
                : Optional.of(words().histogram(histogramCaption()));
    }
}
