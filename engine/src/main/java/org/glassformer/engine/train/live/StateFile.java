package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.format.Safetensors;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A step with its weights `w.`, moments `m.` and `v.` and gradients `g.` in a safetensors file.
final class StateFile {
    private static final String ABOUT = "run";
    private static final int VERSION = 1;

    private StateFile() {}

    /// What the tensors are of; all but the first three only where the file is the state of a run.
    ///
    /// @param rates set by hand
    /// @param kept the files of kept steps
    /// @param probes the file of the probes
    /// @param logged steps in the log, those after the present too
    record About(
            int version,
            int step,
            DataPosition position,
            @Nullable List<RateChange> rates,
            @Nullable List<String> kept,
            @Nullable String probes,
            @Nullable Integer logged) {}

    /// What a file holds.
    record Content(About about, KeptStep step) {}

    /// Writes a kept step; the file appears whole or not at all.
    static void write(Path file, KeptStep kept, List<Parameter> parameters) {
        Snapshot snapshot = kept.snapshot();
        write(
                file,
                new About(VERSION, snapshot.step(), snapshot.position(), null, null, null, null),
                kept,
                parameters);
    }

    /// Writes the state of a run; it is replaced whole or not at all.
    ///
    /// @param logged steps in the log
    static void write(
            Path file,
            Snapshot snapshot,
            List<RateChange> rates,
            KeptFiles.Names names,
            int logged,
            List<Parameter> parameters) {
        write(
                file,
                new About(
                        VERSION,
                        snapshot.step(),
                        snapshot.position(),
                        rates,
                        names.steps(),
                        names.probes(),
                        logged),
                new KeptStep(snapshot, List.of()),
                parameters);
    }

    private static void write(Path file, About about, KeptStep kept, List<Parameter> parameters) {
        SafetensorsWriter writer =
                new SafetensorsWriter()
                        .metadata(ABOUT, JsonMapper.shared().writeValueAsString(about));
        Snapshot snapshot = kept.snapshot();
        add(writer, "w.", parameters, snapshot.weights());
        add(writer, "m.", parameters, snapshot.first());
        add(writer, "v.", parameters, snapshot.second());
        add(writer, "g.", parameters, kept.gradients());
        writer.write(file);
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

    /// Reads a file.
    ///
    /// @throws TrainingException if it does not belong to the model
    /// @throws ModelFormatException if it is broken
    static Content read(Path path, List<Parameter> parameters) {
        try (Safetensors file = Safetensors.open(path)) {
            String json = file.metadata().getOrDefault(ABOUT, "{}");
            About about = JsonMapper.shared().readValue(json, About.class);
            if (about.version() != VERSION) {
                throw new TrainingException(path + " was written by another version");
            }
            Snapshot snapshot =
                    new Snapshot(
                            about.step(),
                            about.position(),
                            tensors(file, path, "w.", parameters),
                            tensors(file, path, "m.", parameters),
                            tensors(file, path, "v.", parameters));
            return new Content(
                    about, new KeptStep(snapshot, tensors(file, path, "g.", parameters)));
        } catch (JacksonException e) {
            throw new TrainingException("the saved state in " + path + " is broken", e);
        }
    }

    /// Reads a kept step that may be missing or broken; empty then.
    static Optional<KeptStep> tryRead(Path path, List<Parameter> parameters) {
        try {
            return Optional.of(read(path, parameters).step());
        } catch (TrainingException | ModelFormatException e) {
            return Optional.empty();
        }
    }

    private static List<float[]> tensors(
            Safetensors file, Path path, String prefix, List<Parameter> parameters) {
        List<float[]> values = new ArrayList<>();
        for (Parameter p : parameters) {
            String name = prefix + p.name();
            if (!prefix.equals("w.") && !file.has(name)) {
                return List.of();
            }
            if (!file.tensor(name).shape().equals(p.value().shape())) {
                throw new TrainingException(
                        "the saved state in " + path + " has another shape of " + p.name());
            }
            values.add(file.tensor(name).toFloats());
        }
        return values;
    }
}
