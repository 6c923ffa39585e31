package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A learned vocabulary as a file, in our reader and in Hugging Face's own library.
final class TrainedBpeTest {
    private static List<String> texts(long seed, int count) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(
                    TokenizerProperties.randomText(random, false)
                            + " newest lowest, the caf\u00e9 in widest 2025!\n"
                            + TokenizerProperties.randomText(random, false));
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource(SplitPattern.class)
    void theFileGivesTheSameIdsHereAndInHuggingFace(SplitPattern pattern, @TempDir Path folder) {
        for (List<String> special : List.of(List.<String>of(), List.of("<|endoftext|>", "<s>"))) {
            BpeTraining training =
                    new BpeTrainer(600, special, 2, pattern).start(texts(1, 80), () -> false);
            training.steps(1000, () -> false, _ -> {});
            for (int merges : new int[] {0, training.mergeCount() / 2, training.mergeCount()}) {
                Path file = folder.resolve("tokenizer.json");
                TrainedBpe trained = training.trained(merges);
                trained.writeTokenizerJson(file);
                assertThat(trained.mergeCount()).isEqualTo(merges);
                same(trained.tokenizer("learned"), file);
            }
        }
    }

    private static void same(Tokenizer learned, Path file) {
        Tokenizer read = Tokenizers.fromFile(file);
        assertThat(read.vocabSize()).isEqualTo(learned.vocabSize());
        try (HuggingFace theirs = HuggingFace.load(file)) {
            for (String text : texts(2, 100)) {
                int[] ids = learned.encode(text).ids();
                assertThat(read.encode(text).ids()).as(text).isEqualTo(ids);
                assertThat(theirs.encode(text).idArray()).as(text).isEqualTo(ids);
                assertThat(theirs.decode(ids)).as(text).isEqualTo(learned.decode(ids));
            }
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() ->
                        BpeTrainer.ofSize(300).train(List.of("ab ab")).writeTokenizerJson(folder))
                .withMessageContaining(folder.toString());
    }
}
