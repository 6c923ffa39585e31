package org.glassformer.engine.train.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.format.AtomicFile;
import org.glassformer.engine.format.Safetensors;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.Documents;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TaskTokens;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The folder of a run: `run.json` with the settings, the text, the tokenizer, `original` with the model
/// it began with if that was not random, `log.jsonl`, and `state.safetensors`, which decides all steps to
/// come and is replaced whole or not at all.
final class RunFolder {
    private static final String SETTINGS = "run.json";
    private static final String TEXT = "text.txt";
    private static final String STATE = "state.safetensors";
    private static final String LOG = "log.jsonl";
    private static final String ORIGINAL = "original";
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

    /// Replaces the state.
    void write(Snapshot snapshot, List<RateChange> rates, List<Parameter> parameters) {
        ObjectNode about = JsonMapper.shared().createObjectNode();
        about.put("version", VERSION);
        about.put("step", snapshot.step());
        about.set("position", JsonMapper.shared().valueToTree(snapshot.position()));
        about.set("rates", JsonMapper.shared().valueToTree(rates));
        SafetensorsWriter writer =
                new SafetensorsWriter()
                        .metadata("run", JsonMapper.shared().writeValueAsString(about));
        add(writer, "w.", parameters, snapshot.weights());
        add(writer, "m.", parameters, snapshot.first());
        add(writer, "v.", parameters, snapshot.second());
        writer.write(folder.resolve(STATE));
    }

    private static void add(
            SafetensorsWriter writer,
            String prefix,
            List<Parameter> parameters,
            List<float[]> values) {
        for (int i = 0; i < values.size(); i++) {
            Parameter p = parameters.get(i);
            writer.add(prefix + p.name(), DType.F32, p.value().shape(), values.get(i));
        }
    }

    /// What was saved.
    record State(Snapshot snapshot, List<RateChange> rates) {}

    /// What [State] is made of, besides tensors.
    private record About(int version, int step, DataPosition position, List<RateChange> rates) {}

    /// @throws TrainingException if it does not belong to the model
    State read(Transformer model) {
        try (Safetensors file = Safetensors.open(folder.resolve(STATE))) {
            String json = file.metadata().getOrDefault("run", "{}");
            About about = JsonMapper.shared().readValue(json, About.class);
            if (about.version() != VERSION) {
                throw new TrainingException(folder + " was written by another version");
            }
            Snapshot snapshot =
                    new Snapshot(
                            about.step(),
                            about.position(),
                            tensors(file, "w.", model.parameters()),
                            tensors(file, "m.", model.parameters()),
                            tensors(file, "v.", model.parameters()));
            return new State(snapshot, about.rates());
        } catch (JacksonException e) {
            throw new TrainingException("the saved state in " + folder + " is broken", e);
        }
    }

    private List<float[]> tensors(Safetensors file, String prefix, List<Parameter> parameters) {
        List<float[]> values = new ArrayList<>();
        for (Parameter p : parameters) {
            String name = prefix + p.name();
            if (!prefix.equals("w.") && !file.has(name)) {
                return List.of();
            }
            if (!file.tensor(name).shape().equals(p.value().shape())) {
                throw new TrainingException(
                        "the saved state in " + folder + " has another shape of " + p.name());
            }
            values.add(file.tensor(name).toFloats());
        }
        return values;
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
