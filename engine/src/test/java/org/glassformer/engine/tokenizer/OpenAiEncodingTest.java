package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "p50k_base", "r50k_base"})
    void idsAreThoseOfJtokkit(String name) {
        Tokenizer tokenizer = Tokenizers.openAi(name);
        var jtokkit =
                Encodings.newLazyEncodingRegistry()
                        .getEncoding(EncodingType.fromName(name).orElseThrow());
        Random random = new Random(7);
        for (int i = 0; i < 1500; i++) {
            String text = TokenizerProperties.randomText(random, false);
            Encoding encoding = tokenizer.encode(text, SpecialTokens.PLAIN);
            assertThat(encoding.ids()).as(text).isEqualTo(jtokkit.encodeOrdinary(text).toArray());
            TokenizerProperties.tokensCoverTheText(encoding);
            TokenizerProperties.streamedTextIsTheDecodedText(tokenizer, encoding.ids());
            assertThat(tokenizer.decode(encoding.ids())).isEqualTo(text);
        }
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
