package org.glassformer.engine.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Checkpoint;
import org.glassformer.engine.format.Checkpoints;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.train.DataPosition.Pass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The checkpoints of a run: folders `step-00000500`, each a model that can be opened (F32, Hugging
/// Face layout) with the optimiser's moments and the position in the data beside it.
///
/// A folder appears complete or not at all: it is written under another name and moved.
final class CheckpointStore {
    private static final String PREFIX = "step-";
    private static final String MOMENTS = "optimiser.safetensors";
    private static final String STATE = "training.json";
    private static final int VERSION = 1;

    private final Path folder;
    private final int keep;

    /// @param keep how many of the latest checkpoints stay
    CheckpointStore(Path folder, int keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /// The latest complete checkpoint.
    Optional<Path> latest() {
        List<Path> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// Writes a checkpoint of the state that `snapshot` was taken of, and deletes the oldest.
    ///
    /// @param extra is handed the new folder before it appears, to add files to it
    Path write(Transformer model, Snapshot snapshot, FolderWriter extra) {
        String name = String.format("%s%08d", PREFIX, snapshot.step());
        Path target = folder.resolve(name);
        Path partial = folder.resolve("." + name + ".partial");
        try {
            delete(partial);
            Files.createDirectories(partial);
            model.save(partial, false);
            moments(model, snapshot).write(partial.resolve(MOMENTS));
            extra.write(partial);
            Files.writeString(
                    partial.resolve(STATE),
                    JsonMapper.shared().writeValueAsString(state(snapshot)) + "\n");
            delete(target);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            List<Path> all = all();
            for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
                delete(old);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + target, e);
        }
    }

    /// Adds files to a folder.
    interface FolderWriter {
        void write(Path folder) throws IOException;
    }

    /// Reads a checkpoint that was written from a model like `model`.
    ///
    /// @throws TrainingException if it belongs to another model
    static Snapshot read(Path checkpoint, Transformer model) {
        JsonNode state = JsonMapper.shared().readTree(checkpoint.resolve(STATE).toFile());
        if (state.path("version").intValue(0) != VERSION) {
            throw new TrainingException(checkpoint + " was written by another version");
        }
        List<float[]> weights = new ArrayList<>();
        Backend backend = model.backend();
        try (Transformer stored = Transformer.load(checkpoint, backend, progress -> {})) {
            for (Parameter parameter : model.parameters()) {
                Parameter other = stored.parameter(parameter.name());
                if (!other.value().shape().equals(parameter.value().shape())) {
                    throw new TrainingException(
                            checkpoint + " has another shape of " + parameter.name());
                }
                weights.add(backend.read(other.value()));
            }
        }
        List<float[]> first = new ArrayList<>();
        List<float[]> second = new ArrayList<>();
        try (Checkpoint moments = Checkpoints.open(checkpoint.resolve(MOMENTS))) {
            for (Parameter parameter : model.parameters()) {
                if (moments.has("m." + parameter.name())) {
                    first.add(moments.tensor("m." + parameter.name()).toFloats());
                    second.add(moments.tensor("v." + parameter.name()).toFloats());
                }
            }
        }
        return new Snapshot(state.path("step").intValue(), position(state), weights, first, second);
    }

    private static SafetensorsWriter moments(Transformer model, Snapshot snapshot) {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "glassformer");
        List<Parameter> parameters = model.parameters();
        for (int i = 0; i < snapshot.first().size(); i++) {
            Parameter p = parameters.get(i);
            writer.add("m." + p.name(), DType.F32, p.value().shape(), snapshot.first().get(i));
            writer.add("v." + p.name(), DType.F32, p.value().shape(), snapshot.second().get(i));
        }
        return writer;
    }

    private static ObjectNode state(Snapshot snapshot) {
        ObjectNode state = JsonMapper.shared().createObjectNode();
        state.put("version", VERSION);
        state.put("step", snapshot.step());
        state.put("random", snapshot.position().random());
        ArrayNode passes = state.putArray("passes");
        for (Pass pass : snapshot.position().passes()) {
            passes.addObject().put("pass", pass.pass()).put("next", pass.next());
        }
        return state;
    }

    private static DataPosition position(JsonNode state) {
        List<Pass> passes = new ArrayList<>();
        for (JsonNode pass : state.path("passes")) {
            passes.add(new Pass(pass.path("pass").intValue(), pass.path("next").intValue()));
        }
        return new DataPosition(state.path("random").longValue(), passes);
    }

    private List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(file -> Files.exists(file.resolve(STATE)))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
