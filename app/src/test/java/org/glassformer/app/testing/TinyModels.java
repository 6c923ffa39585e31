package org.glassformer.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.Experts;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Variant;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.TrainedBpe;

/// Small models with random weights, written as folders that the lab can open.
public final class TinyModels {

    /// Tokens that a tiny model reads at most.
    public static final int CONTEXT = 48;

    private static final List<String> TEXT =
            List.of(
                    "Once upon a time, there was a little girl named Mia. She found a red ball.",
                    "Once upon a time, there was a little dog. He found a red flower and a ball.");

    private TinyModels() {}

    /// A GPT-2 of two layers with four heads.
    ///
    /// @param folder is made
    /// @param seed of the weights
    /// @return the folder
    public static Path write(Path folder, long seed) {
        return write(folder, seed, 2, 4, 32, CONTEXT);
    }

    /// A GPT-2 of any shape.
    ///
    /// @param folder is made
    /// @param seed of the weights
    /// @param layers number of layers
    /// @param heads of a layer
    /// @param width of the residual stream, a multiple of the heads
    /// @param context tokens that it reads at most
    /// @return the folder
    public static Path write(
            Path folder, long seed, int layers, int heads, int width, int context) {
        TrainedBpe bpe = BpeTrainer.ofSize(320).train(TEXT);
        save(ModelConfig.gpt2(layers, heads, width, bpe.vocabSize(), context), folder, seed, 1);
        bpe.writeTokenizerJson(folder.resolve("tokenizer.json"));
        return folder;
    }

    /// A mixture of experts of three layers, its weights large enough for the router to choose.
    ///
    /// @param folder is made
    /// @param seed of the weights
    /// @param family such as `mixtral`
    /// @param experts of a layer
    /// @return the folder
    public static Path mixture(Path folder, long seed, String family, Experts experts) {
        TrainedBpe bpe = BpeTrainer.ofSize(320).train(TEXT);
        int layers = 3;
        ModelConfig plain = ModelConfig.llama(layers, 4, 2, 32, 48, bpe.vocabSize(), CONTEXT);
        ModelConfig config =
                new ModelConfig(
                        family,
                        layers,
                        plain.nHead(),
                        plain.nKvHead(),
                        plain.nEmbd(),
                        plain.headSize(),
                        family.equals("mixtral") ? experts.size() : plain.ffnSize(),
                        plain.vocabSize(),
                        plain.blockSize(),
                        true,
                        plain.normEps(),
                        plain.activation(),
                        true,
                        false,
                        plain.ropeTheta(),
                        plain.ropeScaling(),
                        family.equals("qwen2_moe"),
                        false,
                        false,
                        family.equals("qwen3_moe"),
                        false,
                        plain.windows(),
                        -1,
                        List.of(),
                        new Variant(1, false, false, 0, 0, 0, 0, 0, experts));
        save(config, folder, seed, 14);
        bpe.writeTokenizerJson(folder.resolve("tokenizer.json"));
        return folder;
    }

    /// A GPT-2 of any shape that reads texts as another model does, its weights large enough for heads to differ.
    ///
    /// @param other folder of the model whose vocabulary and tokens it has
    /// @param folder is made
    /// @param seed of the weights
    /// @param layers number of layers
    /// @param heads of a layer
    /// @param width of the residual stream, a multiple of the heads
    /// @param context tokens that it reads at most
    /// @return the folder
    public static Path like(
            Path other, Path folder, long seed, int layers, int heads, int width, int context) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = Transformer.load(other, backend, progress -> {})) {
            ModelConfig known = model.config();
            ModelConfig config = ModelConfig.gpt2(layers, heads, width, known.vocabSize(), context);
            save(config.withTokens(known.bosToken(), known.eosTokens()), folder, seed, 7);
            Files.copy(other.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// @param factor of the matrices
    private static void save(ModelConfig config, Path folder, long seed, float factor) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = Transformer.random(config, backend, seed)) {
            for (Parameter parameter : model.parameters()) {
                if (factor != 1 && parameter.value().shape().rank() == 2) {
                    float[] values = backend.read(parameter.value());
                    for (int i = 0; i < values.length; i++) {
                        values[i] *= factor;
                    }
                    backend.write(parameter.value(), values);
                }
            }
            model.save(folder, false);
        }
    }
}
