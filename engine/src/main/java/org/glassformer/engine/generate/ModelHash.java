package org.glassformer.engine.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A number by which to know a model's weights again.
public final class ModelHash {
    private static final int BLOCK = 1 << 20;

    private ModelHash() {}

    /// SHA-256 over the names and contents of the weight files, in the order of their names, as
    /// `sha256:` and hexadecimal digits.
    ///
    /// @param model a folder with safetensors, or one file
    /// @throws UncheckedIOException if a file cannot be read
    public static String of(Path model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (Path file : weights(model)) {
                digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    for (int n = in.read(block); n >= 0; n = in.read(block)) {
                        digest.update(block, 0, n);
                    }
                }
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<Path> weights(Path model) throws IOException {
        if (!Files.isDirectory(model)) {
            return List.of(model);
        }
        try (Stream<Path> files = Files.list(model)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }
}
