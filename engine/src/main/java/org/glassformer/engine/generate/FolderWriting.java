package org.glassformer.engine.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.generate.Quantising.Written;
import org.glassformer.engine.tensor.DType;

/// Writes a model as a folder in Hugging Face layout, complete or not at all: its weights, and the files beside them
/// that say how texts become tokens.
final class FolderWriting {
    private static final List<String> BESIDE =
            List.of(
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "vocab.json",
                    "merges.txt",
                    "added_tokens.json",
                    "special_tokens_map.json",
                    "chat_template.jinja",
                    "generation_config.json",
                    "README.md",
                    "LICENSE",
                    "LICENSE.txt",
                    "LICENSE.md");

    private FolderWriting() {}

    static Written write(LanguageModel model, DType type, Path folder, DoubleConsumer progress)
            throws IOException {
        if (!Quantising.writesFolder(type)) {
            throw new IllegalArgumentException(
                    "safetensors are written in F32, F16 and BF16, not in " + type);
        }
        Path from = model.folder();
        if (Gguf.isOne(from)) {
            throw new IllegalArgumentException(
                    "the tokenizer of a GGUF file is written to GGUF files alone");
        }
        Path target = folder.toAbsolutePath();
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target.getFileName() + " is there already");
        }
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectory(draft);
            model.transformer().save(draft, type, progress);
            for (String name : BESIDE) {
                Path file = from.resolve(name);
                if (Files.isRegularFile(file)) {
                    Files.copy(file, draft.resolve(name));
                }
            }
            Files.move(draft, target);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            delete(draft);
        }
        return new Written(target, size(target), model.transformer().weightBytes(), true);
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void delete(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (Stream<Path> files = Files.walk(draft)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
