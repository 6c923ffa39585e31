package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.glassformer.engine.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole tokenizer files against Hugging Face's own library.
final class HuggingFaceOracleTest {
    private static final String SPACED =
            "\"pre_tokenizer\":{\"type\":\"Metaspace\",\"replacement\":\"\u2581\",\"prepend_scheme\":\"%s\",\"split\":%s},"
                    + "\"decoder\":{\"type\":\"Metaspace\",\"replacement\":\"\u2581\",\"prepend_scheme\":\"%s\",\"split\":%s},";
    private static final String BYTES =
            "\"pre_tokenizer\":{\"type\":\"ByteLevel\",\"add_prefix_space\":%s,\"trim_offsets\":false,\"use_regex\":%s},\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":false},";

    private static final List<String> MERGES =
            List.of(
                    "t h",
                    "th e",
                    "\u0120 the",
                    "\u2581 the",
                    "h e",
                    "l l",
                    "he ll",
                    "hell o",
                    "\u0120 w",
                    "o r",
                    "or l",
                    "\u0120w orl",
                    "i n",
                    "in g",
                    "a n",
                    "\u2581 w",
                    "1 2",
                    "12 3",
                    "! !",
                    "\u00c3 \u00a9",
                    "\u00ec \u012c",
                    "\u0120 \u0120",
                    "\u0120\u0120 \u0120\u0120",
                    "\u2581 \u2581",
                    "c a",
                    "ca f",
                    "\u00cc \u0123",
                    "e r",
                    "C a");

    @TempDir private Path folder;

    @Test
    void theSampleModelsTokenizerIsTheSameInBoth() throws IOException {
        Path file =
                Stream.of("sample-models", "../sample-models")
                        .map(place -> Path.of(place, "stories", "tokenizer.json"))
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow();
        same(file, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokenizers/byte_level",
                "tokenizers/metaspace",
                "tokenizers/split_cl100k",
                "stories260K"
            })
    void referenceTokenizersAreTheSameInBoth(String name) throws IOException {
        same(
                References.path(name).resolve("tokenizer.json"),
                name.contains("level") || name.contains("cl100k"));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("bytes", BYTES.formatted(false, true), "", true),
                Arguments.of("bytes with a space in front", BYTES.formatted(true, true), "", false),
                Arguments.of("bytes without words", BYTES.formatted(false, false), "", true),
                Arguments.of(
                        "bytes, words taken whole",
                        BYTES.formatted(false, true),
                        "\"ignore_merges\":true,",
                        true),
                Arguments.of(
                        "bytes after NFC",
                        normalized("NFC", "") + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "bytes after NFD",
                        normalized("NFD", "") + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "bytes after NFKC",
                        normalized("NFKC", "") + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "bytes after NFKD",
                        normalized("NFKD", "") + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "lower case",
                        normalized("Lowercase", "") + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "stripped",
                        normalized("Strip", ",\"strip_left\":true,\"strip_right\":true")
                                + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "no accents",
                        "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFD\"},{\"type\":\"StripAccents\"}]},"
                                + BYTES.formatted(false, true),
                        "",
                        false),
                Arguments.of(
                        "spaced always",
                        SPACED.formatted("always", true, "always", true),
                        "",
                        false),
                Arguments.of(
                        "spaced first", SPACED.formatted("first", true, "first", true), "", false),
                Arguments.of(
                        "spaced never", SPACED.formatted("never", true, "never", true), "", false),
                Arguments.of(
                        "spaced in one word",
                        SPACED.formatted("always", false, "always", false),
                        "",
                        false),
                Arguments.of(
                        "byte fallback",
                        "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"Prepend\",\"prepend\":\"\u2581\"},{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"\u2581\"}]},"
                                + "\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\",\"pattern\":{\"String\":\"\u2581\"},\"content\":\" \"},{\"type\":\"ByteFallback\"},{\"type\":\"Fuse\"},{\"type\":\"Strip\",\"content\":\" \",\"start\":1,\"stop\":0}]},",
                        "\"byte_fallback\":true,\"fuse_unk\":true,",
                        false),
                Arguments.of(
                        "as Gemma",
                        "\"normalizer\":{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"\u2581\"},"
                                + "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"String\":\" \"},\"behavior\":\"MergedWithPrevious\",\"invert\":false},"
                                + "\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\",\"pattern\":{\"String\":\"\u2581\"},\"content\":\" \"},{\"type\":\"ByteFallback\"},{\"type\":\"Fuse\"}]},",
                        "\"byte_fallback\":true,\"fuse_unk\":true,",
                        false),
                Arguments.of(
                        "unknowns",
                        "\"pre_tokenizer\":{\"type\":\"Whitespace\"},",
                        "\"fuse_unk\":false,",
                        false),
                Arguments.of(
                        "unknowns fused",
                        "\"pre_tokenizer\":{\"type\":\"WhitespaceSplit\"},",
                        "\"fuse_unk\":true,",
                        false),
                Arguments.of(
                        "punctuation",
                        "\"pre_tokenizer\":{\"type\":\"Punctuation\",\"behavior\":\"Isolated\"},",
                        "",
                        false),
                Arguments.of(
                        "punctuation before",
                        "\"pre_tokenizer\":{\"type\":\"Punctuation\",\"behavior\":\"MergedWithPrevious\"},",
                        "",
                        false),
                Arguments.of(
                        "digits",
                        "\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Digits\",\"individual_digits\":true},{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":false,\"use_regex\":true}]},\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":false},",
                        "",
                        true),
                Arguments.of(
                        "runs of digits",
                        "\"pre_tokenizer\":{\"type\":\"Digits\",\"individual_digits\":false},",
                        "",
                        false),
                Arguments.of("split isolated", split("[aeiou]+", "Isolated", false), "", false),
                Arguments.of("split removed", split("\\\\s+", "Removed", false), "", false),
                Arguments.of("split inverted", split("\\\\w+", "Removed", true), "", false),
                Arguments.of(
                        "split before", split("[.!,]", "MergedWithPrevious", false), "", false),
                Arguments.of("split after", split("[A-Z]", "MergedWithNext", false), "", false),
                Arguments.of("split runs", split("[0-9]", "Contiguous", false), "", false),
                Arguments.of("no words at all", "", "", false));
    }

    private static String normalized(String type, String more) {
        return "\"normalizer\":{\"type\":\"" + type + "\"" + more + "},";
    }

    private static String split(String regex, String behavior, boolean invert) {
        return "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"%s\"},\"behavior\":\"%s\",\"invert\":%s},"
                .formatted(regex, behavior, invert);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyStageWorksAsItDoesThere(String name, String stages, String options, boolean offsets)
            throws IOException {
        same(file(stages, options, ""), offsets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"special\":true,\"normalized\":false",
                "\"special\":false,\"normalized\":true",
                "\"special\":true,\"normalized\":false,\"lstrip\":true",
                "\"special\":true,\"normalized\":false,\"rstrip\":true",
                "\"special\":false,\"normalized\":false,\"single_word\":true"
            })
    void addedTokensAreFoundAsTheyAreThere(String flags) throws IOException {
        StringBuilder all = new StringBuilder(flags);
        for (String flag : List.of("lstrip", "rstrip", "single_word")) {
            all.append(flags.contains(flag) ? "" : ",\"" + flag + "\":false");
        }
        String added = "\"added_tokens\":[{\"id\":900,\"content\":\"<s>\"," + all + "}],";
        same(file(normalized("Lowercase", "") + BYTES.formatted(false, true), "", added), false);
    }

    /// A file with bytes, some characters and a few dozen merges.
    private Path file(String stages, String options, String added) throws IOException {
        List<String> entries = new ArrayList<>(List.of("<unk>"));
        for (int b = 0; b < 256; b++) {
            entries.add(String.valueOf(ByteAlphabet.character(b)));
        }
        for (int b = 0; b < 256; b++) {
            entries.add(BpeModel.fallbackEntry(b));
        }
        entries.add("\u2581");
        List<String> merges = new ArrayList<>();
        for (String merge : MERGES) {
            int space = merge.indexOf(' ');
            String left = merge.substring(0, space);
            String right = merge.substring(space + 1);
            merges.add("[" + quoted(left) + "," + quoted(right) + "]");
            if (!entries.contains(left + right)) {
                entries.add(left + right);
            }
        }
        entries.add("world");
        entries.add("\u0120world");
        entries.add("don");
        StringBuilder vocab = new StringBuilder();
        for (int id = 0; id < entries.size(); id++) {
            vocab.append(id == 0 ? "" : ",").append(quoted(entries.get(id))).append(":").append(id);
        }
        String unknown = stages.contains("ByteLevel") ? "" : "\"unk_token\":\"<unk>\",";
        return Files.writeString(
                folder.resolve("tokenizer.json"),
                "{\"version\":\"1.0\","
                        + added.replace("900", String.valueOf(entries.size()))
                        + stages
                        + "\"model\":{\"type\":\"BPE\","
                        + unknown
                        + options
                        + "\"vocab\":{"
                        + vocab
                        + "},\"merges\":["
                        + String.join(",", merges)
                        + "]}}");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// @param offsets whether places are compared too; the library tells other ones for text that a
    ///     normaliser changed or put in
    private static void same(Path file, boolean offsets) throws IOException {
        boolean decodes = Files.readString(file).contains("\"decoder\"");
        Tokenizer ours = Tokenizers.fromFile(file);
        Random random = new Random(31);
        List<String> texts =
                new ArrayList<>(List.of("hello world, the THE  caf\u00e9 12345!!", ""));
        for (int i = 0; i < 200; i++) {
            String text = TokenizerProperties.randomText(random, false);
            texts.add(text.replace("\u0ece", "")); // a mark since Unicode 15, later than its tables
        }
        try (HuggingFace theirs = HuggingFace.load(file)) {
            for (String text : texts) {
                var expected = theirs.encode(text);
                Encoding found = ours.encode(text);
                assertThat(found.ids()).as(text).isEqualTo(expected.idArray());
                if (decodes) { // without a decoder the library puts a space between all tokens
                    assertThat(ours.decode(found.ids()))
                            .as(text)
                            .isEqualTo(theirs.decode(expected.idArray()));
                }
                if (offsets) {
                    assertThat(found.tokens().stream().map(Token::start))
                            .as(text)
                            .containsExactlyElementsOf(expected.starts());
                    assertThat(found.tokens().stream().map(Token::end))
                            .as(text)
                            .containsExactlyElementsOf(expected.ends());
                }
                MergeTrace trace = ours.mergeTrace(text, SpecialTokens.PARSED);
                assertThat(trace.idsAfter(trace.size())).as(text).isEqualTo(found.ids());
            }
        }
    }
}
