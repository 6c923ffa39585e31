package org.glassformer.engine.train;

import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/// Everything that decides a training run; [#read] takes it from a JSON file.
///
/// Relative paths are taken from the working directory.
///
/// @param model the shape of the model
/// @param tokenizer the folder or file of the tokenizer
/// @param vocabulary how the tokenizer is learned if it does not exist yet; null if it has to exist
/// @param sources what is learned from
/// @param heldOut files of documents that are only evaluated; may be empty
/// @param batch windows of a forward pass
/// @param accumulation forward passes of a step
/// @param steps steps in all
/// @param optimiser how gradients become new weights
/// @param dropout the probability of dropping, 0 for none
/// @param seed of weights, windows and dropout
/// @param logEvery steps between lines of the log
/// @param evalEvery steps between evaluations; 0 for none but the last
/// @param checkpointEvery steps between checkpoints; 0 for none but the last
/// @param keep how many of the latest checkpoints are kept
/// @param folder where checkpoints and the log go
/// @param output where the finished model goes; null for nowhere
/// @param half whether the finished model has F16 weights
/// @param device the device's name; null for the preferred one
/// @param threads CPU threads, 0 for as many as there are cores
public record TrainConfig(
        ModelShape model,
        Path tokenizer,
        @Nullable VocabularyPlan vocabulary,
        List<Source> sources,
        List<Path> heldOut,
        int batch,
        int accumulation,
        int steps,
        OptimiserSettings optimiser,
        float dropout,
        long seed,
        int logEvery,
        int evalEvery,
        int checkpointEvery,
        int keep,
        Path folder,
        @Nullable Path output,
        boolean half,
        @Nullable String device,
        int threads) {

    /// The shape of the model to train; the vocabulary is the tokenizer's.
    ///
    /// @param family `gpt2` or `llama`
    /// @param nLayer blocks
    /// @param nHead query heads
    /// @param nKvHead key-value heads; gpt2 has as many as query heads
    /// @param nEmbd channels of the residual stream
    /// @param ffnSize neurons of the MLP; gpt2 has 4 nEmbd
    /// @param blockSize positions of the context, and tokens of a window
    public record ModelShape(
            String family,
            int nLayer,
            int nHead,
            int nKvHead,
            int nEmbd,
            int ffnSize,
            int blockSize) {

        /// The configuration of a model of this shape.
        ///
        /// @param vocabSize tokens of the vocabulary
        /// @param endOfText the token between documents, with which the model begins and ends
        public ModelConfig config(int vocabSize, int endOfText) {
            ModelConfig config =
                    family.equals("gpt2")
                            ? ModelConfig.gpt2(nLayer, nHead, nEmbd, vocabSize, blockSize)
                            : ModelConfig.llama(
                                    nLayer, nHead, nKvHead, nEmbd, ffnSize, vocabSize, blockSize);
            return config.withTokens(endOfText, List.of(endOfText));
        }
    }

    /// A source of documents and how often it is drawn.
    ///
    /// @param file a text file; null for the project's own stories
    /// @param split where a document ends
    /// @param stories how many stories are written, when there is no file
    /// @param storySeed the seed of these stories
    /// @param weight its share of the windows, relative to the others
    public record Source(
            @Nullable Path file,
            Documents.Split split,
            int stories,
            long storySeed,
            double weight) {}

    /// How a byte-level BPE tokenizer is learned.
    ///
    /// @param size tokens in all
    /// @param sources what it is learned from; the weight is how often each document counts
    public record VocabularyPlan(int size, List<Source> sources) {
        /// Checks the size.
        ///
        /// @throws TrainingException if it cannot be
        public VocabularyPlan {
            sources = List.copyOf(sources);
            require(size >= 257, "a vocabulary has at least 257 tokens");
            require(!sources.isEmpty(), "'vocabulary' needs 'data' to learn from");
        }
    }

    /// How gradients become new weights.
    ///
    /// @param kind AdamW or SGD
    /// @param learningRate the highest rate
    /// @param minLearningRate the rate at the end of the cosine
    /// @param warmupSteps steps of the warm-up
    /// @param beta1 decay of the first moment
    /// @param beta2 decay of the second moment
    /// @param eps added to the root
    /// @param weightDecay decay of matrices, embeddings included; biases and norms do not decay
    /// @param clip the largest global norm of the gradient; 0 for no limit
    public record OptimiserSettings(
            Kind kind,
            double learningRate,
            double minLearningRate,
            int warmupSteps,
            float beta1,
            float beta2,
            float eps,
            float weightDecay,
            double clip) {
        /// The update rules there are.
        public enum Kind {
            /// Adam with decoupled weight decay.
            ADAMW,
            /// Plain gradient descent.
            SGD
        }
    }

    /// Checks the numbers.
    ///
    /// @throws TrainingException with one sentence if they cannot be
    public TrainConfig {
        sources = List.copyOf(sources);
        heldOut = List.copyOf(heldOut);
        require(!sources.isEmpty(), "'data' needs at least one source");
        require(batch > 0 && accumulation > 0, "'batch' and 'accumulation' must be at least 1");
        require(steps > 0, "'steps' must be at least 1");
        require(dropout >= 0 && dropout < 1, "'dropout' must be at least 0 and below 1");
        require(logEvery > 0 && keep > 0, "'logEvery' and 'keep' must be at least 1");
        require(evalEvery >= 0 && checkpointEvery >= 0, "intervals cannot be negative");
        require(
                sources.stream().allMatch(source -> source.weight() > 0),
                "every 'weight' must be above 0");
        require(optimiser.warmupSteps() <= steps, "the warm-up is longer than the training");
    }

    /// The learning rate over the steps.
    public Schedule schedule() {
        return new Schedule(
                optimiser.learningRate(),
                optimiser.minLearningRate(),
                optimiser.warmupSteps(),
                steps);
    }

    /// Reads a configuration from a JSON file.
    ///
    /// @throws TrainingException with one sentence if the file cannot be read, a key is unknown or
    ///     missing, or a value makes no sense
    public static TrainConfig read(Path file) {
        return TrainConfigFile.read(file);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new TrainingException(otherwise);
        }
    }
}
