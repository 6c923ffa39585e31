package org.glassformer.engine.train.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.train.DataWindows;
import org.glassformer.engine.train.HeldOut;
import org.glassformer.engine.train.HeldOut.Row;
import org.glassformer.engine.train.TokenStream;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.WindowSource;
import org.jspecify.annotations.Nullable;

/// The data of a task in the tokens of a vocabulary: windows to learn from, and what is held apart.
public final class TaskData {
    private static final long UNSEEN = 0x5EED;
    private static final int CHARACTERS = 20_000;

    private final TrainingTask task;
    private final TaskTokens tokens;
    private final int time;
    private final long seed;
    private final @Nullable Examples examples;
    private final @Nullable Texts texts;
    private final @Nullable TokenStream stream;

    /// Makes the data ready.
    ///
    /// @param time T, tokens of a window
    /// @param seed of the order, and of what is generated
    /// @throws TrainingException with one sentence if there is too little to learn from
    public TaskData(TrainingTask task, TaskTokens tokens, int time, long seed) {
        this.task = task;
        this.tokens = tokens;
        this.time = time;
        this.seed = seed;
        if (task.kind().hasExamples()) {
            this.examples = new Examples(task);
            this.texts = null;
            this.stream = null;
            examples.unseen(UNSEEN, 0); // fails where none can be held apart
            windows().next(new int[time], new int[time], 0); // or where the window is too short
        } else {
            this.examples = null;
            this.texts = Texts.of(task, seed);
            this.stream = texts.endless() ? null : stream(texts);
        }
    }

    private TokenStream stream(Texts from) {
        if (task.kind() == TaskKind.REPEAT) {
            int[] ids = tokens.encode(from.training().getFirst());
            int[] round = new int[ids.length + 1]; // the end, then the sentence; then again
            round[0] = tokens.endOfText();
            System.arraycopy(ids, 0, round, 1, ids.length);
            check(ids, 1);
            return TokenStream.of(round);
        }
        check(tokens.encode(String.join("", from.training())), time + 1);
        return TokenStream.pack(from.training(), tokens::encode, tokens.endOfText());
    }

    private static void check(int[] ids, int needed) {
        if (ids.length == 0) {
            throw new TrainingException("the vocabulary has no token for any part of the text");
        }
        if (Arrays.stream(ids).allMatch(id -> id == ids[0])) {
            throw new TrainingException(
                    "the text is one token again and again, so there is nothing to predict");
        }
        if (ids.length < needed) {
            throw new TrainingException(
                    ("the text has %,d tokens to learn from, and a window with its last target takes"
                                    + " %,d; choose a smaller context or a longer text")
                            .formatted(ids.length, needed));
        }
    }

    /// The task.
    public TrainingTask task() {
        return task;
    }

    /// The vocabulary.
    public TaskTokens tokens() {
        return tokens;
    }

    /// Windows from the beginning.
    public WindowSource windows() {
        if (examples != null) {
            return new ExampleWindows(examples, tokens, time, seed);
        }
        if (stream != null) {
            return new DataWindows(List.of(stream), new double[] {1}, time, seed);
        }
        return new DocumentWindows(texts().invented(), tokens, time, seed);
    }

    /// Whether anything is held apart from training; if not, [#heldOut] gives the text itself.
    public boolean hasUnseen() {
        return examples != null || !texts().unseen().isEmpty();
    }

    /// Examples held apart; none if the task has no examples. They are the same for every seed.
    public List<Example> unseen(int count) {
        List<Example> cases = new ArrayList<>();
        for (int i = 0; examples != null && i < count; i++) {
            cases.add(examples.unseen(UNSEEN, i));
        }
        return cases;
    }

    /// Examples that are trained on, the first ones of the seed; none if the task has no examples.
    public List<Example> training(int count) {
        List<Example> first = new ArrayList<>();
        for (int i = 0; examples != null && i < count; i++) {
            first.add(examples.training(seed, i));
        }
        return first;
    }

    /// What is held apart, to be evaluated.
    ///
    /// @param most examples or documents at most; of texts only the first 20,000 characters
    public HeldOut heldOut(int most) {
        if (examples == null) {
            List<String> documents =
                    texts().unseen().isEmpty() ? texts().training() : texts().unseen();
            return HeldOut.of(first(documents, most), tokens::encode, tokens.endOfText(), time);
        }
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        for (Example example : unseen(most)) {
            int[] inputs = new int[time];
            int[] targets = new int[time];
            ExampleWindows.fill(example, tokens, time, inputs, targets, 0);
            rows.add(new Row(inputs, targets));
            bytes += example.answer().getBytes(StandardCharsets.UTF_8).length;
        }
        return HeldOut.ofRows(rows, bytes);
    }

    /// The first documents, and of them so much that evaluating takes no longer than some steps.
    private static List<String> first(List<String> documents, int most) {
        List<String> first = new ArrayList<>();
        int room = CHARACTERS;
        for (int i = 0; i < Math.min(most, documents.size()) && room > 0; i++) {
            String document = documents.get(i);
            int end = Math.min(room, document.length());
            boolean split =
                    end < document.length() && Character.isLowSurrogate(document.charAt(end));
            first.add(document.substring(0, split ? end - 1 : end));
            room -= end;
        }
        return first;
    }

    /// Documents that show what the text is like, to be looked at; for examples a few of them.
    public List<String> shown(int count) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (examples != null) {
                Example example = examples.training(seed, i);
                shown.add(example.prompt() + example.answer());
            } else if (texts().endless()) {
                shown.add(texts().invented().apply(i));
            } else if (i < texts().training().size()) {
                shown.add(texts().training().get(i));
            }
        }
        return shown;
    }

    private Texts texts() {
        if (texts == null) {
            throw new IllegalStateException(task.kind().id() + " has no texts");
        }
        return texts;
    }
}
