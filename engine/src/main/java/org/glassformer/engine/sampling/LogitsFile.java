package org.glassformer.engine.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The logits of one step as any engine can write them down, with the tokens before and the texts of the vocabulary if
/// it has them: `{"logits": [...], "tokens": [previous ids], "texts": [a text for each id]}`. Immutable.
public final class LogitsFile {
    /// No file is larger.
    public static final long LARGEST_FILE = 64L << 20;

    /// No vocabulary is larger.
    public static final int LARGEST_VOCABULARY = 4_000_000;

    /// No text before is longer.
    public static final int MOST_TOKENS = 1_000_000;

    private final float[] logits;
    private final int[] tokens;
    private final List<String> texts;

    private LogitsFile(float[] logits, int[] tokens, List<String> texts) {
        this.logits = logits;
        this.tokens = tokens;
        this.texts = texts;
    }

    /// Reads a file; its size is checked before anything is read, and every number before it is used.
    ///
    /// @throws IllegalArgumentException with one sentence if it holds something else
    /// @throws IOException if it cannot be read
    public static LogitsFile read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IllegalArgumentException(
                    file + ": larger than the " + (LARGEST_FILE >> 20) + " MiB of any logits");
        }
        JsonNode root;
        try (var in = Files.newInputStream(file)) {
            root = JsonMapper.shared().readTree(in);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": " + NotJson.sentence(e), e);
        }
        try {
            return read(root);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static LogitsFile read(JsonNode root) {
        JsonNode array = root.path("logits");
        require(array.isArray() && !array.isEmpty(), "expected {\"logits\": [numbers]}");
        require(array.size() <= LARGEST_VOCABULARY, "more logits than any vocabulary has tokens");
        float[] logits = new float[array.size()];
        boolean possible = false;
        for (int id = 0; id < logits.length; id++) {
            logits[id] = logit(id, array.get(id));
            possible |= logits[id] > Float.NEGATIVE_INFINITY;
        }
        require(possible, "every logit is minus infinity, so that no token can come");
        return new LogitsFile(
                logits, tokens(root.path("tokens")), texts(root.path("texts"), logits.length));
    }

    private static float logit(int id, JsonNode value) {
        if (value.isNull()) {
            return Float.NEGATIVE_INFINITY;
        }
        require(value.isNumber(), "the logit of token " + id + " is not a number but " + value);
        float logit = (float) value.asDouble();
        require(Float.isFinite(logit), "the logit of token " + id + " is out of range: " + value);
        return logit;
    }

    private static int[] tokens(JsonNode array) {
        require(array.isMissingNode() || array.isArray(), "'tokens' is not a list of ids");
        require(array.size() <= MOST_TOKENS, "more tokens before than any context holds");
        int[] tokens = new int[array.size()];
        for (int i = 0; i < tokens.length; i++) {
            JsonNode token = array.get(i);
            require(
                    token.isIntegralNumber() && token.canConvertToInt() && token.intValue() >= 0,
                    "previous token " + i + " is not an id but " + token);
            tokens[i] = token.intValue();
        }
        return tokens;
    }

    private static List<String> texts(JsonNode array, int vocabSize) {
        require(array.isMissingNode() || array.isArray(), "'texts' is not a list");
        require(array.size() <= vocabSize, "more texts than logits");
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode text : array) {
            texts.add(text.asString(""));
        }
        return List.copyOf(texts);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// V, the size of the vocabulary.
    public int size() {
        return logits.length;
    }

    /// The logits, (V), a copy; `null` in the file is minus infinity.
    public float[] logits() {
        return logits.clone();
    }

    /// The tokens before, a copy.
    public int[] tokens() {
        return tokens.clone();
    }

    /// llama.cpp's sequence breakers, as far as the texts tell which tokens hold them.
    public List<List<Integer>> dryBreakers() {
        return DryBreakers.of(DryBreakers.LLAMA_CPP, texts.size(), texts::get, rest -> new int[0]);
    }

    /// The text of a token; null if the file has none for it.
    public @Nullable String text(int id) {
        return id >= 0 && id < texts.size() ? texts.get(id) : null;
    }
}
