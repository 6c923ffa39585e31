package org.glassformer.engine.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.ChainJson;
import org.glassformer.engine.sampling.NotJson;
import org.glassformer.engine.sampling.grammar.GrammarSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes [SamplingCase]s as JSON.
///
/// A case with a constraint or interventions is of version 2, so that whoever knows version 1 alone refuses it instead of
/// replaying something else; all others are of version 1.
public final class CaseFile {
    private static final String FORMAT = "glassformer-case";
    private static final int VERSION = 1;
    private static final int EXTENDED = 2;
    private static final long LARGEST_FILE = 64L << 20;

    private CaseFile() {}

    /// Writes a case over whatever is there; a model below the file's folder is written relative to it.
    ///
    /// @throws UncheckedIOException if the file cannot be written
    public static void write(SamplingCase saved, Path file) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("format", FORMAT);
        GrammarSource constraint = saved.constraint();
        List<Intervention> interventions = saved.interventions().list();
        boolean plain = constraint == null && interventions.isEmpty();
        json.put("version", plain ? VERSION : EXTENDED);
        json.put("model", relative(saved.model(), file));
        json.put("model_hash", saved.modelHash());
        ArrayNode prompt = json.putArray("prompt_ids");
        saved.promptIds().forEach(prompt::add);
        json.set("chain", ChainJson.write(saved.chain()));
        json.put("seed", saved.seed());
        json.put("device", saved.device());
        if (constraint != null) {
            json.putObject("constraint")
                    .put("kind", constraint.kind().fileName())
                    .put("source", constraint.text());
        }
        if (!interventions.isEmpty()) {
            ArrayNode specs = json.putArray("interventions");
            interventions.stream()
                    .map(Interventions::spec)
                    .flatMap(Optional::stream)
                    .forEach(specs::add);
        }
        ArrayNode expected = json.putArray("expected");
        for (SamplingCase.Expected token : saved.expected()) {
            expected.addObject().put("id", token.id()).put("logprob", token.logprob());
        }
        try {
            Files.writeString(file, json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String relative(Path model, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder != null && model.isAbsolute() && model.startsWith(folder)) {
            return folder.relativize(model).toString();
        }
        return model.toString();
    }

    /// Reads a case; its model's path becomes absolute.
    ///
    /// @throws IllegalArgumentException with a sentence if the file holds something else
    /// @throws UncheckedIOException if the file cannot be read
    public static SamplingCase read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException(file + ": too large for a sampling case");
            }
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            return read(file, json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": " + NotJson.sentence(e), e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not a text file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SamplingCase read(Path file, JsonNode json) {
        try {
            require(json.path("format").asString("").equals(FORMAT), "no sampling case");
            int version = json.path("version").asInt(0);
            require(
                    version == VERSION || version == EXTENDED,
                    "version is not " + VERSION + " or " + EXTENDED);
            require(json.path("model").isString(), "'model' is not a path");
            require(json.path("seed").isIntegralNumber(), "'seed' is not a whole number");
            require(json.path("prompt_ids").isArray(), "'prompt_ids' is not a list");
            require(json.path("expected").isArray(), "'expected' is not a list");
            List<Integer> prompt = new ArrayList<>();
            for (JsonNode id : json.path("prompt_ids")) {
                prompt.add(id(id));
            }
            List<SamplingCase.Expected> expected = new ArrayList<>();
            for (JsonNode token : json.path("expected")) {
                expected.add(
                        new SamplingCase.Expected(
                                id(token.path("id")), token.path("logprob").asDouble(Double.NaN)));
            }
            return new SamplingCase(
                    file.toAbsolutePath().resolveSibling(json.path("model").asString()).normalize(),
                    json.path("model_hash").asString(""),
                    prompt,
                    ChainJson.read(json.path("chain")),
                    json.path("seed").asLong(),
                    json.path("device").asString(""),
                    expected,
                    version == EXTENDED ? constraint(json.path("constraint")) : null,
                    version == EXTENDED
                            ? interventions(json.path("interventions"))
                            : Interventions.NONE);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(file + ": 'model' is not a path", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable GrammarSource constraint(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        require(
                json.path("kind").isString() && json.path("source").isString(),
                "'constraint' has no kind and source");
        return new GrammarSource(
                GrammarSource.Kind.named(json.path("kind").asString()),
                json.path("source").asString());
    }

    private static Interventions interventions(JsonNode json) {
        require(json.isMissingNode() || json.isArray(), "'interventions' is not a list");
        List<String> specs = new ArrayList<>();
        for (JsonNode spec : json) {
            require(spec.isString(), "an intervention is " + spec);
            specs.add(spec.asString());
        }
        return Interventions.parse(specs);
    }

    private static int id(JsonNode value) {
        require(
                value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0,
                "a token id is " + value);
        return value.intValue();
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
