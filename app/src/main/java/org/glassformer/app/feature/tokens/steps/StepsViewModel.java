package org.glassformer.app.feature.tokens.steps;

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

import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.feature.tokens.steps.Unfolded.Part;
import org.glassformer.app.feature.tokens.steps.Unfolded.Token;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.tokenizer.Merge;
import org.glassformer.engine.tokenizer.MergeTrace;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.TracePart;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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
    public record Source(Tokenizer tokenizer, String text, SpecialTokens mode) {}

    /// A traced stretch with what is said about it.
    private record Traced(Unfolded unfolded, Picture picture, StepWords words) {
        static Traced of(Unfolded unfolded) {
            Picture picture = new Picture(unfolded);
            return new Traced(unfolded, picture, new StepWords(unfolded, picture));
        }
    }

    /// How many bytes are shown at most: longer words and selections are cut.
    static final int MOST_BYTES = 400;

    /// Without a selection the words that reach into so many characters are shown.
    static final int FIRST_CHARACTERS = 12;

    /// How far a first word that merges is looked for.
    static final int SEARCHED_CHARACTERS = 2000;

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
    private final ReadOnlyStringWrapper notes = new ReadOnlyStringWrapper(this, "notes", "");
    private final ObjectProperty<@Nullable ByteSpan> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ObjectProperty<@Nullable Stretch> hoveredCharacters =
            new SimpleObjectProperty<>(this, "hoveredCharacters");
    private Traced traced = Traced.of(Unfolded.EMPTY);
    private String failure = "";
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

    private void pause() {
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
        sentence.set(
                switch (state.get()) {
                    case EMPTY -> Messages.text("steps.empty");
                    case BUSY -> Messages.text("steps.busy");
                    case FAILED -> failure;
                    case READY, STALE -> traced.words().sentence(step.get());
                });
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
            show(Traced.of(Unfolded.EMPTY), StepsState.EMPTY);
            return;
        }
        Stretch chosen = selected.getValue();
        state.set(traced.unfolded().parts().isEmpty() ? StepsState.BUSY : StepsState.STALE);
        describe();
        work.submit(
                Job.of("trace merges", context -> Traced.of(Unfolding.of(from, chosen)))
                        .whenDone(result -> show(result, StepsState.READY))
                        .whenFailed(this::fail));
    }

    private void show(Traced result, StepsState next) {
        boolean same = result.unfolded().equals(traced.unfolded());
        traced = result;
        state.set(next);
        if (!same) {
            pause();
            hovered.set(null);
            last.set(result.picture().data().merges().size());
            step.set(last.get());
            data.set(result.picture().data());
        }
        notes.set(String.join(" ", result.words().notes()));
        describe();
    }

    private void fail(Throwable problem) {
        String why = problem.getMessage();
        failure =
                Messages.text(
                        "steps.failed", why == null ? problem.getClass().getSimpleName() : why);
        show(Traced.of(Unfolded.EMPTY), StepsState.FAILED);
    }

    /// Asks the engine for the merges of a stretch and puts them into the panel's own terms.
    private static final class Unfolding {

        private static final int SAMPLE = 4000; // ids looked at to tell whether a tokenizer merges

        private final Tokenizer tokenizer;
        private final MergeTrace trace;
        private final List<TracePart> finals;
        private final int[] firsts; // of each final token its first part; one more at the end

        private Unfolding(Tokenizer tokenizer, MergeTrace trace) {
            this.tokenizer = tokenizer;
            this.trace = trace;
            finals = trace.partsAfter(trace.size());
            firsts = new int[finals.size() + 1];
            int[] ends = new int[trace.parts().size()];
            Arrays.setAll(ends, i -> i + 1);
            for (int k = 0; k < trace.size(); k++) {
                ends[trace.firstPart(k)] = trace.endPart(k);
            }
            for (int i = 0; i < finals.size(); i++) {
                firsts[i + 1] = ends[firsts[i]];
            }
        }

        static Unfolded of(Source source, @Nullable Stretch selected) {
            Stretch wanted = wanted(source, selected);
            return new Unfolding(source.tokenizer(), trace(source, wanted)).unfold(wanted);
        }

        private static MergeTrace trace(Source source, Stretch stretch) {
            return source.tokenizer()
                    .mergeTrace(source.text(), source.mode(), stretch.from(), stretch.to());
        }

        private static Stretch wanted(Source source, @Nullable Stretch selected) {
            String text = source.text();
            if (selected != null && selected.from() < text.length()) {
                int to = Math.min(text.length(), Math.max(selected.to(), selected.from() + 1));
                return new Stretch(selected.from(), to);
            }
            Stretch first = some(text, 0, FIRST_CHARACTERS);
            return trace(source, first).size() > 0 ? first : firstThatMerges(source, first);
        }

        /// Vocabularies of a hundred thousand tokens take most words whole; one that merges says more.
        private static Stretch firstThatMerges(Source source, Stretch otherwise) {
            MergeTrace far = trace(source, some(source.text(), 0, SEARCHED_CHARACTERS));
            if (far.size() == 0) {
                return otherwise;
            }
            int word = far.merges().getFirst().word();
            return far.parts().stream()
                    .filter(part -> part.word() == word)
                    .findFirst()
                    .map(part -> some(source.text(), part.start(), FIRST_CHARACTERS))
                    .orElse(otherwise);
        }

        private static Stretch some(String text, int from, int length) {
            return new Stretch(from, Math.min(text.length(), from + length));
        }

        private Unfolded unfold(Stretch wanted) {
            List<TracePart> all = trace.parts();
            if (all.isEmpty()) {
                return Unfolded.EMPTY;
            }
            int first = firstWanted(wanted);
            int end = first + 1;
            int bytes = size(first);
            while (end < finals.size() && bytes + size(end) <= MOST_BYTES) {
                bytes += size(end++);
            }
            while (first > 0 && bytes + size(first - 1) <= MOST_BYTES) {
                bytes += size(--first);
            }
            boolean cut = first > 0 || end < finals.size();
            int from = firsts[first];
            int to = firsts[end];
            List<Part> parts = all.subList(from, to).stream().map(this::part).toList();
            List<Token> tokens = new ArrayList<>();
            for (int i = first; i < end; i++) {
                int id = finals.get(i).id();
                String label = id < 0 ? "" : tokenizer.label(id);
                tokens.add(new Token(firsts[i] - from, firsts[i + 1] - from, id, label));
            }
            boolean merging = trace.size() > 0 || all.size() < 2 || merges(tokenizer);
            int start = parts.getFirst().start();
            int stop = parts.stream().mapToInt(Part::end).max().orElse(start);
            String text = trace.text().substring(start, Math.max(start, stop));
            return new Unfolded(text, start, parts, joins(from, to), tokens, merging, cut);
        }

        /// The first final token of the stretch, without splitting a character off the one before.
        private int firstWanted(Stretch wanted) {
            int first = 0;
            while (first + 1 < finals.size() && finals.get(first).end() <= wanted.from()) {
                first++;
            }
            while (first > 0 && finals.get(first - 1).end() > finals.get(first).start()) {
                first--;
            }
            return first;
        }

        private int size(int token) {
            TracePart part = finals.get(token);
            return Math.max(1, part.byteEnd() - part.byteStart());
        }

        private List<Join> joins(int from, int to) {
            int[] ends = new int[trace.parts().size()];
            Arrays.setAll(ends, i -> i + 1);
            List<Join> joins = new ArrayList<>();
            for (int k = 0; k < trace.size(); k++) {
                int left = trace.firstPart(k);
                int middle = ends[left];
                ends[left] = trace.endPart(k);
                if (left >= from && trace.endPart(k) <= to) {
                    Merge merge = trace.merges().get(k);
                    int end = trace.endPart(k) - from;
                    joins.add(
                            new Join(left - from, middle - from, end, merge.rank(), merge.token()));
                }
            }
            return joins;
        }

        private Part part(TracePart part) {
            String covered =
                    trace.text().substring(part.start(), Math.max(part.start(), part.end()));
            byte[] own = part.id() < 0 ? new byte[0] : tokenizer.bytes(part.id());
            byte[] source = covered.getBytes(StandardCharsets.UTF_8);
            byte[] shown =
                    switch (part.kind()) {
                        case BYTE, BYTE_FALLBACK, CHARACTER, WHOLE_WORD, MERGED -> own;
                        case UNKNOWN, LEFT_OUT, ADDED -> source;
                    };
            byte[] utf8 = shown.length > 0 ? shown : source.length > 0 ? source : new byte[] {' '};
            return new Part(
                    kind(part.kind()), part.word(), part.id(), utf8, part.start(), part.end());
        }

        private static Unfolded.Kind kind(TracePart.Kind kind) {
            return switch (kind) {
                case BYTE -> Unfolded.Kind.BYTE;
                case CHARACTER, MERGED -> Unfolded.Kind.CHARACTER;
                case BYTE_FALLBACK -> Unfolded.Kind.FALLBACK;
                case UNKNOWN -> Unfolded.Kind.UNKNOWN;
                case LEFT_OUT -> Unfolded.Kind.LEFT_OUT;
                case WHOLE_WORD -> Unfolded.Kind.WHOLE_WORD;
                case ADDED -> Unfolded.Kind.ADDED;
            };
        }

        /// Whether any of a sample of the vocabulary is longer than a byte and than a character.
        private static boolean merges(Tokenizer tokenizer) {
            int size = tokenizer.vocabSize();
            int stride = Math.max(1, size / SAMPLE);
            for (int id = 0; id < size; id += id < SAMPLE ? 1 : stride) {
                if (!tokenizer.isSpecial(id) && isLong(tokenizer.bytes(id))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isLong(byte[] utf8) {
            if (!TokenText.isWhole(utf8)) {
                return utf8.length > 1;
            }
            String text = new String(utf8, StandardCharsets.UTF_8);
            return text.codePointCount(0, text.length()) > 1;
        }
    }
}
