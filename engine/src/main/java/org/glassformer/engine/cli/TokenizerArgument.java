package org.glassformer.engine.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;

/// A tokenizer named on the command line.
final class TokenizerArgument {
    private TokenizerArgument() {}

    /// A tokenizer by its name, by the folder of a model, or by its file.
    ///
    /// @throws IllegalArgumentException with one sentence if there is none
    static Tokenizer open(String nameOrPath) {
        if (Tokenizers.names().contains(nameOrPath)) {
            return Tokenizers.byName(nameOrPath);
        }
        try {
            Path path = Path.of(nameOrPath);
            if (Files.exists(path)) {
                return Tokenizers.fromPath(path);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no tokenizer is called " + nameOrPath, e);
        }
        throw new IllegalArgumentException(
                nameOrPath
                        + " is no folder, no file and none of the tokenizers "
                        + String.join(", ", Tokenizers.names()));
    }
}
