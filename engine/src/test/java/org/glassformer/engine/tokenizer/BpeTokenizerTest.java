package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class BpeTokenizerTest {

    @TempDir Path folder;

    static Stream<Tokenizer> tokenizers() {
        List<String> documents = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            documents.add(TokenizerProperties.randomText(random, false));
        }
        return Stream.concat(
                Stream.of(SplitPattern.values())
                        .map(pattern ->
                                BpeTrainer.ofSize(420)
                                        .withPattern(pattern)
                                        .train(documents)
                                        .tokenizer(pattern.name())),
                Stream.of(Tokenizers.bytes()));
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void tokensCoverAnyTextAndDecodeToIt(Tokenizer tokenizer) {
        Random random = new Random(13);
        for (int i = 0; i < 500; i++) {
            String text = TokenizerProperties.randomText(random, true);
            Encoding encoding = tokenizer.encode(text, SpecialTokens.PLAIN);
            assertThat(encoding.leftOut()).isEmpty();
            TokenizerProperties.tokensCoverTheText(encoding);
            TokenizerProperties.streamedTextIsTheDecodedText(tokenizer, encoding.ids());
            assertThat(tokenizer.decode(encoding.ids()))
                    .isEqualTo(new String(Utf8.bytes(text), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void anyIdsStreamToTheDecodedText(Tokenizer tokenizer) {
        Random random = new Random(17);
        for (int i = 0; i < 500; i++) {
            int[] ids = random.ints(random.nextInt(30), 0, tokenizer.vocabSize()).toArray();
            StreamDecoder decoder = tokenizer.newDecoder();
            StringBuilder streamed = new StringBuilder();
            for (int id : ids) {
                streamed.append(decoder.append(id));
            }
            assertThat(streamed.append(decoder.finish()).toString())
                    .isEqualTo(tokenizer.decode(ids));
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void theTraceReplaysToTheEncoding(Tokenizer tokenizer) {
        Random random = new Random(19);
        for (int i = 0; i < 100; i++) {
            String text = TokenizerProperties.randomText(random, true);
            TokenizerProperties.traceReplaysToTheEncoding(tokenizer, text, SpecialTokens.PARSED);
            TokenizerProperties.traceReplaysToTheEncoding(tokenizer, text, SpecialTokens.PLAIN);
        }
    }

    @Test
    void charactersWithoutATokenAreNamed() {
        Tokenizer digits = Tokenizers.characters("0123456789+=");
        assertThat(digits.encode("12+3=15").leftOut()).isEmpty();
        for (int again = 0; again < 2; again++) {
            assertThat(digits.encode("Once 12").leftOut()).isEqualTo("Once ");
            assertThat(digits.encode("1é😀2\u0301é").leftOut()).isEqualTo("é😀\u0301é");
        }
        assertThat(digits.encode("").leftOut()).isEmpty();
        Random random = new Random(29);
        for (int i = 0; i < 500; i++) {
            String text = TokenizerProperties.randomText(random, false);
            String known = text.replaceAll("[^0-9+=]", "");
            Encoding encoding = digits.encode(text, SpecialTokens.PLAIN);
            assertThat(digits.decode(encoding.ids())).isEqualTo(known);
            assertThat(encoding.leftOut()).isEqualTo(text.replaceAll("[0-9+=]", ""));
        }
    }

    @Test
    void bytesWithoutATokenNameTheirCharacterOnce() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(
                file,
                """
                {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
                 "model": {"type": "BPE", "vocab": {"a": 0, "Ã": 1}, "merges": []}}
                """);
        Tokenizer few = Tokenizers.fromFile(file);
        assertThat(few.encode("ab aé", SpecialTokens.PLAIN).leftOut()).isEqualTo("b é");
        String word = "a".repeat(300);
        assertThat(few.encode(word + "é😀" + word, SpecialTokens.PLAIN).leftOut()).isEqualTo("é😀");
    }

    @Test
    void theTraceSaysWhatMergedWhere() {
        Tokenizer tokenizer =
                new BpeTrainer(258, List.of(), 1, SplitPattern.GPT2)
                        .train(List.of("abc abc"))
                        .tokenizer("abc");
        int a = tokenizer.idOf("a").orElseThrow();
        int b = tokenizer.idOf("b").orElseThrow();
        int c = tokenizer.idOf("c").orElseThrow();
        assertThat(tokenizer.trace("x abc"))
                .containsExactly(
                        new Merge(1, 1, a, b, 0, 256, 2, 4), new Merge(1, 1, 256, c, 1, 257, 2, 5));
    }

    @ParameterizedTest
    @EnumSource(SplitPattern.class)
    void scanningByHandEqualsTheExpression(SplitPattern pattern) {
        RegexMatcher regex = RegexMatcher.of(pattern.regex());
        Random random = new Random(23);
        for (int i = 0; i < 5000; i++) {
            String text = TokenizerProperties.randomText(random, false);
            Matches matches = regex.find(text, 0, text.length());
            int at = 0;
            for (int m = 0; m < matches.size(); m++) {
                assertThat(matches.from(m)).isEqualTo(at);
                at = pattern.next(text, at, text.length());
                assertThat(at).as(text).isEqualTo(matches.to(m));
            }
            assertThat(at).isEqualTo(text.length());
        }
    }

    @Test
    void scanHeapAndWindowMergeAlike() {
        Random random = new Random(29);
        for (int i = 0; i < 300; i++) {
            int letters = 1 + random.nextInt(4);
            int tokens = letters + 4 + random.nextInt(40);
            PairTable merges = new PairTable(100);
            for (int token = letters; token < tokens; token++) { // as learned, or at odds
                int known = i % 3 == 0 ? tokens : token;
                merges.put(random.nextInt(known), random.nextInt(known), token, token);
            }
            int length = i % 5 == 0 ? 1 + random.nextInt(3000) : 1 + random.nextInt(300);
            WordParts fast = new WordParts();
            WordParts whole = new WordParts();
            WordParts slow = new WordParts();
            for (int k = 0; k < length; k++) {
                int id = k % 7 < i % 7 ? 0 : random.nextInt(letters);
                fast.add(id, 1 + k % 3);
                whole.add(id, 1 + k % 3);
                slow.add(id, 1 + k % 3);
            }
            fast.merge(merges);
            whole.mergeAtOnce(merges);
            slow.mergeNaively(merges);
            same(fast, slow);
            same(whole, slow);
        }
    }

    private static void same(WordParts found, WordParts expected) {
        assertThat(found.size()).isEqualTo(expected.size());
        for (int part = 0; part < found.size(); part++) {
            assertThat(found.id(part)).isEqualTo(expected.id(part));
            assertThat(found.length(part)).isEqualTo(expected.length(part));
        }
    }

    @Test
    void longWordsAndLongTextsTakeNoTime() {
        Tokenizer tokenizer = BpeTrainer.ofSize(300).train(List.of("aaaa aaaa")).tokenizer("a");
        for (String unit : List.of("a", " ", "'", "\n", "A", "1", "!", "\ud83d\ude00")) {
            String text = unit.repeat(100_000);
            assertThat(tokenizer.decode(tokenizer.encode(text).ids())).isEqualTo(text);
        }
    }

    @Test
    void charactersOfASampleTakeOneTokenEach() {
        Tokenizer tokenizer = Tokenizers.characters("hello \ud83d\ude00");
        assertThat(tokenizer.vocabSize()).isEqualTo(6);
        assertThat(tokenizer.decode(tokenizer.encode("hole\ud83d\ude00").ids()))
                .isEqualTo("hole\ud83d\ude00");
        assertThat(tokenizer.encode("hxe").ids()).hasSize(2);
    }

    @Test
    void labelsShowBytesThatAreNoText() {
        Tokenizer tokenizer = Tokenizers.bytes();
        assertThat(tokenizer.label('a')).isEqualTo("a");
        assertThat(tokenizer.label(0xE2)).isEqualTo("<0xE2>");
        assertThat(tokenizer.label(256)).isEqualTo("<|endoftext|>");
        assertThat(tokenizer.bytes(0xE2)).containsExactly(0xE2);
    }
}
