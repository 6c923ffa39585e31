package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CancellationTest {
    @TempDir private Path folder;

    static Stream<Tokenizer> tokenizers() {
        return Stream.of(
                Tokenizers.openAi("r50k_base"), Tokenizers.bytes(), Tokenizers.characters());
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void aLongTextIsGivenUpSoon(Tokenizer tokenizer) {
        for (String unit : new String[] {"a", "the cat ", "\n", "\u4f60"}) {
            givenUpSoon(tokenizer, unit.repeat(200_000));
        }
    }

    @Test
    void aPatternOfTheFileIsGivenUpSoon() throws IOException {
        String json =
                """
                {"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "[aeiou]+|[^aeiou]"},
                                   "behavior": "Isolated"},
                 "model": {"type": "BPE", "unk_token": "?", "vocab": {"?": 0, "a": 1}}}
                """;
        Path file = Files.writeString(folder.resolve("tokenizer.json"), json);
        givenUpSoon(Tokenizers.fromFile(file), "xyz a".repeat(50_000));
    }

    @Test
    void whatIsNotCancelledIsTheSame() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        String text = "once upon a time ".repeat(1000);
        AtomicInteger asked = new AtomicInteger();
        Encoding encoding =
                tokenizer.encode(
                        text,
                        SpecialTokens.PLAIN,
                        () -> {
                            asked.incrementAndGet();
                            return false;
                        });
        assertThat(encoding.ids()).isEqualTo(tokenizer.encode(text, SpecialTokens.PLAIN).ids());
        assertThat(asked).hasValueGreaterThan(2);
    }

    private static void givenUpSoon(Tokenizer tokenizer, String text) {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() ->
                        tokenizer.encode(
                                text, SpecialTokens.PARSED, () -> asked.incrementAndGet() == 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(3);
        assertThat(tokenizer.encode("a").size()).isEqualTo(1); // and works on
    }
}
