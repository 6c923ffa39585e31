package org.glassformer.engine.train.task;

import java.util.Arrays;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.WindowSource;

/// One example a window, of which only the answer and the end after it are targets.
final class ExampleWindows implements WindowSource {
    static final int IGNORED = -1;

    private final Examples examples;
    private final TaskTokens tokens;
    private final int time;
    private final long seed;
    private long next;

    ExampleWindows(Examples examples, TaskTokens tokens, int time, long seed) {
        this.examples = examples;
        this.tokens = tokens;
        this.time = time;
        this.seed = seed;
    }

    @Override
    public void next(int[] inputs, int[] targets, int at) {
        Example example = examples.training(seed, next++);
        fill(example, tokens, time, inputs, targets, at);
    }

    /// Writes an example as one row of `time` inputs and targets.
    ///
    /// @throws TrainingException if it does not fit
    static void fill(
            Example example, TaskTokens tokens, int time, int[] inputs, int[] targets, int at) {
        int[] prompt = tokens.encode(example.prompt());
        int[] answer = tokens.encode(example.answer());
        int length = prompt.length + answer.length;
        if (length > time) {
            throw new TrainingException(
                    "the example %s%s takes %d tokens, but a window has %d"
                            .formatted(example.prompt(), example.answer(), length, time));
        }
        if (prompt.length == 0 || answer.length == 0) {
            throw new TrainingException(
                    "the vocabulary has no tokens for the example "
                            + example.prompt()
                            + example.answer());
        }
        int end = tokens.endOfText();
        Arrays.fill(inputs, at, at + time, end);
        Arrays.fill(targets, at, at + time, IGNORED);
        System.arraycopy(prompt, 0, inputs, at, prompt.length);
        System.arraycopy(answer, 0, inputs, at + prompt.length, answer.length);
        System.arraycopy(answer, 0, targets, at + prompt.length - 1, answer.length);
        targets[at + length - 1] = end;
    }

    @Override
    public DataPosition position() {
        return WindowNumber.position(next);
    }

    @Override
    public void seek(DataPosition position) {
        next = WindowNumber.of(position);
    }
}
