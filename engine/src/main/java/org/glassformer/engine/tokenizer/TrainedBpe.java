package org.glassformer.engine.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// A vocabulary that a [BpeTrainer] learned, whole or as it stood after some of the merges.
public final class TrainedBpe {
    private final BpeTrainer trainer;
    private final Map<String, Integer> ids;
    private final List<String[]> merges;

    TrainedBpe(BpeTrainer trainer, Map<String, Integer> ids, List<String[]> merges) {
        this.trainer = trainer;
        this.ids = new LinkedHashMap<>(ids);
        this.merges = List.copyOf(merges);
    }

    /// The number of tokens.
    public int vocabSize() {
        return ids.size();
    }

    /// The number of merges, in all but odd cases one for each token that is not a byte.
    public int mergeCount() {
        return merges.size();
    }

    /// A tokenizer with this vocabulary.
    public Tokenizer tokenizer(String name) {
        PairTable table = new PairTable(merges.size());
        for (int i = 0; i < merges.size(); i++) {
            String left = merges.get(i)[0];
            String right = merges.get(i)[1];
            table.put(id(left), id(right), i, id(left + right));
        }
        List<AddedToken> added =
                trainer.specialTokens().stream()
                        .map(token -> AddedToken.special(id(token), token))
                        .toList();
        BpeModel model =
                new BpeModel(new Vocabulary(ids, ids.size()), table, BpeModel.Options.BYTES);
        return Tokenizers.byteLevel(
                name, added, model, new PreTokenizer.Pattern(trainer.pattern()));
    }

    /// Writes a `tokenizer.json` that Hugging Face tokenizers and [Tokenizers#fromFile(Path)] read.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void writeTokenizerJson(Path file) {
        JsonMapper mapper = JsonMapper.shared();
        try (var out = Files.newOutputStream(file);
                JsonGenerator json = mapper.writerWithDefaultPrettyPrinter().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("version", "1.0");
            json.writeNullProperty("truncation");
            json.writeNullProperty("padding");
            writeAddedTokens(json);
            json.writeNullProperty("normalizer");
            writePreTokenizer(json);
            json.writeNullProperty("post_processor");
            writeByteLevel(json, "decoder", true);
            writeModel(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private int id(String entry) {
        return ids.getOrDefault(entry, -1);
    }

    private void writeAddedTokens(JsonGenerator json) {
        json.writeName("added_tokens");
        json.writeStartArray();
        for (String token : trainer.specialTokens()) {
            json.writeStartObject();
            json.writeNumberProperty("id", id(token));
            json.writeStringProperty("content", token);
            json.writeBooleanProperty("single_word", false);
            json.writeBooleanProperty("lstrip", false);
            json.writeBooleanProperty("rstrip", false);
            json.writeBooleanProperty("normalized", false);
            json.writeBooleanProperty("special", true);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writePreTokenizer(JsonGenerator json) {
        if (trainer.pattern() == SplitPattern.GPT2) {
            writeByteLevel(json, "pre_tokenizer", true);
            return;
        }
        if (trainer.pattern() == SplitPattern.NONE) {
            writeByteLevel(json, "pre_tokenizer", false);
            return;
        }
        json.writeName("pre_tokenizer");
        json.writeStartObject();
        json.writeStringProperty("type", "Sequence");
        json.writeName("pretokenizers");
        json.writeStartArray();
        json.writeStartObject();
        json.writeStringProperty("type", "Split");
        json.writeName("pattern");
        json.writeStartObject();
        json.writeStringProperty("Regex", trainer.pattern().regex());
        json.writeEndObject();
        json.writeStringProperty("behavior", "Isolated");
        json.writeBooleanProperty("invert", false);
        json.writeEndObject();
        writeByteLevelObject(json, false);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeByteLevel(JsonGenerator json, String name, boolean useRegex) {
        json.writeName(name);
        writeByteLevelObject(json, useRegex);
    }

    private static void writeByteLevelObject(JsonGenerator json, boolean useRegex) {
        json.writeStartObject();
        json.writeStringProperty("type", "ByteLevel");
        json.writeBooleanProperty("add_prefix_space", false);
        json.writeBooleanProperty("trim_offsets", true);
        json.writeBooleanProperty("use_regex", useRegex);
        json.writeEndObject();
    }

    private void writeModel(JsonGenerator json) {
        json.writeName("model");
        json.writeStartObject();
        json.writeStringProperty("type", "BPE");
        json.writeNullProperty("dropout");
        json.writeNullProperty("unk_token");
        json.writeNullProperty("continuing_subword_prefix");
        json.writeNullProperty("end_of_word_suffix");
        json.writeBooleanProperty("fuse_unk", false);
        json.writeBooleanProperty("byte_fallback", false);
        json.writeBooleanProperty("ignore_merges", false);
        json.writeName("vocab");
        json.writeStartObject();
        ids.forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeName("merges");
        json.writeStartArray();
        for (String[] merge : merges) {
            json.writeStartArray();
            json.writeString(merge[0]);
            json.writeString(merge[1]);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
