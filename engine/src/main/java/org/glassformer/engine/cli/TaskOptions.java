package org.glassformer.engine.cli;

import java.nio.file.Path;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A task of the Training screen and its settings, as options.
final class TaskOptions {
    private static final int CONTEXT = 64;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = {
                "Trains on a task of the lab's Training screen instead, until its check passes:",
                "repeat, copy, reverse, sort, add, induction, names, stories, text."
            })
    private @Nullable String task;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --task: letters or digits of an example, 0 for the usual number.")
    private int size;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "With --task repeat or text: what is learned.")
    private @Nullable String text;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "With --task repeat or text: a UTF-8 file of what is learned.")
    private @Nullable Path file;

    @Option(
            names = "--vocabulary",
            paramLabel = "KIND",
            defaultValue = "",
            description = "With --task: characters, bytes, or the size of a BPE vocabulary.")
    private String vocabulary = "";

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "With --task: a model folder to train on, with its own vocabulary.")
    private @Nullable Path base;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --task: the most steps, 0 for the usual number.")
    private int steps;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "With --task: the seed of weights, data and dropout.")
    private long seed;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "With --task: where the run is saved; one that is there goes on.")
    private @Nullable Path folder;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "With --task: where the finished model goes, a new folder.")
    private @Nullable Path output;

    /// Whether a task was asked for.
    boolean given() {
        return task != null;
    }

    @Nullable Path folder() {
        return folder;
    }

    @Nullable Path output() {
        return output;
    }

    /// @throws org.glassformer.engine.train.TrainingException if they do not fit
    LiveSettings settings() {
        TrainingTask what = what(TaskKind.named(task == null ? "" : task));
        LiveSettings settings =
                base == null ? LiveSettings.of(what) : LiveSettings.continuing(base, what, CONTEXT);
        settings = settings.withSeed(seed);
        if (!vocabulary.isEmpty()) {
            settings = settings.withVocabulary(vocabulary());
        }
        return steps == 0 ? settings : settings.withSteps(steps);
    }

    private TrainingTask what(TaskKind kind) {
        if (kind == TaskKind.TEXT || kind == TaskKind.REPEAT) {
            String given = file == null ? text : TrainingTask.file(file).text();
            if (given != null || kind == TaskKind.TEXT) {
                String learned = given == null ? "" : given;
                return kind == TaskKind.TEXT
                        ? TrainingTask.text(learned)
                        : TrainingTask.repeat(learned);
            }
        }
        return size == 0 ? TrainingTask.of(kind) : TrainingTask.of(kind, size);
    }

    private VocabularyChoice vocabulary() {
        return switch (vocabulary) {
            case "characters" -> VocabularyChoice.characters();
            case "bytes" -> VocabularyChoice.bytes();
            default -> {
                try {
                    yield VocabularyChoice.bpe(Integer.parseInt(vocabulary));
                } catch (NumberFormatException e) {
                    throw new TrainingException(
                            "a vocabulary is characters, bytes or a number of tokens, not "
                                    + vocabulary,
                            e);
                }
            }
        };
    }
}
