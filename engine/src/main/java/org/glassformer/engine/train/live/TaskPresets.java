package org.glassformer.engine.train.live;

import java.nio.file.Path;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.live.CheckResult.Measure;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;

/// For each task a model, its settings, and how well it is learned when it is learned.
final class TaskPresets {
    private static final int EVAL_EVERY = 50;
    private static final int WARMUP = 50;
    private static final float DECAY = 0.01f;
    private static final int STORY_TOKENS = 768;

    private TaskPresets() {}

    static LiveSettings of(TrainingTask task) {
        int size = task.size();
        return switch (task.kind()) {
            case REPEAT -> settings(task, 2, 2, 32, 64, 8, 3e-3, 300);
            case COPY, REVERSE -> settings(task, 2, 4, 64, 2 * size + 2, 32, 3e-3, 1500);
            case SORT -> settings(task, 2, 4, 64, 2 * size + 2, 32, 3e-3, 1500);
            case ADD -> settings(task, 2, 4, 96, 3 * size + 4, 64, 3e-3, 2500);
            case INDUCTION -> settings(task, 2, 4, 64, size + size / 2 + 2, 64, 4e-3, 2000);
            case NAMES -> settings(task, 2, 4, 64, 32, 32, 3e-3, 800);
            case STORIES ->
                    settings(task, 3, 4, 96, 96, 8, 3e-3, 1200)
                            .withVocabulary(VocabularyChoice.bpe(STORY_TOKENS));
            case TEXT -> settings(task, 2, 4, 96, context(task), 16, 2e-3, 1000);
        };
    }

    /// Half of a short text, so that windows differ.
    private static int context(TrainingTask task) {
        return Math.max(4, Math.min(64, task.text().length() / 4));
    }

    static LiveSettings continuing(Path folder, TrainingTask task, int context) {
        LiveSettings usual = of(task);
        ModelShape shape = usual.shape();
        return new LiveSettings(
                task,
                VocabularyChoice.model(),
                shape(shape.nLayer(), shape.nHead(), shape.nEmbd(), context),
                folder,
                4,
                optimiser(2e-4, 10),
                ScheduleKind.CONSTANT,
                200,
                0,
                usual.seed(),
                20);
    }

    /// What says how well it is learned.
    static Measure measure(TaskKind kind) {
        return kind.hasExamples() || kind == TaskKind.REPEAT
                ? Measure.EXACT
                : Measure.BITS_PER_BYTE;
    }

    /// The share of unseen cases, or of rows, that counts as learned; bits per byte for texts; not a
    /// number where nothing can be said beforehand.
    static double goal(TaskKind kind) {
        return switch (kind) {
            case REPEAT -> 1;
            case COPY, REVERSE, SORT, ADD, INDUCTION -> 0.95;
            case NAMES -> 2.55;
            case STORIES -> 1.5;
            case TEXT -> Double.NaN;
        };
    }

    private static LiveSettings settings(
            TrainingTask task,
            int nLayer,
            int nHead,
            int nEmbd,
            int context,
            int batch,
            double rate,
            int steps) {
        return new LiveSettings(
                task,
                VocabularyChoice.characters(),
                shape(nLayer, nHead, nEmbd, context),
                null,
                batch,
                optimiser(rate, Math.min(WARMUP, steps / 10)),
                ScheduleKind.COSINE,
                steps,
                0,
                1,
                EVAL_EVERY);
    }

    private static ModelShape shape(int nLayer, int nHead, int nEmbd, int context) {
        return new ModelShape("gpt2", nLayer, nHead, nHead, nEmbd, 4 * nEmbd, context);
    }

    private static OptimiserSettings optimiser(double rate, int warmup) {
        return new OptimiserSettings(
                OptimiserSettings.Kind.ADAMW,
                rate,
                rate / 10,
                warmup,
                0.9f,
                0.98f,
                1e-8f,
                DECAY,
                1);
    }
}
