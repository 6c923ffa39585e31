package org.glassformer.engine.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufMetadata;
import org.glassformer.engine.format.JsonFile;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.sampling.ForeignSettings;
import org.glassformer.engine.sampling.ForeignSettings.Format;
import org.glassformer.engine.sampling.ForeignSettings.Understood;
import tools.jackson.databind.json.JsonMapper;

/// The sampler chain that those who made a model suggest for it: in a folder `generation_config.json`, in a GGUF
/// file its keys `general.sampling.*`
/// (<https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/constants.py>).
public final class SuggestedChain {
    private static final String FILE = "generation_config.json";
    private static final String GGUF = "general.sampling.";

    /// What counts as a suggestion: many files say no more than which tokens end a text.
    private static final List<String> TELLING =
            List.of(
                    "do_sample",
                    "temperature",
                    "top_k",
                    "top_p",
                    "min_p",
                    "typical_p",
                    "repetition_penalty");

    /// Keys of a GGUF file, by the setting of llama.cpp's server that they are.
    private static final Map<String, String> KEYS =
            new TreeMap<>(
                    Map.of(
                            "temperature", "temp",
                            "top_k", "top_k",
                            "top_p", "top_p",
                            "min_p", "min_p",
                            "xtc_probability", "xtc_probability",
                            "xtc_threshold", "xtc_threshold",
                            "repeat_penalty", "penalty_repeat",
                            "repeat_last_n", "penalty_last_n"));

    private SuggestedChain() {}

    /// Reads the suggestion of a model, in the order and with the defaults of the program that it is written for.
    ///
    /// @param model a folder in Hugging Face layout, or a GGUF file
    /// @return empty if there is none
    /// @throws ModelFormatException if what is there cannot be understood
    public static Optional<Understood> of(Path model) {
        return Gguf.isOne(model) ? ofGguf(model) : ofFolder(model.resolve(FILE));
    }

    private static Optional<Understood> ofFolder(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonFile checked = JsonFile.read(file);
        if (TELLING.stream().noneMatch(checked::has)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(file, Files.readString(file), Format.HUGGING_FACE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Understood> ofGguf(Path file) {
        try (Gguf gguf = Gguf.open(file)) {
            GgufMetadata metadata = gguf.metadata();
            Map<String, Object> settings = new TreeMap<>();
            KEYS.forEach((name, key) ->
                    metadata.real(GGUF + key)
                            .ifPresent(value -> settings.put(name, shortest(value))));
            return settings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            read(
                                    file,
                                    JsonMapper.shared().writeValueAsString(settings),
                                    Format.LLAMA_CPP_JSON));
        }
    }

    /// As it was written before it became a float: 0.95, not 0.949999988.
    private static double shortest(double value) {
        float rounded = (float) value;
        return rounded == value ? Double.parseDouble(Float.toString(rounded)) : value;
    }

    private static Understood read(Path file, String settings, Format format) {
        try {
            return ForeignSettings.read(settings, format);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file, -1, "settings of a sampler chain", String.valueOf(e.getMessage()), e);
        }
    }
}
