package org.glassformer.engine.train.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.glassformer.engine.format.AtomicFile;
import org.glassformer.engine.train.Documents;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TaskTokens;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The folder of a run: `run.json` with the settings, the text, the tokenizer, `original` with the model
/// it began with if that was not random, `log.jsonl`, and `state.safetensors`, which decides all steps to
/// come and is replaced whole or not at all; in `kept` what can be gone back to and what probes showed.
final class RunFolder {
    private static final String SETTINGS = "run.json";
    private static final String TEXT = "text.txt";
    private static final String STATE = "state.safetensors";
    private static final String LOG = "log.jsonl";
    private static final String ORIGINAL = "original";
    private static final String KEPT = "kept";
    private static final int VERSION = 1;

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    boolean exists() {
        return Files.exists(folder.resolve(SETTINGS));
    }

    Path original() {
        return folder.resolve(ORIGINAL);
    }

    Path log() {
        return folder.resolve(LOG);
    }

    /// Writes what never changes; `run.json` comes last, so that it stands for a complete folder.
    void create(LiveSettings settings, TaskTokens tokens) throws IOException {
        Files.createDirectories(folder);
        tokens.write(folder);
        Path base = settings.base();
        if (base != null) {
            RunOpening.copy(base, folder.resolve(ORIGINAL));
        }
        Files.writeString(folder.resolve(TEXT), settings.task().text());
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("version", VERSION);
        ObjectNode tree = JsonMapper.shared().valueToTree(settings);
        ((ObjectNode) tree.path("task")).put("text", "");
        root.set("settings", tree);
        text(folder.resolve(SETTINGS), JsonMapper.shared().writeValueAsString(root) + "\n");
    }

    /// @throws TrainingException with one sentence if there is no run, or a broken one
    LiveSettings settings() {
        Path file = folder.resolve(SETTINGS);
        if (!Files.isRegularFile(file)) {
            throw new TrainingException("there is no training run in " + folder);
        }
        try {
            JsonNode root = JsonMapper.shared().readTree(file.toFile());
            if (root.path("version").intValue(0) != VERSION) {
                throw new TrainingException(file + " was written by another version");
            }
            if (root.path("settings").path("task") instanceof ObjectNode task) {
                task.put("text", Documents.text(folder.resolve(TEXT)));
            }
            return JsonMapper.shared().treeToValue(root.path("settings"), LiveSettings.class);
        } catch (JacksonException e) {
            throw new TrainingException(file + " does not hold the settings of a run", e);
        }
    }

    boolean hasState() {
        return Files.exists(folder.resolve(STATE));
    }

    Path kept() {
        return folder.resolve(KEPT);
    }

    Path state() {
        return folder.resolve(STATE);
    }

    /// Deletes what a process that was ended left half written.
    void clean() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("." + STATE) || name.startsWith("." + LOG)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Writes a text file that appears complete or not at all.
    static void text(Path file, String text) throws IOException {
        AtomicFile.write(
                file,
                channel -> {
                    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                });
    }
}
