package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.glassformer.engine.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole tokenizer files against Hugging Face's own library.
final class HuggingFaceOracleTest {
    @Test
    void theSampleModelsTokenizerIsTheSameInBoth() {
        Path file =
                Stream.of("sample-models", "../sample-models")
                        .map(place -> Path.of(place, "stories", "tokenizer.json"))
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow();
        same(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokenizers/byte_level",
                "tokenizers/metaspace",
                "tokenizers/split_cl100k",
                "stories260K"
            })
    void referenceTokenizersAreTheSameInBoth(String folder) {
        same(References.path(folder).resolve("tokenizer.json"));
    }

    static void same(Path file) {
        Tokenizer ours = Tokenizers.fromFile(file);
        try (HuggingFace theirs = HuggingFace.load(file)) {
            Random random = new Random(31);
            for (int i = 0; i < 300; i++) {
                String text = TokenizerProperties.randomText(random, false);
                var expected = theirs.encode(text);
                Encoding found = ours.encode(text);
                assertThat(found.ids()).as(text).isEqualTo(expected.idArray());
                assertThat(ours.decode(found.ids()))
                        .as(text)
                        .isEqualTo(theirs.decode(expected.idArray()));
            }
        }
    }
}
