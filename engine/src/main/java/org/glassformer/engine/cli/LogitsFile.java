package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.sampling.DryBreakers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Logits in a JSON file, with the texts of the tokens if it has them.
final class LogitsFile {
    private final float[] logits;
    private final int[] tokens;
    private final List<String> texts;

    private LogitsFile(float[] logits, int[] tokens, List<String> texts) {
        this.logits = logits;
        this.tokens = tokens;
        this.texts = texts;
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException with one sentence if it holds something else
    static LogitsFile read(Path file) throws IOException {
        JsonNode root;
        try (var in = Files.newInputStream(file)) {
            root = JsonMapper.shared().readTree(in);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode array = root.path("logits");
        if (!array.isArray() || array.isEmpty()) {
            throw new IllegalArgumentException(file + ": expected {\"logits\": [numbers]}");
        }
        float[] logits = new float[array.size()];
        for (int id = 0; id < logits.length; id++) {
            logits[id] = logit(file, id, array.get(id));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : root.path("texts")) {
            texts.add(text.asString(""));
        }
        return new LogitsFile(logits, tokens(file, root.path("tokens")), List.copyOf(texts));
    }

    private static int[] tokens(Path file, JsonNode array) {
        int[] tokens = new int[array.size()];
        for (int i = 0; i < tokens.length; i++) {
            JsonNode token = array.get(i);
            if (!token.isIntegralNumber() || !token.canConvertToInt() || token.intValue() < 0) {
                throw new IllegalArgumentException(
                        file + ": previous token " + i + " is not an id but " + token);
            }
            tokens[i] = token.intValue();
        }
        return tokens;
    }

    private static float logit(Path file, int id, JsonNode value) {
        if (value.isNull()) {
            return Float.NEGATIVE_INFINITY;
        }
        if (value.isNumber()) {
            return (float) value.asDouble();
        }
        throw new IllegalArgumentException(
                file + ": the logit of token " + id + " is not a number but " + value);
    }

    /// The logits, (V); `null` in the file is minus infinity.
    float[] logits() {
        return logits;
    }

    /// The tokens before.
    int[] tokens() {
        return tokens;
    }

    /// llama.cpp's sequence breakers, as far as the texts tell which tokens hold them.
    List<List<Integer>> dryBreakers() {
        return DryBreakers.of(DryBreakers.LLAMA_CPP, texts.size(), texts::get, rest -> new int[0]);
    }

    /// The text of a token, if the file has it.
    @Nullable String text(int id) {
        return id < texts.size() ? texts.get(id) : null;
    }
}
