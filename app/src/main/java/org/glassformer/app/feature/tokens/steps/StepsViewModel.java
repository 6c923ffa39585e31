package org.glassformer.app.feature.tokens.steps;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// The way of a stretch of text from characters to tokens, and where in it one is.
///
/// A new stretch opens on its last step, so that its tokens and the whole history are there at once; playing from there
/// begins at the start.
public final class StepsViewModel {

    /// What is traced.
    ///
    /// @param tokenizer whose merges
    /// @param text the whole text
    /// @param mode whether special tokens are parsed
    /// @param marks the tokens of the text with the hues that they have elsewhere
    /// @param loose characters that stand for bytes which are part of no character, in order
    public record Source(
            Tokenizer tokenizer,
            String text,
            SpecialTokens mode,
            TextMarks marks,
            List<LooseByte> loose) {

        /// Copies the list.
        public Source {
            loose = List.copyOf(loose);
        }

        /// A part of the text as a text of its own.
        Source part(int begin, int end) {
            return new Source(tokenizer, text.substring(begin, end), mode);
        }

        /// A text of whole characters, in hues of its own.
        public Source(Tokenizer tokenizer, String text, SpecialTokens mode) {
            this(tokenizer, text, mode, TextMarks.NONE, List.of());
        }
    }

    /// A traced stretch with what is said about it.
    private record Traced(Unfolded unfolded, Picture picture, StepWords words, ShownWords shown) {

        static final Traced NONE = of(Unfolded.EMPTY, TextMarks.NONE, ShownWords.NONE);

        static Traced of(Unfolded unfolded, TextMarks marks, ShownWords shown) {
            Picture picture = new Picture(unfolded, marks);
            return new Traced(unfolded, picture, new StepWords(unfolded, picture), shown);
        }

        static Traced of(Source source, @Nullable Stretch selected) {
            Unfolded unfolded = TraceViewModel.trace(source, selected);
            return of(unfolded, source.marks(), TraceViewModel.shownWords(source, unfolded));
        }
    }

