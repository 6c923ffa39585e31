package org.glassformer.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/// A model from the command line on its device, with its tokenizer if one is needed.
///
/// @param path as it was given
/// @param folder where its files are
/// @param transformer the model
/// @param backend its device
record OpenModel(Path path, Path folder, Transformer transformer, Backend backend)
        implements AutoCloseable {

    /// Opens a folder, a GGUF file, or the folder of a checkpoint file.
    static OpenModel open(Path path, CommonOptions common) {
        Path folder = folderOf(path);
        Backend backend = common.open();
        try {
            Transformer transformer = Transformer.load(folder, backend, progress -> {});
            return new OpenModel(path, folder, transformer, backend);
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    /// The folder or GGUF file itself, or the folder that a checkpoint file is in.
    static Path folderOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        boolean within = Files.isRegularFile(path) && !Gguf.isOne(path);
        return within && parent != null ? parent : path;
    }

    /// The model together with its tokenizer.
    ///
    /// @throws org.glassformer.engine.tokenizer.TokenizerFormatException if the folder has none
    LanguageModel language() {
        return new LanguageModel(folder, transformer, tokenizer());
    }

    /// The tokenizer in the model's folder.
    Tokenizer tokenizer() {
        return Tokenizers.fromFolder(folder);
    }

    /// The tokenizer, or null if the folder has none.
    @Nullable Tokenizer tokenizerOrNull() {
        boolean present =
                Gguf.isOne(folder)
                        || Files.exists(folder.resolve("tokenizer.json"))
                        || Files.exists(folder.resolve("vocab.json"));
        return present ? tokenizer() : null;
    }

    /// Sizes and switches of the model.
    ModelConfig config() {
        return transformer.config();
    }

    @Override
    public void close() {
        transformer.close();
        backend.close();
    }
}
