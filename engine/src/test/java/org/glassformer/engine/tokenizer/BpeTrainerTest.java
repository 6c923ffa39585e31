package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BpeTrainerTest {
    private static final List<String> DOCUMENTS =
            List.of(
                    "low low low low low lower lower newest newest newest newest newest newest",
                    "widest widest widest <|endoftext|> the caf\u00e9, the caf\u00e9 \ud83d\ude00\ud83d\ude00");

    @Test
    void theMostFrequentPairsMergeFirst() {
        Tokenizer tokenizer = BpeTrainer.ofSize(263).train(DOCUMENTS).tokenizer("small");
        // Sennrich et al. 2016: "es" and "est" occur nine times; the leading spaces compete.
        List<String> learned = new ArrayList<>();
        for (int id = 257; id < tokenizer.vocabSize(); id++) {
            learned.add(tokenizer.label(id));
        }
        assertThat(learned).startsWith("es", "est").contains("lo");
    }

    @Test
    void theOrderOfDocumentsDoesNotMatter() {
        List<String> documents = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            documents.add(TokenizerProperties.randomText(random, true));
        }
        Tokenizer one = BpeTrainer.ofSize(400).train(documents).tokenizer("one");
        Collections.shuffle(documents, random);
        Tokenizer two = BpeTrainer.ofSize(400).train(documents).tokenizer("two");
        assertThat(two.vocabSize()).isEqualTo(one.vocabSize());
        for (int id = 0; id < one.vocabSize(); id++) {
            assertThat(two.bytes(id)).isEqualTo(one.bytes(id));
        }
    }

    @Test
    void specialTokensComeFirstAndTeachNothing() {
        Tokenizer tokenizer = BpeTrainer.ofSize(300).train(DOCUMENTS).tokenizer("small");
        assertThat(tokenizer.isSpecial(0)).isTrue();
        assertThat(tokenizer.label(0)).isEqualTo("<|endoftext|>");
        assertThat(tokenizer.encode("low<|endoftext|>").ids()).endsWith(0);
        for (int id = 1; id < tokenizer.vocabSize(); id++) {
            assertThat(tokenizer.label(id)).doesNotContain("endof").doesNotContain("<|");
        }
    }

    @ParameterizedTest
    @EnumSource(SplitPattern.class)
    void whatIsWrittenReadsBackTheSame(SplitPattern pattern, @TempDir Path folder) {
        TrainedBpe trained = BpeTrainer.ofSize(320).withPattern(pattern).train(DOCUMENTS);
        Path file = folder.resolve("tokenizer.json");
        trained.writeTokenizerJson(file);
        Tokenizer before = trained.tokenizer("before");
        Tokenizer after = Tokenizers.fromFile(file);
        assertThat(after.vocabSize()).isEqualTo(before.vocabSize()).isEqualTo(trained.vocabSize());
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            String text = TokenizerProperties.randomText(random, false) + DOCUMENTS.get(i % 2);
            int[] ids = before.encode(text).ids();
            assertThat(after.encode(text).ids()).isEqualTo(ids);
            assertThat(after.decode(ids)).isEqualTo(text.replace("<|endoftext|>", ""));
        }
    }

    @Test
    void rarePairsDoNotMerge() {
        BpeTrainer trainer = new BpeTrainer(1000, List.of(), 3, SplitPattern.GPT2);
        assertThat(trainer.train(List.of("ab ab xyz")).mergeCount()).isZero();
        assertThat(trainer.train(List.of("ab ab ab xyz")).mergeCount()).isEqualTo(1);
        assertThat(trainer.train(List.of()).vocabSize()).isEqualTo(256);
    }

    @Test
    void aVocabularyTooSmallForTheBytesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BpeTrainer.ofSize(256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BpeTrainer(300, List.of("a", "a"), 1, SplitPattern.GPT2));
    }
}
