package org.glassformer.engine.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds and opens the weights of a model.
public final class Checkpoints {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private Checkpoints() {}

    /// Opens the weights in a folder, or a file of weights or an index itself; the caller closes
    /// the checkpoint.
    ///
    /// In a folder it takes `model.safetensors`, else `model.safetensors.index.json` with its
    /// shards, else the only `*.safetensors` file.
    ///
    /// @throws ModelFormatException if there is none, or it is wrong
    public static Checkpoint open(Path place) {
        if (!Files.isDirectory(place)) {
            return place.toString().endsWith(".json")
                    ? ShardedSafetensors.open(place)
                    : Safetensors.open(place);
        }
        if (Files.exists(place.resolve(SINGLE))) {
            return Safetensors.open(place.resolve(SINGLE));
        }
        if (Files.exists(place.resolve(INDEX))) {
            return ShardedSafetensors.open(place.resolve(INDEX));
        }
        return Safetensors.open(onlyFile(place));
    }

    private static Path onlyFile(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> candidates =
                    files.filter(file -> file.toString().endsWith(".safetensors"))
                            .limit(2)
                            .toList();
            if (candidates.size() == 1) {
                return candidates.getFirst();
            }
            throw new ModelFormatException(
                    folder,
                    -1,
                    SINGLE + ", " + INDEX + " or one file *.safetensors in the folder",
                    candidates.isEmpty() ? "none" : "several without an index");
        } catch (IOException e) {
            throw new ModelFormatException(folder, -1, "a readable folder", String.valueOf(e), e);
        }
    }
}
