package org.glassformer.engine.train.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.glassformer.engine.train.Documents;
import org.glassformer.engine.train.TrainingException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A vocabulary as a task uses it, with the files by which every screen can open it.
public final class TaskTokens {
    private static final String FILE = "tokenizer.json";
    private static final List<String> FILES =
            List.of(
                    FILE,
                    "vocab.json",
                    "merges.txt",
                    "added_tokens.json",
                    "special_tokens_map.json",
                    "tokenizer_config.json");
    private static final int BYTES = 257;
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,!?'\"\n";

    private final Tokenizer tokenizer;
    private final int endOfText;
    private final Map<String, byte[]> files;

    private TaskTokens(Tokenizer tokenizer, int endOfText, Map<String, byte[]> files) {
        this.tokenizer = tokenizer;
        this.endOfText = endOfText;
        this.files = Map.copyOf(files);
    }

    /// The vocabulary for a task; BPE is learned from its text.
    ///
    /// @param seed of invented texts
    /// @throws TrainingException if the task's text cannot have it
    public static TaskTokens learn(TrainingTask task, VocabularyChoice choice, long seed) {
        return switch (choice.kind()) {
            case CHARACTERS -> characters(alphabet(task, seed));
            case BYTES -> bpe(BYTES, List.of(), "bytes");
            case BPE -> bpe(choice.size(), sample(task, seed), "bpe");
            case MODEL -> throw new TrainingException("there is no model to take the tokens of");
        };
    }

    /// The vocabulary in a model's folder.
    ///
    /// @param end the token that ends a text; where the vocabulary has `<|endoftext|>`, that does
    public static TaskTokens of(Path folder, int end) {
        Tokenizer tokenizer = Tokenizers.fromFolder(folder);
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (String name : FILES) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tokenizer of " + folder, e);
        }
        return new TaskTokens(
                tokenizer, tokenizer.idOf(Documents.END_OF_TEXT).orElse(Math.max(0, end)), files);
    }

    private static TaskTokens characters(String alphabet) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        ObjectNode end = added.addObject();
        end.put("id", 0).put("content", Documents.END_OF_TEXT).put("single_word", false);
        end.put("lstrip", false).put("rstrip", false).put("normalized", false).put("special", true);
        root.putNull("normalizer").putNull("pre_tokenizer").putNull("post_processor");
        root.putObject("decoder").put("type", "Fuse");
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE").putNull("unk_token");
        ObjectNode vocabulary = model.putObject("vocab");
        vocabulary.put(Documents.END_OF_TEXT, 0);
        TreeSet<Integer> codePoints = new TreeSet<>();
        alphabet.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(codePoints::add);
        int id = 1;
        for (int codePoint : codePoints) {
            vocabulary.put(Character.toString(codePoint), id++);
        }
        model.putArray("merges");
        return read("characters", file -> JsonMapper.shared().writeValue(file.toFile(), root));
    }

    private static TaskTokens bpe(int size, List<String> documents, String name) {
        return read(name, BpeTrainer.ofSize(size).train(documents)::writeTokenizerJson);
    }

    private interface Writer {
        void write(Path file);
    }

    /// Goes by way of the file, so that what trains is what every screen will open.
    private static TaskTokens read(String name, Writer writer) {
        try {
            Path folder = Files.createTempDirectory("glassformer");
            Path file = folder.resolve(name + ".json");
            try {
                writer.write(file);
                Tokenizer tokenizer = Tokenizers.fromFile(file);
                return new TaskTokens(tokenizer, 0, Map.of(FILE, Files.readAllBytes(file)));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a vocabulary", e);
        }
    }

    private static String alphabet(TrainingTask task, long seed) {
        return switch (task.kind()) {
            case COPY, REVERSE, SORT, ADD, INDUCTION -> new Examples(task).alphabet();
            case REPEAT, TEXT -> task.text();
            case NAMES, STORIES -> LETTERS + String.join("", Texts.of(task, seed).sample());
        };
    }

    private static List<String> sample(TrainingTask task, long seed) {
        if (!task.kind().hasExamples()) {
            return Texts.of(task, seed).sample();
        }
        Examples examples = new Examples(task);
        return LongStream.range(0, 2000)
                .mapToObj(i -> examples.training(seed, i))
                .map(example -> example.prompt() + example.answer())
                .toList();
    }

    /// The tokenizer.
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /// The tokens of a text; special ones in it are plain text.
    public int[] encode(String text) {
        return tokenizer.encode(text, SpecialTokens.PLAIN).ids();
    }

    /// The token that stands before and after every document.
    public int endOfText() {
        return endOfText;
    }

    /// Writes the files that every screen opens.
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
