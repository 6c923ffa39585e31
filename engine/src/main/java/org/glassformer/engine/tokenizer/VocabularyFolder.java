package org.glassformer.engine.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;
import org.jspecify.annotations.Nullable;

/// Reads a tokenizer from `vocab.json` and `merges.txt`, as GPT-2's was published, with the tokens of
/// `added_tokens.json` (texts and ids) and `special_tokens_map.json` (which tokens are special) where
/// they lie beside them.
///
/// A special token that has an id in neither file is left out: the model has no row for it.
final class VocabularyFolder {
    private static final String END_OF_TEXT = "<|endoftext|>";

    private final Path folder;
    private final ModelBuilder model;
    private final Map<String, AddedToken> added = new LinkedHashMap<>();

    private VocabularyFolder(Path folder) {
        this.folder = folder;
        this.model = new ModelBuilder(folder.resolve("vocab.json").toString());
    }

    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve("vocab.json"))
                && Files.exists(folder.resolve("merges.txt"));
    }

    static Tokenizer read(Path folder) {
        return new VocabularyFolder(folder).read();
    }

    private Tokenizer read() {
        TokenizerFile.readVocabulary(folder.resolve("vocab.json"), model);
        BitSet used = model.usedIds("top");
        Path mergesFile = folder.resolve("merges.txt");
        boolean comment = readMerges(mergesFile);
        PairTable merges = model.merges("", mergesFile.getFileName() + " line ", comment ? 2 : 1);
        readAdded(used);
        special(END_OF_TEXT, null);
        readSpecial();
        boolean prefixSpace = false;
        Path config = folder.resolve("tokenizer_config.json");
        if (Files.exists(config)) {
            prefixSpace = TokenizerFile.readTree(config).bool("add_prefix_space", false);
        }
        Path name = folder.toAbsolutePath().getFileName();
        return Tokenizers.byteLevel(
                name == null ? "tokenizer" : name.toString(),
                List.copyOf(added.values()),
                new BpeModel(model.vocabulary(), merges, BpeModel.Options.BYTES),
                new PreTokenizer.ByteLevel(prefixSpace, true, false));
    }

    private void readAdded(BitSet used) {
        Path file = folder.resolve("added_tokens.json");
        if (!Files.exists(file)) {
            return;
        }
        Map<String, JsonPart> fields = TokenizerFile.readTree(file).fields();
        int limit = ModelBuilder.largestId(used.cardinality() + fields.size());
        BitSet seen = new BitSet();
        fields.forEach((content, part) -> {
            int id = part.asInt();
            if (content.isEmpty()) {
                throw part.fault("expected the text of a token, found an empty one");
            }
            model.checkAdded(id, content, limit, used, seen, part);
            added.put(content, new AddedToken(id, content, false, false, false, false, false));
        });
    }

    private void readSpecial() {
        Path file = folder.resolve("special_tokens_map.json");
        if (!Files.exists(file)) {
            return;
        }
        TokenizerFile.readTree(file)
                .fields()
                .forEach((role, part) -> {
                    if (part.node().isArray()) {
                        part.elements().forEach(this::special);
                    } else {
                        special(part);
                    }
                });
    }

    private void special(JsonPart part) {
        if (part.node().isNull()) {
            return;
        }
        if (part.node().isString()) {
            special(part.asString(), null);
        } else {
            special(part.string("content"), part);
        }
    }

    /// Makes a token special, if it has an id.
    ///
    /// @param flags how it takes white space beside it, null for not at all
    private void special(String content, @Nullable JsonPart flags) {
        AddedToken known = added.get(content);
        OptionalInt id = known == null ? model.id(content) : OptionalInt.of(known.id());
        if (content.isEmpty() || id.isEmpty()) {
            return;
        }
        added.put(
                content,
                flags == null
                        ? AddedToken.special(id.getAsInt(), content)
                        : new AddedToken(
                                id.getAsInt(),
                                content,
                                true,
                                false,
                                flags.bool("lstrip", false),
                                flags.bool("rstrip", false),
                                flags.bool("single_word", false)));
    }

    /// Reads the merges; returns whether the first line was a comment.
    private boolean readMerges(Path file) {
        TokenizerFile.checkSize(file, TokenizerFile.MAX_BYTES);
        boolean comment = false;
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (number == 1 && line.startsWith("#version")) {
                    comment = true;
                } else if (!line.isEmpty()) {
                    TokenizerFile.addMerge(line, model, file.toString(), "line " + number);
                }
            }
        } catch (IOException e) {
            throw TokenizerFile.unreadable(file, "after line " + number, e);
        }
        return comment;
    }
}
