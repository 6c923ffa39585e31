package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.glassformer.engine.tokenizer.TracePart.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MergeTraceTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "p50k_base", "r50k_base"})
    void everyOpenAiTokenComesAboutByMerges(String name) {
        Tokenizer tokenizer = Tokenizers.openAi(name);
        MergeTrace trace = tokenizer.mergeTrace("hello world", SpecialTokens.PLAIN);
        assertThat(trace.parts()).hasSize(11).allMatch(part -> part.kind() == Kind.BYTE);
        assertThat(trace.partsAfter(trace.size())).hasSize(2);
        assertThat(trace.size()).isEqualTo(9);
        assertThat(trace.merges().stream().map(Merge::word)).isSorted().contains(0, 1);
        Random random = new Random(41);
        for (int i = 0; i < 100; i++) {
            String text = TokenizerProperties.randomText(random, true);
            TokenizerProperties.traceReplaysToTheEncoding(tokenizer, text, SpecialTokens.PARSED);
            TokenizerProperties.traceReplaysToTheEncoding(tokenizer, text, SpecialTokens.PLAIN);
        }
    }

    @Test
    void specialTokensAreOnePartWhenParsedAndManyWhenPlain() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        String text = "a<|endoftext|>b";
        List<TracePart> parsed = tokenizer.mergeTrace(text, SpecialTokens.PARSED).parts();
        assertThat(parsed.get(1)).isEqualTo(new TracePart(Kind.ADDED, -1, 100257, 1, 14, 1, 14));
        assertThat(parsed.get(2).word()).isEqualTo(1);
        assertThat(tokenizer.mergeTrace(text, SpecialTokens.PLAIN).parts()).hasSize(15);
        assertThat(tokenizer.trace(text, SpecialTokens.PLAIN))
                .hasSizeGreaterThan(tokenizer.trace(text).size());
    }

    @Test
    void aStretchHasItsWordsAsTheyAreInTheWholeText() {
        Tokenizer tokenizer = Tokenizers.openAi("o200k_base");
        String text = "The quick brown fox, déjà vu 😀😀 jumps<|endoftext|> over.".repeat(20);
        List<TracePart> whole = tokenizer.mergeTrace(text, SpecialTokens.PARSED).parts();
        for (int from = 0; from < 150; from += 7) {
            int to = Math.min(text.length(), from + 30);
            MergeTrace stretch = tokenizer.mergeTrace(text, SpecialTokens.PARSED, from, to);
            int first = whole.indexOf(stretch.parts().getFirst());
            assertThat(first).isNotNegative();
            assertThat(stretch.parts())
                    .isEqualTo(whole.subList(first, first + stretch.parts().size()));
            assertThat(stretch.parts().getFirst().start()).isLessThanOrEqualTo(from);
            assertThat(stretch.parts().getLast().end()).isGreaterThanOrEqualTo(to);
            TracePart start = stretch.parts().getFirst();
            TracePart end = stretch.parts().getLast();
            assertThat(stretch.idsAfter(stretch.size()))
                    .isEqualTo(
                            tokenizer.encode(text).tokens().stream()
                                    .filter(t -> t.byteStart() >= start.byteStart())
                                    .filter(t -> t.byteEnd() <= end.byteEnd())
                                    .mapToInt(Token::id)
                                    .toArray());
        }
        assertThat(tokenizer.mergeTrace("", SpecialTokens.PLAIN).parts()).isEmpty();
        assertThatThrownBy(() -> tokenizer.mergeTrace("a", SpecialTokens.PLAIN, 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aWordTakenWholeSaysSo() throws IOException {
        String model =
                """
                {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
                 "model": {"type": "BPE", "ignore_merges": %s,
                           "vocab": {"a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4, "abc": 5},
                           "merges": ["b c"]}}
                """;
        Tokenizer taken = read(model.formatted(true));
        MergeTrace trace = taken.mergeTrace("abc", SpecialTokens.PLAIN);
        assertThat(trace.parts()).containsExactly(new TracePart(Kind.WHOLE_WORD, 0, 5, 0, 3, 0, 3));
        assertThat(trace.merges()).isEmpty();
        assertThat(taken.mergeTrace("a", SpecialTokens.PLAIN).parts().getFirst().kind())
                .isEqualTo(Kind.BYTE);
        assertThat(read(model.formatted(false)).trace("abc")).hasSize(1);
    }

    @Test
    void charactersBytesAndUnknownsAreTold() throws IOException {
        Tokenizer fallback =
                read(
                        """
                        {"pre_tokenizer": {"type": "Metaspace"},
                         "model": {"type": "BPE", "byte_fallback": true, "unk_token": "<unk>",
                                   "vocab": {%s "<unk>": 256, "▁": 257, "a": 258, "▁a": 259},
                                   "merges": ["▁ a"]}}
                        """
                                .formatted(fallbackEntries()));
        MergeTrace trace = fallback.mergeTrace("aé", SpecialTokens.PLAIN);
        assertThat(trace.parts())
                .containsExactly(
                        new TracePart(Kind.CHARACTER, 0, 257, 0, 0, 0, 0),
                        new TracePart(Kind.CHARACTER, 0, 258, 0, 1, 0, 1),
                        new TracePart(Kind.BYTE_FALLBACK, 0, 0xC3, 1, 2, 1, 2),
                        new TracePart(Kind.BYTE_FALLBACK, 0, 0xA9, 1, 2, 2, 3));
        assertThat(trace.partsAfter(1).getFirst())
                .isEqualTo(new TracePart(Kind.MERGED, 0, 259, 0, 1, 0, 1));
        Tokenizer unknown =
                read(
                        """
                        {"model": {"type": "BPE", "unk_token": "?", "vocab": {"?": 0, "a": 1}}}
                        """);
        assertThat(unknown.mergeTrace("aé", SpecialTokens.PLAIN).parts().getLast())
                .isEqualTo(new TracePart(Kind.UNKNOWN, 0, 0, 1, 2, 1, 3));
        Tokenizer sample = Tokenizers.characters("a");
        assertThat(sample.mergeTrace("éa", SpecialTokens.PLAIN).parts())
                .containsExactly(
                        new TracePart(Kind.LEFT_OUT, 0, -1, 0, 1, 0, 2),
                        new TracePart(Kind.CHARACTER, 0, 0, 1, 2, 2, 3));
        for (Tokenizer each : List.of(fallback, unknown, sample)) {
            Random random = new Random(43);
            for (int i = 0; i < 200; i++) {
                String text = TokenizerProperties.randomText(random, true);
                TokenizerProperties.traceReplaysToTheEncoding(each, text, SpecialTokens.PLAIN);
            }
        }
    }

    @Test
    void aLongWordIsTracedWithoutDelay() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        MergeTrace trace = tokenizer.mergeTrace("ab".repeat(50_000), SpecialTokens.PLAIN);
        assertThat(trace.parts()).hasSize(100_000);
        assertThat(trace.idsAfter(trace.size()))
                .isEqualTo(tokenizer.encode("ab".repeat(50_000)).ids());
        assertThatThrownBy(() -> trace.partsAfter(trace.size() + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private Tokenizer read(String json) throws IOException {
        return Tokenizers.fromFile(Files.writeString(folder.resolve("tokenizer.json"), json));
    }

    private static String fallbackEntries() {
        StringBuilder entries = new StringBuilder();
        for (int b = 0; b < 256; b++) {
            entries.append("\"<0x%02X>\": %d, ".formatted(b, b));
        }
        return entries.toString();
    }
}
