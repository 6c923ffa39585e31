package org.glassformer.engine.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;

/// Makes tokenizers from files, from OpenAI's encodings, or from nothing.
public final class Tokenizers {
    private static final String END_OF_TEXT = "<|endoftext|>";

    private Tokenizers() {}

    /// Reads a `tokenizer.json` as Hugging Face writes it. A file without a decoder decodes to its entries
    /// one after the other, where Hugging Face's library puts a space between all of them.
    ///
    /// @throws TokenizerFormatException if it is broken or asks for a stage that is not known here
    public static Tokenizer fromFile(Path tokenizerJson) {
        return named(nameOf(tokenizerJson.toAbsolutePath()), tokenizerJson);
    }

    /// The file's name without its ending; the folder's name for `tokenizer.json`, as all are called.
    private static String nameOf(Path file) {
        Path last = file.getFileName();
        String stem = last == null ? "" : last.toString().replaceFirst("\\.json$", "");
        Path parent = file.getParent();
        Path folder = parent == null ? null : parent.getFileName();
        return stem.equals("tokenizer") && folder != null ? folder.toString() : stem;
    }

    /// Reads a tokenizer from a `tokenizer.json`, whatever the file is called, from a model folder, or
    /// from a GGUF file.
    ///
    /// @throws TokenizerFormatException if there is none, or a broken one
    public static Tokenizer fromPath(Path path) {
        return Files.isDirectory(path) || Gguf.isOne(path) ? fromFolder(path) : fromFile(path);
    }

    /// Reads the tokenizer of a model folder: `tokenizer.json`, or else `vocab.json` with `merges.txt` and,
    /// if they are there, `added_tokens.json` and `special_tokens_map.json`; or that of a GGUF file.
    ///
    /// @throws TokenizerFormatException if there is none, or a broken one
    /// @throws org.glassformer.engine.format.ModelFormatException if a GGUF file is broken
    public static Tokenizer fromFolder(Path folder) {
        if (Gguf.isOne(folder)) {
            return GgufTokenizer.read(folder);
        }
        Path file = folder.resolve("tokenizer.json");
        if (Files.exists(file)) {
            return fromFile(file);
        }
        if (VocabularyFolder.isOne(folder)) {
            return VocabularyFolder.read(folder);
        }
        throw new TokenizerFormatException(
                folder.toString(),
                "folder",
                "expected tokenizer.json, or vocab.json and merges.txt; there are none");
    }

    /// An encoding of OpenAI's: `cl100k_base`, `o200k_base`, `p50k_base` or `r50k_base` (GPT-2's).
    ///
    /// @throws IllegalArgumentException for any other name
    public static Tokenizer openAi(String name) {
        return openAiEncoding(name)
                .orElseThrow(() -> new IllegalArgumentException("no encoding of OpenAI's: " + name))
                .load();
    }

    /// A tokenizer without training: each of the 256 bytes is a token, its id its value; id 256 is
    /// `<|endoftext|>`.
    public static Tokenizer bytes() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (int b = 0; b < 256; b++) {
            ids.put(String.valueOf(ByteAlphabet.character(b)), b);
        }
        BpeModel model =
                new BpeModel(new Vocabulary(ids, 256), new PairTable(0), BpeModel.Options.BYTES);
        return byteLevel(
                "bytes",
                List.of(AddedToken.special(256, END_OF_TEXT)),
                model,
                new PreTokenizer.Pattern(SplitPattern.GPT2));
    }

    /// A tokenizer without training: each Unicode code point is a token, its id the code point's number.
    ///
    /// The ids of surrogates (U+D800 to U+DFFF) are unused. Half a surrogate pair is no character and
    /// has no UTF-8: it encodes as U+FFFD, and decodes as that. There are no special tokens.
    public static Tokenizer characters() {
        return new CharacterTokenizer();
    }

    /// A tokenizer whose tokens are the characters of a sample text, ids in order of their code
    /// points. Other characters are left out of an encoding.
    public static Tokenizer characters(String sample) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        sample.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .distinct()
                .sorted()
                .forEach(c -> ids.put(Character.toString(c), ids.size()));
        BpeModel.Options options = new BpeModel.Options(false, -1, false, false, false, "", "");
        BpeModel model = new BpeModel(new Vocabulary(ids, ids.size()), new PairTable(0), options);
        return new BpeTokenizer(
                "characters",
                new BpeTokenizer.Pipeline(
                        List.of(), null, null, model, List.of(), List.of(), List.of()));
    }

    /// The names that [#byName(String)] knows.
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(OpenAiEncoding.values()).map(OpenAiEncoding::label),
                        Stream.of("bytes", "characters"))
                .toList();
    }

    /// A tokenizer by its name: `bytes`, `characters`, or one of OpenAI's.
    ///
    /// @throws IllegalArgumentException for a name that is not known
    public static Tokenizer byName(String name) {
        if (name.equals("bytes")) {
            return bytes();
        }
        if (name.equals("characters")) {
            return characters();
        }
        return openAiEncoding(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no tokenizer is called "
                                        + name
                                        + "; there are "
                                        + String.join(", ", names())))
                .load();
    }

    static Tokenizer byteLevel(
            String name, List<AddedToken> added, BpeModel model, PreTokenizer preTokenizer) {
        return new BpeTokenizer(
                name,
                new BpeTokenizer.Pipeline(
                        added,
                        null,
                        preTokenizer,
                        model,
                        List.of(new DecodeStep.ByteLevel()),
                        List.of(),
                        List.of()));
    }

    private static Tokenizer named(String name, Path tokenizerJson) {
        return new BpeTokenizer(name, new PipelineReader(TokenizerFile.read(tokenizerJson)).read());
    }

    private static Optional<OpenAiEncoding> openAiEncoding(String name) {
        return Stream.of(OpenAiEncoding.values()).filter(e -> e.label().equals(name)).findFirst();
    }
}