    private final ObservableValue<@Nullable Source> source;
    private final ObservableValue<@Nullable Stretch> selected;
    private final NewestWins work;
    private final ReadOnlyObjectWrapper<StepsState> state =
            new ReadOnlyObjectWrapper<>(this, "state", StepsState.EMPTY);
    private final ReadOnlyObjectWrapper<MergeStepsData> data =
            new ReadOnlyObjectWrapper<>(this, "data", MergeStepsData.EMPTY);
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(this, "last", 0);
    private final IntegerProperty step = new SimpleIntegerProperty(this, "step", 0);
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing");
    private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 2);
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper(this, "position", "");
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyStringWrapper brief = new ReadOnlyStringWrapper(this, "brief", "");
    private final ReadOnlyStringWrapper shownWords =
            new ReadOnlyStringWrapper(this, "shownWords", "");
    private final ReadOnlyStringWrapper notes = new ReadOnlyStringWrapper(this, "notes", "");
    private final ObjectProperty<@Nullable ByteSpan> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ObjectProperty<@Nullable Stretch> hoveredCharacters =
            new SimpleObjectProperty<>(this, "hoveredCharacters");
    private Traced traced = Traced.NONE;
    private String failure = "";
    private String tokenizer = ""; // its name
    private boolean linking;

    /// A panel's state.
    ///
    /// @param source what is traced, null for nothing yet
    /// @param selected the characters of the chosen token or tokens, null for none: then the first words are shown
    /// @param runner traces off the UI thread
    public StepsViewModel(
            ObservableValue<@Nullable Source> source,
            ObservableValue<@Nullable Stretch> selected,
            TaskRunner runner) {
        this.source = source;
        this.selected = selected;
        work = runner.newestWins();
        step.subscribe(this::stepChanged);
        hovered.subscribe(this::linkCharacters);
        hoveredCharacters.subscribe(this::linkBytes);
        source.subscribe(ignored -> trace());
        selected.subscribe((before, now) -> {
            if (!Objects.equals(before, now)) {
                trace();
            }
        });
    }

    /// What the panel shows.
    public ReadOnlyObjectProperty<StepsState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The stretch as columns of bytes with its merges.
    public ReadOnlyObjectProperty<MergeStepsData> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /// How many merges are done; setting it scrubs. Brought into range.
    public IntegerProperty stepProperty() {
        return step;
    }

    /// How many merges there are.
    public ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// Whether the merges play: then [#tick()] is due at [#speedProperty()].
    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /// Merges a second while playing.
    public DoubleProperty speedProperty() {
        return speed;
    }

    /// Where one is, as `merge 6 of 11`.
    public ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /// What the step did and why.
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /// The first sentence of it, for where there is little room.
    ReadOnlyStringProperty briefProperty() {
        return brief.getReadOnlyProperty();
    }

    /// Which words of the text show, as `words 1 to 3 of 14`; empty if all do.
    public ReadOnlyStringProperty shownWordsProperty() {
        return shownWords.getReadOnlyProperty();
    }

    /// What is special about this text; empty for nothing.
    public ReadOnlyStringProperty notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /// The bytes under the pointer, counted from the stretch's first, null for none.
    public ObjectProperty<@Nullable ByteSpan> hoveredProperty() {
        return hovered;
    }

    /// The same as characters of the whole text; setting it marks their bytes, so that other views can be linked.
    public ObjectProperty<@Nullable Stretch> hoveredCharactersProperty() {
        return hoveredCharacters;
    }

    /// Goes before the first merge.
    public void toStart() {
        pause();
        step.set(0);
    }

    /// Takes one merge back.
    public void back() {
        pause();
        step.set(step.get() - 1);
    }

    /// Does one merge.
    public void forward() {
        pause();
        step.set(step.get() + 1);
    }

    /// Does all merges.
    public void toEnd() {
        pause();
        step.set(last.get());
    }

    /// Plays the merges, from the start if all are done, or pauses.
    public void playOrPause() {
        if (playing.get()) {
            pause();
        } else if (last.get() > 0) {
            if (step.get() >= last.get()) {
                step.set(0);
            }
            playing.set(true);
        }
    }

    /// Does the next merge of a play; after the last one the play is over.
    public void tick() {
        if (playing.get()) {
            step.set(step.get() + 1);
            playing.set(step.get() < last.get());
        }
    }

    /// What the panel shows, for its pictures and numbers.
    Caption caption() {
        return StepsTable.caption(tokenizer, traced.unfolded(), position.get());
    }

    /// The merges as numbers; empty while there are none.
    Optional<NumbersTable> numbers() {
        return StepsTable.of(caption(), traced.unfolded(), data.get());
    }

    /// Stops a play where it is.
    public void pause() {
        playing.set(false);
    }

    private void stepChanged() {
        int inRange = Math.clamp(step.get(), 0, last.get());
        if (inRange != step.get()) {
            step.set(inRange);
            return;
        }
        describe();
    }

    private void describe() {
        position.set(
                last.get() == 0
                        ? Messages.text("steps.positionNone")
                        : Messages.text("steps.position", step.get(), last.get()));
        sentence.set(said(traced.words()::sentence));
        brief.set(said(traced.words()::brief));
    }

    private String said(IntFunction<String> ofStep) {
        return switch (state.get()) {
            case EMPTY -> Messages.text("steps.empty");
            case BUSY -> Messages.text("steps.busy");
            case FAILED -> failure;
            case READY, STALE -> ofStep.apply(step.get());
        };
    }

    private void linkCharacters() {
        link(() -> {
            ByteSpan span = hovered.get();
            hoveredCharacters.set(span == null ? null : traced.picture().characters(span));
        });
    }

    private void linkBytes() {
        link(() -> {
            Stretch stretch = hoveredCharacters.get();
            hovered.set(stretch == null ? null : traced.picture().bytes(stretch));
        });
    }

    private void link(Runnable change) {
        if (!linking) {
            linking = true;
            change.run();
            linking = false;
        }
    }

    private void trace() {
        Source from = source.getValue();
        if (from == null || from.text().isEmpty()) {
            work.cancel();
            show(Traced.NONE, StepsState.EMPTY);
            return;
        }
        Stretch chosen = selected.getValue();
        tokenizer = from.tokenizer().name();
        state.set(traced.unfolded().parts().isEmpty() ? StepsState.BUSY : StepsState.STALE);
        describe();
        work.submit(
                Job.of("trace merges", context -> Traced.of(from, chosen))
                        .whenDone(result -> show(result, StepsState.READY))
                        .whenFailed(this::fail));
    }

    private void show(Traced result, StepsState next) {
        Picture before = traced.picture();
        boolean same = result.unfolded().equals(traced.unfolded());
        traced = result;
        state.set(next);
        if (!same) {
            pause();
            hovered.set(null);
            last.set(result.picture().data().merges().size());
            step.set(last.get());
        }
        if (!same || !result.picture().hasHuesOf(before)) {
            data.set(result.picture().data());
        }
        shownWords.set(result.shown().text());
        notes.set(String.join(" ", result.words().notes()));
        describe();
    }

    private void fail(Throwable problem) {
        String why = problem.getMessage();
        failure =
                Messages.text(
                        "steps.failed", why == null ? problem.getClass().getSimpleName() : why);
        show(Traced.NONE, StepsState.FAILED);
    }
}
