package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.train.LearningRates;
import org.glassformer.engine.train.StepSettings;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.jspecify.annotations.Nullable;

/// Everything that decides a run, besides rates set by hand while it goes on.
///
/// The same settings on the same device give the same weights, bit by bit.
///
/// @param task what is to be learned
/// @param vocabulary what the tokens are; the model's own if there is a base
/// @param shape the model's shape; its context is the length of the windows. With a base only the
///     context counts, which may be shorter than the base's
/// @param base the folder of the model that is trained on; null for a new one with random weights
/// @param batch windows of a step
/// @param optimiser how gradients become new weights
/// @param schedule how the rate goes after the warm-up
/// @param steps the steps after which the rate has come down; training may go on
/// @param dropout the probability of dropping, 0 for none
/// @param seed of weights, data and dropout
/// @param evalEvery steps between evaluations of unseen cases; 0 for none
public record LiveSettings(
        TrainingTask task,
        VocabularyChoice vocabulary,
        ModelShape shape,
        @Nullable Path base,
        int batch,
        OptimiserSettings optimiser,
        ScheduleKind schedule,
        int steps,
        float dropout,
        long seed,
        int evalEvery) {
    private static final int MOST_LAYERS = 256;
    private static final int MOST_WIDTH = 65_536;
    private static final int MOST_CONTEXT = 1 << 20;
    private static final int MOST_BATCH = 65_536;
    static final double LARGEST_RATE = 10;

    /// Checks the numbers.
    ///
    /// @throws TrainingException with one sentence if they cannot be
    public LiveSettings {
        range("layers", shape.nLayer(), 1, MOST_LAYERS);
        range("heads", shape.nHead(), 1, MOST_WIDTH);
        range("key-value heads", shape.nKvHead(), 1, shape.nHead());
        range("channels", shape.nEmbd(), 1, MOST_WIDTH);
        range("neurons of the MLP", shape.ffnSize(), 1, 8 * MOST_WIDTH);
        range("tokens of the context", shape.blockSize(), 2, MOST_CONTEXT);
        range("windows of a batch", batch, 1, MOST_BATCH);
        range("steps", steps, 1, Integer.MAX_VALUE);
        range("steps between evaluations", evalEvery, 0, Integer.MAX_VALUE);
        boolean llama = shape.family().equals("llama");
        require(
                llama || shape.family().equals("gpt2"),
                "the family is gpt2 or llama, not " + shape.family());
        require(
                shape.nEmbd() % shape.nHead() == 0,
                shape.nEmbd() + " channels cannot be shared by " + shape.nHead() + " heads");
        require(
                shape.nHead() % shape.nKvHead() == 0,
                shape.nHead() + " heads cannot share " + shape.nKvHead() + " key-value heads");
        require(
                !llama || shape.nEmbd() / shape.nHead() % 2 == 0,
                "rotary positions need an even head size");
        double rate = optimiser.learningRate();
        require(
                rate > 0 && rate <= LARGEST_RATE,
                "the learning rate is above 0 and at most 10, not " + rate);
        require(
                optimiser.minLearningRate() >= 0 && optimiser.minLearningRate() <= rate,
                "the least rate lies between 0 and the learning rate");
        require(
                optimiser.warmupSteps() >= 0 && optimiser.warmupSteps() <= steps,
                "the warm-up is longer than the training");
        require(dropout >= 0 && dropout < 1, "dropout is at least 0 and below 1");
        require(
                within(optimiser.beta1()) && within(optimiser.beta2()) && optimiser.eps() > 0,
                "the betas are at least 0 and below 1, and eps is above 0");
        require(
                optimiser.weightDecay() >= 0 && optimiser.clip() >= 0,
                "weight decay and clipping cannot be negative");
        require(
                (base == null) == (vocabulary.kind() != VocabularyChoice.Kind.MODEL),
                "the model's own vocabulary is for training a model on, and only for that");
    }

    /// The usual settings of a task: a model that learns it on two cores in at most two minutes.
    public static LiveSettings of(TrainingTask task) {
        return TaskPresets.of(task);
    }

    /// The usual settings for training a model on.
    ///
    /// @param folder the model, in Hugging Face layout
    /// @param context tokens of a window
    public static LiveSettings continuing(Path folder, TrainingTask task, int context) {
        return TaskPresets.continuing(folder, task, context);
    }

    /// The model for a vocabulary; not for a base, whose configuration is its own.
    ModelConfig model(int vocabSize, int endOfText) {
        return shape.config(vocabSize, endOfText);
    }

    /// The same with another seed.
    public LiveSettings withSeed(long other) {
        return with(draft -> draft.seed = other);
    }

    /// The same with another schedule over so many steps.
    public LiveSettings withSteps(int other) {
        OptimiserSettings o = optimiser;
        OptimiserSettings fitting =
                new OptimiserSettings(
                        o.kind(),
                        o.learningRate(),
                        o.minLearningRate(),
                        Math.min(o.warmupSteps(), other),
                        o.beta1(),
                        o.beta2(),
                        o.eps(),
                        o.weightDecay(),
                        o.clip());
        return with(draft -> {
            draft.optimiser = fitting;
            draft.steps = other;
        });
    }

    /// The same with another shape of the model.
    public LiveSettings withShape(ModelShape other) {
        return with(draft -> draft.shape = other);
    }

    /// The same with another vocabulary.
    public LiveSettings withVocabulary(VocabularyChoice other) {
        return with(draft -> draft.vocabulary = other);
    }

    /// The same with another optimiser.
    public LiveSettings withOptimiser(OptimiserSettings other) {
        return with(draft -> draft.optimiser = other);
    }

    /// The same with another schedule.
    public LiveSettings withSchedule(ScheduleKind other) {
        return with(draft -> draft.schedule = other);
    }

    /// The same with another batch.
    public LiveSettings withBatch(int other) {
        return with(draft -> draft.batch = other);
    }

    /// The same with other dropout.
    public LiveSettings withDropout(float other) {
        return with(draft -> draft.dropout = other);
    }

    /// The same with other intervals between evaluations.
    public LiveSettings withEvalEvery(int other) {
        return with(draft -> draft.evalEvery = other);
    }

    private LiveSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.build();
    }

    /// The components while some of them are changed.
    private static final class Draft {
        final TrainingTask task;
        VocabularyChoice vocabulary;
        ModelShape shape;
        final @Nullable Path base;
        int batch;
        OptimiserSettings optimiser;
        ScheduleKind schedule;
        int steps;
        float dropout;
        long seed;
        int evalEvery;

        Draft(LiveSettings settings) {
            task = settings.task;
            vocabulary = settings.vocabulary;
            shape = settings.shape;
            base = settings.base;
            batch = settings.batch;
            optimiser = settings.optimiser;
            schedule = settings.schedule;
            steps = settings.steps;
            dropout = settings.dropout;
            seed = settings.seed;
            evalEvery = settings.evalEvery;
        }

        LiveSettings build() {
            return new LiveSettings(
                    task,
                    vocabulary,
                    shape,
                    base,
                    batch,
                    optimiser,
                    schedule,
                    steps,
                    dropout,
                    seed,
                    evalEvery);
        }
    }

    private static boolean within(float beta) {
        return beta >= 0 && beta < 1;
    }

    private static void range(String what, int value, int least, int most) {
        require(
                value >= least && value <= most,
                "%s: %,d to %,d, not %,d".formatted(what, least, most, value));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new TrainingException(otherwise);
        }
    }

    /// What one step is done with.
    StepSettings step(LearningRates rates) {
        return new StepSettings(batch, 1, shape.blockSize(), dropout, seed, optimiser, rates);
    }
}
