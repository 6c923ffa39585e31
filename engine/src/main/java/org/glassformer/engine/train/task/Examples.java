package org.glassformer.engine.train.task;

import java.util.Arrays;
import org.glassformer.engine.train.SplitMix;
import org.glassformer.engine.train.TrainingException;

/// Examples of a task without end: example `i` of a seed is always the same.
///
/// A tenth of all questions is held apart, chosen by the hash of the question alone: they are never
/// trained on, whatever the seed, and only they are asked in checks.
public final class Examples {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final int TRIES = 100_000;
    private static final long EXAMPLES = 11;

    private final TaskKind kind;
    private final int size;

    /// Examples of a task.
    ///
    /// @throws IllegalArgumentException if the task has none
    public Examples(TrainingTask task) {
        if (!task.kind().hasExamples()) {
            throw new IllegalArgumentException(task.kind().id() + " has no examples");
        }
        this.kind = task.kind();
        this.size = task.size();
    }

    /// Every character that occurs, in order.
    public String alphabet() {
        return switch (kind) {
            case COPY, REVERSE -> ">" + LETTERS;
            case SORT -> DIGITS + ">";
            case ADD -> "+" + DIGITS + "=";
            case INDUCTION -> LETTERS;
            case REPEAT, NAMES, STORIES, TEXT -> throw new IllegalStateException(kind.id());
        };
    }

    /// An example to learn from.
    public Example training(long seed, long index) {
        return draw(seed, index, false);
    }

    /// An example that is never trained on.
    ///
    /// @throws TrainingException if the task is so small that none is held apart
    public Example unseen(long seed, long index) {
        return draw(seed, index, true);
    }

    private Example draw(long seed, long index, boolean unseen) {
        SplitMix random = new SplitMix(SplitMix.seed(seed, EXAMPLES, index));
        for (int i = 0; i < TRIES; i++) {
            Example example = next(random);
            if (Apart.holds(example.prompt()) == unseen) {
                return example;
            }
        }
        throw new TrainingException(
                "the task '%s' of size %d has too few different examples to hold some apart"
                        .formatted(kind.id(), size));
    }

    private Example next(SplitMix random) {
        return switch (kind) {
            case COPY -> {
                String letters = letters(random);
                yield new Example(letters + ">", letters);
            }
            case REVERSE -> {
                String letters = letters(random);
                yield new Example(letters + ">", new StringBuilder(letters).reverse().toString());
            }
            case SORT -> {
                char[] digits = draw(random, DIGITS, size);
                String given = new String(digits);
                Arrays.sort(digits);
                yield new Example(given + ">", new String(digits));
            }
            case ADD -> {
                int bound = (int) Math.pow(10, size);
                int a = random.nextInt(bound);
                int b = random.nextInt(bound);
                yield new Example(a + "+" + b + "=", String.valueOf((long) a + b));
            }
            case INDUCTION -> induction(random);
            case REPEAT, NAMES, STORIES, TEXT -> throw new IllegalStateException(kind.id());
        };
    }

    /// Letters without repeats, then one of them again; what followed it is the answer.
    private Example induction(SplitMix random) {
        char[] all = LETTERS.toCharArray();
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(all.length - i);
            char swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        String given = new String(all, 0, size);
        int followers = size / 2;
        int again = random.nextInt(size - followers);
        return new Example(
                given + given.charAt(again), given.substring(again + 1, again + 1 + followers));
    }

    private String letters(SplitMix random) {
        return new String(draw(random, LETTERS, size));
    }

    private static char[] draw(SplitMix random, String from, int count) {
        char[] drawn = new char[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = from.charAt(random.nextInt(from.length()));
        }
        return drawn;
    }
}
