package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileTokenizerFileTest {
    private static final String MODEL =
            "\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1,\"ab\":2},\"merges\":[\"a b\"]}";

    @TempDir Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("", "JSON|object"),
                Arguments.of("[]", "object"),
                Arguments.of("nonsense", "JSON"),
                Arguments.of("{", "JSON"),
                Arguments.of("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0", "JSON"),
                Arguments.of("{}", "vocabulary"),
                Arguments.of("{\"model\":[]}", "/model"),
                Arguments.of("{\"model\":{\"type\":\"BPE\",\"merges\":[]}}", "/model/vocab"),
                Arguments.of(
                        "{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0.5]]}}",
                        "this is a Unigram model; Glassformer reads BPE models"),
                Arguments.of(
                        "{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"a\":0}}}",
                        "/model/type: this is a WordPiece model; Glassformer reads BPE models"),
                Arguments.of(
                        "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0}}}", "WordLevel"),
                Arguments.of(
                        "{\"model\":{\"type\":\"Magic\",\"vocab\":{\"a\":0}}}",
                        "\"Magic\" is no known type of model"),
                Arguments.of("{\"model\":{\"type\":7,\"vocab\":{\"a\":0}}}", "text"),
                Arguments.of(model("[\"a\"]", "[]"), "/model/vocab"),
                Arguments.of(model("{\"a\":\"0\"}", "[]"), "/model/vocab/a"),
                Arguments.of(model("{\"a\":0.5}", "[]"), "whole number"),
                Arguments.of(model("{\"a\":-1}", "[]"), "-1"),
                Arguments.of(model("{\"a\":2147483647}", "[]"), "far beyond"),
                Arguments.of(model("{\"a\":99999999999}", "[]"), "99999999999"),
                Arguments.of(model("{\"a\":" + "9".repeat(400) + "}", "[]"), "JSON"),
                Arguments.of(model("{\"a\":0,\"b\":0}", "[]"), "twice"),
                Arguments.of(model("{\"a\":0,\"a\":1}", "[]"), "twice"),
                Arguments.of(model("{\"a\":0,\"ab\":1}", "[\"a b\"]"), "names \"b\""),
                Arguments.of(model("{\"a\":0,\"b\":1}", "[\"a b\"]"), "gives \"ab\""),
                Arguments.of(model("{\"a\":0,\"\":1}", "[[\"a\",\"\"]]"), "cyclic"),
                Arguments.of(model("{\"a\":0,\"\":1}", "[[\"\",\"a\"]]"), "cyclic"),
                Arguments.of(model("{\"a\":0}", "{}"), "list of merges"),
                Arguments.of(model("{\"a\":0}", "[7]"), "/model/merges/0"),
                Arguments.of(model("{\"a\":0}", "[[\"a\"]]"), "two texts"),
                Arguments.of(model("{\"a\":0}", "[[\"a\",\"a\",\"a\"]]"), "two parts"),
                Arguments.of(model("{\"a\":0}", "[\"a\"]"), "two parts"),
                Arguments.of(with("\"normalizer\":{\"type\":\"Precompiled\"}"), "Precompiled"),
                Arguments.of(with("\"normalizer\":{}"), "\"type\""),
                Arguments.of(with("\"normalizer\":3"), "/normalizer"),
                Arguments.of(with("\"pre_tokenizer\":{\"type\":\"Magic\"}"), "Magic"),
                Arguments.of(with("\"decoder\":{\"type\":\"WordPiece\"}"), "WordPiece"),
                Arguments.of(with("\"post_processor\":{\"type\":\"Magic\"}"), "Magic"),
                Arguments.of(
                        with(
                                "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(\"},\"behavior\":\"Isolated\"}"),
                        "regular expression"),
                Arguments.of(
                        with(
                                "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"String\":\"x\"},\"behavior\":\"Odd\"}"),
                        "Odd"),
                Arguments.of(with("\"added_tokens\":{}"), "list"),
                Arguments.of(
                        with("\"added_tokens\":[{\"id\":2000000000,\"content\":\"<s>\"}]"),
                        "beyond"),
                Arguments.of(with("\"added_tokens\":[{\"id\":1,\"content\":\"<s>\"}]"), "another"),
                Arguments.of(with("\"added_tokens\":[{\"id\":5,\"content\":\"a\"}]"), "another"),
                Arguments.of(with("\"added_tokens\":[{\"id\":5}]"), "content"),
                Arguments.of(
                        with(
                                "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":\"x\"}}],\"special_tokens\":{\"x\":{\"ids\":[77]}}}"),
                        "77"),
                Arguments.of(with("\"normalizer\":" + "[".repeat(5000)), "JSON"),
                Arguments.of(
                        with(
                                "\"normalizer\":"
                                        + "{\"type\":\"Sequence\",\"normalizers\":[".repeat(200)),
                        "JSON"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aBrokenFileIsRefusedInASentenceThatNamesThePlace(String json, String expected)
            throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, json);
        TokenizerFormatException refused =
                Assertions.assertTimeout(
                        Duration.ofSeconds(5),
                        () ->
                                catchThrowableOfType(
                                        TokenizerFormatException.class,
                                        () -> Tokenizers.fromFile(file)));
        assertThat(refused).isNotNull();
        assertThat(refused).hasMessageContaining(file.toString());
        assertThat(refused.toString())
                .containsPattern(expected)
                .doesNotContain("\n")
                .hasSizeLessThan(600);
    }

    @Test
    void aFileOfManyGigabytesIsRefusedUnread() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(8L << 30);
        }
        TokenizerFormatException refused =
                catchThrowableOfType(
                        TokenizerFormatException.class, () -> Tokenizers.fromFile(file));
        assertThat(refused).hasMessageContaining("256 MB");
    }

    @Test
    void aFolderWithoutTokenizerSaysWhatItLooksFor() {
        TokenizerFormatException refused =
                catchThrowableOfType(
                        TokenizerFormatException.class, () -> Tokenizers.fromFolder(folder));
        assertThat(refused).hasMessageContaining("merges.txt");
        assertThat(refused.file()).isEqualTo(folder.toString());
    }

    @Test
    void aBrokenMergesFileIsRefusedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1,\"ab\":2}");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b\na c\n");
        TokenizerFormatException refused =
                catchThrowableOfType(
                        TokenizerFormatException.class, () -> Tokenizers.fromFolder(folder));
        assertThat(refused).hasMessageContaining("merges.txt line 3").hasMessageContaining("\"c\"");
    }

    @Test
    void vocabularyAndMergesMakeATokenizer() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1,\"ab\":2}");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b\n");
        assertThat(Tokenizers.fromFolder(folder).encode("aabb").ids()).containsExactly(0, 2, 1);
    }

    @Test
    void addedAndSpecialTokensBesideTheVocabularyAreRead() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1,\"ab\":2,\"<s>\":3}");
        Files.writeString(folder.resolve("merges.txt"), "a b\n");
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<x>\":4,\"<y>\":5,\"<z>\":6}");
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                """
                {"bos_token": "<s>", "eos_token": {"content": "<x>", "lstrip": true},
                 "pad_token": null, "unk_token": "<nowhere>",
                 "additional_special_tokens": ["<y>"]}
                """);
        Tokenizer tokenizer = Tokenizers.fromFolder(folder);
        assertThat(tokenizer.encode("<s>ab <x><y><z>a").ids()).containsExactly(3, 2, 4, 5, 6, 0);
        assertThat(tokenizer.encode("<z>", SpecialTokens.PLAIN).ids()).containsExactly(6);
        assertThat(tokenizer.vocabSize()).isEqualTo(7);
        assertThat(tokenizer.isSpecial(3)).isTrue();
        assertThat(tokenizer.isSpecial(4)).isTrue();
        assertThat(tokenizer.isSpecial(6)).isFalse();
        assertThat(tokenizer.decode(3, 2, 4, 6)).isEqualTo("ab<z>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "added_tokens.json|[]|expected an object",
                "added_tokens.json|{|expected JSON",
                "added_tokens.json|{\"<x>\":\"3\"}|/<x>: expected a whole number",
                "added_tokens.json|{\"<x>\":-1}|expected a whole number from 0",
                "added_tokens.json|{\"<x>\":2}|belongs to another token",
                "added_tokens.json|{\"a\":7}|belongs to another token",
                "added_tokens.json|{\"<x>\":2000000000}|far beyond",
                "added_tokens.json|{\"<x>\":9,\"<y>\":9}|belongs to another token",
                "added_tokens.json|{\"\":9}|found an empty one",
                "special_tokens_map.json|\"<s>\"|expected an object",
                "special_tokens_map.json|{\"bos_token\":7}|/bos_token: expected an object",
                "special_tokens_map.json|{\"bos_token\":{}}|\"content\", which is missing",
                "special_tokens_map.json|{\"additional_special_tokens\":[[]]}|expected an object",
                "special_tokens_map.json|{\"eos_token\":{\"content\":\"a\",\"lstrip\":1}}|true or false"
            })
    void brokenFilesBesideTheVocabularyAreRefused(String name, String json, String expected)
            throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1,\"ab\":2}");
        Files.writeString(folder.resolve("merges.txt"), "a b\n");
        Files.writeString(folder.resolve(name), json);
        TokenizerFormatException refused =
                catchThrowableOfType(
                        TokenizerFormatException.class, () -> Tokenizers.fromFolder(folder));
        assertThat(refused).hasMessageContaining(name).hasMessageContaining(expected);
        assertThat(refused.getMessage()).doesNotContain("\n").hasSizeLessThan(600);
    }

    @Test
    void filesThatCannotBeReadSayWhy() throws IOException {
        Path none = folder.resolve("none.json");
        assertThat(refused(none)).hasMessageEndingWith("file: there is no such file");
        assertThat(refused(folder)).hasMessageEndingWith("file: expected a file, found a folder");
        Files.writeString(folder.resolve("vocab.json"), "{\"a\":0}");
        Files.write(folder.resolve("merges.txt"), new byte[] {'a', (byte) 0xFF, '\n'});
        assertThat(
                        catchThrowableOfType(
                                TokenizerFormatException.class,
                                () -> Tokenizers.fromFolder(folder)))
                .hasMessageContaining("merges.txt")
                .hasMessageContaining("expected UTF-8 text");
    }

    private static TokenizerFormatException refused(Path file) {
        return catchThrowableOfType(
                TokenizerFormatException.class, () -> Tokenizers.fromFile(file));
    }

    private static String model(String vocab, String merges) {
        return "{\"model\":{\"type\":\"BPE\",\"vocab\":" + vocab + ",\"merges\":" + merges + "}}";
    }

    private static String with(String section) {
        return "{" + MODEL + "," + section + "}";
    }
}
