package org.glassformer.engine.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.model.GgufExport;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tokenizer.GgufVocabulary;

/// Writes a model with its matrices rounded to a smaller type.
public final class Quantising {
    private Quantising() {}

    /// What was written.
    ///
    /// @param file the GGUF file, or the folder
    /// @param bytes its size
    /// @param weightsBefore bytes of the model's weights as they were in memory
    /// @param tokenizer whether the tokenizer is in the file; without it only the model that it came from
    ///     can read texts for it
    public record Written(Path file, long bytes, long weightsBefore, boolean tokenizer) {}

    /// Writes a GGUF file, complete or not at all.
    ///
    /// @param type the type of the matrices, one that [org.glassformer.engine.tensor.Packing] writes
    /// @throws IOException if writing fails
    /// @throws IllegalArgumentException for a model or a type that is not written as GGUF
    public static Written write(LanguageModel model, DType type, Path file) throws IOException {
        return write(model, type, file, part -> {});
    }

    /// Writes a GGUF file, complete or not at all.
    ///
    /// @param type the type of the matrices, one that [org.glassformer.engine.tensor.Packing] writes
    /// @param progress is told the part of the weights that has been written, 0 to 1, and may throw to give
    ///     up; then there is no file
    /// @throws IOException if writing fails
    /// @throws IllegalArgumentException for a model or a type that is not written as GGUF
    public static Written write(LanguageModel model, DType type, Path file, DoubleConsumer progress)
            throws IOException {
        GgufWriter writer =
                GgufExport.of(model.transformer(), type).text("general.name", model.name());
        int size = model.transformer().config().vocabSize();
        boolean tokenizer = GgufVocabulary.add(writer, model.folder(), size);
        if (tokenizer) {
            boolean prefix = model.tokenizer().prefix().length > 0;
            writer.flag("tokenizer.ggml.add_bos_token", prefix);
        }
        writer.write(file, progress);
        return new Written(file, Files.size(file), model.transformer().weightBytes(), tokenizer);
    }

    /// Whether safetensors hold weights of a type: F32, F16 and BF16.
    public static boolean writesFolder(DType type) {
        return type == DType.F32 || type == DType.F16 || type == DType.BF16;
    }

    /// Writes a folder with `config.json`, `model.safetensors` and the tokenizer, in Hugging Face layout, complete or
    /// not at all.
    ///
    /// @param type the type of the weights, one of [#writesFolder]
    /// @param folder is made, in one that exists
    /// @param progress is told the part of the weights that has been written, 0 to 1, and may throw to give
    ///     up; then there is no folder
    /// @throws IOException if writing fails
    /// @throws IllegalArgumentException for another type, for a folder that exists, and for a model from a GGUF file,
    ///     whose tokenizer has no such files
    public static Written writeFolder(
            LanguageModel model, DType type, Path folder, DoubleConsumer progress)
            throws IOException {
        return FolderWriting.write(model, type, folder, progress);
    }
}
