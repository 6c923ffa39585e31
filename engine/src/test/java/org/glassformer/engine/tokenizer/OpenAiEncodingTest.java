package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiEncodingTest {

    private static final List<String> TEXTS =
            Stream.concat(Corpus.byHand().stream(), Corpus.random(7, 2300).stream()).toList();

    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "p50k_base", "r50k_base"})
    void idsAreThoseOfJtokkit(String name) {
        Tokenizer tokenizer = Tokenizers.openAi(name);
        var jtokkit = jtokkit(name);
        assertThat(TEXTS).hasSizeGreaterThan(2400);
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            Encoding encoding = tokenizer.encode(text, SpecialTokens.PLAIN);
            int[] ids = encoding.ids();
            if (!Arrays.equals(ids, jtokkit.encodeOrdinary(text).toArray())) {
                assertThat(ids).as(text).isEqualTo(jtokkit.encodeOrdinary(text).toArray());
            }
            assertThat(tokenizer.decode(ids)).isEqualTo(text);
            MergeTrace trace = tokenizer.mergeTrace(text, SpecialTokens.PLAIN);
            assertThat(trace.idsAfter(trace.size())).isEqualTo(ids);
            if (i % 4 == 0 && text.length() < 400) {
                TokenizerProperties.tokensCoverTheText(encoding);
                TokenizerProperties.streamedTextIsTheDecodedText(tokenizer, ids);
            }
            if (i % 16 == 0 && text.length() < 100) {
                TokenizerProperties.traceReplaysToTheEncoding(
                        tokenizer, text, SpecialTokens.PARSED);
            }
        }
    }

    /// JTokkit writes `?` for half a surrogate pair, and in cl100k_base three bytes that are no UTF-8
    /// or, where assertions are on, an error. Here it is U+FFFD, the character that stands for what is
    /// none, as in OpenAI's own tiktoken.
    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "p50k_base", "r50k_base"})
    void halfASurrogatePairIsTheReplacementCharacter(String name) {
        Tokenizer tokenizer = Tokenizers.openAi(name);
        var jtokkit = jtokkit(name);
        for (String half : List.of("\ud83d", "\ude00")) {
            for (String text : List.of("%s", "a%sb", " %s ", "%s\ud83d\ude00", "7%s'%s")) {
                String broken = text.replace("%s", half);
                String repaired = text.replace("%s", "\ufffd");
                assertThat(tokenizer.encode(broken).ids())
                        .isEqualTo(tokenizer.encode(repaired).ids())
                        .isEqualTo(jtokkit.encodeOrdinary(repaired).toArray());
            }
            if (!name.equals("cl100k_base")) {
                var theirs = jtokkit.encodeOrdinary("a" + half + "b");
                assertThat(jtokkit.decode(theirs)).isEqualTo("a?b");
            }
        }
    }

    private static com.knuddels.jtokkit.api.Encoding jtokkit(String name) {
        return Encodings.newLazyEncodingRegistry()
                .getEncoding(EncodingType.fromName(name).orElseThrow());
    }

    @Test
    void helloWorldHasItsWellKnownIds() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        assertThat(tokenizer.encode("hello world").ids()).containsExactly(15339, 1917);
        assertThat(tokenizer.encode(" ").ids()).containsExactly(220);
        assertThat(tokenizer.encode("  ").ids()).containsExactly(256);
        assertThat(tokenizer.encode("a<|endoftext|>").ids()).containsExactly(64, 100257);
        assertThat(tokenizer.encode("<|endoftext|>", SpecialTokens.PLAIN).size()).isGreaterThan(1);
        assertThat(tokenizer.label(1917)).isEqualTo(" world");
        assertThat(tokenizer.vocabSize()).isEqualTo(100277);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokenizers.byName("gpt-9"))
                .withMessageContaining("gpt-9")
                .withMessageContaining("cl100k_base");
    }
}
