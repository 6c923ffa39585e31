package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.glassformer.engine.tokenizer.BpeTraining.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BpeTrainingTest {
    private static BpeTrainer trainer(int vocabSize, SplitPattern pattern) {
        return new BpeTrainer(vocabSize, List.of("<|endoftext|>"), 2, pattern);
    }

    private static BpeTraining start(BpeTrainer trainer, String... documents) {
        return trainer.start(List.of(documents), () -> false);
    }

    /// Few letters, so that the same pairs come again and again and overlap.
    private static String babble(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            switch (random.nextInt(20)) {
                case 0 -> text.append("<|endoftext|>");
                case 1 -> text.append("\u00e9\u4f60\ud83d\ude00");
                case 2 -> text.append(TokenizerProperties.randomText(random, true));
                case 3, 4, 5 -> text.append(' ');
                case 6 -> text.append("aaaaaaaaaa", 0, 1 + random.nextInt(10));
                default -> text.append((char) ('a' + random.nextInt(3)));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"GPT2,1", "GPT2,2", "CL100K,3", "NONE,4", "NONE,5", "O200K,6"})
    void everyStepIsThatOfCountingAllPairsAnew(SplitPattern pattern, long seed) {
        Random random = new Random(seed);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            documents.add(babble(random, random.nextInt(200)));
        }
        BpeTrainer trainer = trainer(380, pattern);
        BpeTraining training = trainer.start(documents, () -> false);
        NaiveBpe naive = new NaiveBpe(trainer, documents);
        assertThat(training.sequenceLength(0)).isEqualTo(naive.length());
        while (true) {
            List<PairCount> ranking = naive.ranking();
            assertThat(training.candidates(Integer.MAX_VALUE)).isEqualTo(ranking);
            assertThat(training.candidates(5)).isEqualTo(ranking.stream().limit(5).toList());
            long before = naive.length();
            var step = training.step();
            if (step.isEmpty()) {
                break;
            }
            LearnedMerge merge = step.get();
            PairCount winner = ranking.getFirst();
            assertThat(new PairCount(merge.left(), merge.right(), merge.count())).isEqualTo(winner);
            naive.merge(winner, merge.token());
            assertThat(merge.tokensBefore()).isEqualTo(before);
            assertThat(merge.tokensAfter())
                    .isEqualTo(naive.length())
                    .isEqualTo(training.sequenceLength(merge.number()));
            assertThat(merge.vocabSize()).isEqualTo(training.vocabSize(merge.number()));
            placeIsWhereTheTokenStands(training, merge, documents);
        }
        assertThat(training.mergeCount()).isGreaterThan(60);
        Tokenizer tokenizer = training.trained().tokenizer("learned");
        assertThat(documents.stream().mapToLong(d -> tokenizer.encode(d).size()).sum())
                .isEqualTo(naive.length());
    }

    private static void placeIsWhereTheTokenStands(
            BpeTraining training, LearnedMerge merge, List<String> documents) {
        TextPlace place = training.firstPlace(merge.number());
        String document = documents.get(place.document());
        String covered = document.substring(place.start(), place.end());
        String bytes = new String(training.bytes(merge.token()), StandardCharsets.ISO_8859_1);
        assertThat(new String(Utf8.bytes(covered), StandardCharsets.ISO_8859_1)).contains(bytes);
        Tokenizer then = training.trained(merge.number()).tokenizer("then");
        assertThat(then.encode(document).tokens())
                .filteredOn(token -> token.id() == merge.token())
                .first()
                .matches(token -> token.start() == place.start() && token.end() == place.end());
    }

    @Test
    void everyMomentIsATokenizerOfItsOwn() {
        String text = "low low lower lowest newest widest, the caf\u00e9 and the cafeteria";
        BpeTraining training = start(trainer(300, SplitPattern.GPT2), text);
        training.steps(1000, () -> false, _ -> {});
        for (int merges = 0; merges <= training.mergeCount(); merges++) {
            Tokenizer then = training.trained(merges).tokenizer("then");
            assertThat(then.vocabSize()).isEqualTo(training.vocabSize(merges));
            assertThat(then.encode(text).size()).isEqualTo((int) training.sequenceLength(merges));
            TrainedBpe alone =
                    trainer(training.vocabSize(merges), SplitPattern.GPT2).train(List.of(text));
            assertThat(then.encode(text).ids())
                    .isEqualTo(alone.tokenizer("alone").encode(text).ids());
        }
    }

    @Test
    void oneStepAtATimeIsAllAtOnce() {
        String text = babble(new Random(7), 3000);
        BpeTraining slow = start(trainer(320, SplitPattern.GPT2), text);
        while (slow.step().isPresent()) {
            assertThat(slow.vocabSize(slow.mergeCount())).isLessThanOrEqualTo(320);
        }
        BpeTraining fast = start(trainer(320, SplitPattern.GPT2), text);
        List<Integer> told = new ArrayList<>();
        assertThat(fast.steps(10, () -> false, told::add)).isEqualTo(10);
        fast.steps(100_000, () -> false, _ -> {});
        assertThat(told).hasSize(10).startsWith(1, 2).endsWith(10);
        assertThat(fast.mergeCount()).isEqualTo(slow.mergeCount());
        for (int i = 1; i <= fast.mergeCount(); i++) {
            assertThat(fast.merge(i)).isEqualTo(slow.merge(i));
            assertThat(fast.firstPlace(i)).isEqualTo(slow.firstPlace(i));
        }
    }

    @Test
    void theEndSaysWhy() {
        BpeTraining full = start(trainer(259, SplitPattern.GPT2), "abab abab abab");
        assertThat(full.end()).isEmpty();
        assertThat(full.steps(100_000, () -> false, _ -> {})).isEqualTo(2);
        assertThat(full.end()).contains(End.VOCABULARY_FULL);
        BpeTraining rare = start(trainer(1000, SplitPattern.GPT2), "abab xyz");
        assertThat(rare.steps(100_000, () -> false, _ -> {})).isEqualTo(1);
        assertThat(rare.end()).contains(End.NOTHING_FREQUENT);
        assertThat(rare.step()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SplitPattern.class)
    void aTextWithoutPairsLearnsNothing(SplitPattern pattern) {
        for (String text : List.of("", "a", "<|endoftext|>", "\ud800")) {
            BpeTraining training = start(trainer(100_257, pattern), text);
            assertThat(training.candidates(12)).allMatch(pair -> pair.count() == 1);
            assertThat(training.steps(100_000, () -> false, _ -> {})).isZero();
            assertThat(training.end()).contains(End.NOTHING_FREQUENT);
            assertThat(training.trained().tokenizer("empty").encode("a b").size()).isEqualTo(3);
        }
        assertThat(trainer(300, pattern).start(List.of(), () -> false).sequenceLength(0)).isZero();
    }

    @Test
    void oneSymbolAloneDoublesUntilTheTextIsSpent() {
        BpeTraining training = start(trainer(400, SplitPattern.NONE), "z".repeat(1 << 16));
        int made = training.steps(100_000, () -> false, _ -> {});
        // counts of overlapping pairs: the last two that occur twice are of 2^14 letters
        assertThat(made).isEqualTo(15);
        assertThat(training.sequenceLength(made)).isEqualTo(2);
        assertThat(training.bytes(training.merge(made).token())).hasSize(1 << 15);
        assertThat(training.candidates(9))
                .singleElement()
                .matches(pair -> pair.count() == 1 && pair.left() == pair.right());
    }

    @Test
    @Timeout(60)
    void tenMegabytesAsOneWordStepQuickly() {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder(10_000_000);
        while (text.length() < 10_000_000) {
            text.append((char) ('a' + Math.min(25, (int) Math.abs(random.nextGaussian() * 6))));
        }
        BpeTraining training = start(trainer(400, SplitPattern.NONE), text.toString());
        assertThat(training.sequenceLength(0)).isEqualTo(10_000_000);
        assertThat(training.steps(40, () -> false, _ -> {})).isEqualTo(40);
        assertThat(training.sequenceLength(40)).isBetween(5_000_000L, 8_000_000L);
    }

    @Test
    void cancellingStopsBetweenMergesAndKeepsThem() {
        BpeTraining training = start(trainer(400, SplitPattern.GPT2), babble(new Random(1), 2000));
        int made = training.steps(50, () -> training.mergeCount() == 7, _ -> {});
        assertThat(made).isEqualTo(7);
        assertThat(training.step()).map(LearnedMerge::number).contains(8);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> trainer(400, SplitPattern.GPT2).start(List.of("ab"), () -> true));
    }

    @Test
    void moreThanFitsIsRefusedWithTheFigures() {
        long heap = Runtime.getRuntime().maxMemory();
        assertThatExceptionOfType(TrainingMemoryException.class)
                .isThrownBy(() -> TrainingMemoryException.check(heap))
                .withMessageContaining("MB of memory")
                .matches(refused -> refused.needed() == heap && refused.available() < heap);
        TrainingMemoryException.check(heap / 2);
    }

    @Test
    void tokensAreBytesAndSpecialTokensTheirNames() {
        BpeTraining training = start(trainer(300, SplitPattern.GPT2), "\u00e9\u00e9\u00e9");
        LearnedMerge merge = training.step().orElseThrow();
        assertThat(training.bytes(merge.token()))
                .isEqualTo("\u00e9".getBytes(StandardCharsets.UTF_8));
        assertThat(training.bytes(merge.left())).containsExactly(0xC3);
        assertThat(training.bytes(0))
                .isEqualTo("<|endoftext|>".getBytes(StandardCharsets.US_ASCII));
    }
}
