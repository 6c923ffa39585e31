package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/// A vocabulary while it is learned, one merge at a time.
///
/// Each step merges the most frequent pair of neighbours wherever it stands; of equally frequent pairs
/// the one with the smaller left id wins, then that with the smaller right id. At every moment, and
/// for every number of merges up to it, the vocabulary can be used as a tokenizer.
///
/// Made by [BpeTrainer#start]. For use by one thread at a time; what it returns is immutable.
public final class BpeTraining {
    /// Why there is no next merge.
    public enum End {
        /// The vocabulary has as many tokens as were asked for.
        VOCABULARY_FULL,
        /// No pair of neighbours occurs often enough.
        NOTHING_FREQUENT
    }

    /// `word` and `offset` say where in the word table the merge happened first.
    private record Step(
            int left,
            int right,
            int token,
            long count,
            int vocabSize,
            long tokens,
            int word,
            int offset) {}

    private final BpeTrainer trainer;
    private final WordTable words;
    private final MergeLearner learner;
    private final Map<String, Integer> ids;
    private final List<String> entries;
    private final List<Step> steps = new ArrayList<>();
    private final int alphabetSize;
    private final long firstLength;

    BpeTraining(
            BpeTrainer trainer, WordTable words, long specialTokens, BooleanSupplier cancelled) {
        this.trainer = trainer;
        this.words = words;
        ids = trainer.alphabet();
        entries = new ArrayList<>(ids.keySet());
        alphabetSize = entries.size();
        firstLength = words.totalBytes() + specialTokens;
        int[] byteIds = new int[256];
        for (int b = 0; b < 256; b++) {
            byteIds[b] = ids.getOrDefault(String.valueOf(ByteAlphabet.character(b)), -1);
        }
        learner = new MergeLearner(words, byteIds, cancelled);
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /// What it was started with.
    public BpeTrainer trainer() {
        return trainer;
    }

    /// How many merges were learned so far.
    public int mergeCount() {
        return steps.size();
    }

    /// The tokens of the vocabulary after the first `merges` merges.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer merges
    public int vocabSize(int merges) {
        return merges == 0 ? alphabetSize : steps.get(merges - 1).vocabSize();
    }

    /// The tokens of all documents after the first `merges` merges, special tokens counted.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer merges
    public long sequenceLength(int merges) {
        return merges == 0 ? firstLength : steps.get(merges - 1).tokens();
    }

    /// Why no merge can follow; empty if one can.
    public Optional<End> end() {
        if (entries.size() >= trainer.vocabSize()) {
            return Optional.of(End.VOCABULARY_FULL);
        }
        PairCount best = learner.best();
        return best == null || best.count() < leastCount()
                ? Optional.of(End.NOTHING_FREQUENT)
                : Optional.empty();
    }

    /// The `limit` most frequent pairs in the order in which they would win now.
    public List<PairCount> candidates(int limit) {
        return learner.ranking(limit);
    }

    /// Learns the next merge; empty at the end.
    ///
    /// @throws TrainingMemoryException if there is no memory for more; what was learned stays
    public Optional<LearnedMerge> step() {
        return learn() ? Optional.of(merge(steps.size())) : Optional.empty();
    }

    /// Learns up to `count` merges.
    ///
    /// @param cancelled asked before each merge; true stops there
    /// @param progress hears after each merge how many were learned by this call
    /// @return how many were learned by this call
    /// @throws TrainingMemoryException if there is no memory for more; what was learned stays
    public int steps(int count, BooleanSupplier cancelled, IntConsumer progress) {
        int made = 0;
        while (made < count && !cancelled.getAsBoolean() && learn()) {
            progress.accept(++made);
        }
        return made;
    }

    /// A merge learned before.
    ///
    /// @param number 1 for the first
    /// @throws IndexOutOfBoundsException if there are fewer
    public LearnedMerge merge(int number) {
        Step step = steps.get(number - 1);
        return new LearnedMerge(
                number,
                step.left(),
                step.right(),
                step.token(),
                step.count(),
                step.vocabSize(),
                sequenceLength(number - 1),
                step.tokens());
    }

    /// Where a merge happened first. Takes as long as the word before that place is.
    ///
    /// @param number 1 for the first
    /// @throws IndexOutOfBoundsException if there are fewer
    public TextPlace firstPlace(int number) {
        Step step = steps.get(number - 1);
        int last = step.offset() + entries.get(step.token()).length() - 1;
        return new TextPlace(
                words.document(step.word()),
                words.character(step.word(), step.offset()),
                words.characterEnd(step.word(), last));
    }

    /// The bytes a token stands for; for a special token those of its name.
    ///
    /// @throws IndexOutOfBoundsException if there is no such token
    public byte[] bytes(int id) {
        String entry = entries.get(id);
        byte[] bytes = ByteAlphabet.bytes(entry);
        return id < trainer.specialTokens().size() || bytes == null ? Utf8.bytes(entry) : bytes;
    }

    /// The vocabulary as it stands.
    public TrainedBpe trained() {
        return trained(steps.size());
    }

    /// The vocabulary as it stood after the first `merges` merges.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer merges
    public TrainedBpe trained(int merges) {
        int size = vocabSize(merges);
        Map<String, Integer> known = LinkedHashMap.newLinkedHashMap(size);
        for (int id = 0; id < size; id++) {
            known.put(entries.get(id), id);
        }
        List<String[]> pairs = new ArrayList<>(merges);
        for (Step step : steps.subList(0, merges)) {
            pairs.add(new String[] {entries.get(step.left()), entries.get(step.right())});
        }
        return new TrainedBpe(trainer, known, pairs);
    }

    private long leastCount() {
        return Math.max(1, trainer.minFrequency());
    }

    private boolean learn() {
        PairCount best = entries.size() < trainer.vocabSize() ? learner.best() : null;
        if (best == null || best.count() < leastCount()) {
            return false;
        }
        String entry = entries.get(best.left()) + entries.get(best.right());
        int token = ids.getOrDefault(entry, entries.size());
        MergeLearner.Merged merged = learner.merge(best.left(), best.right(), token);
        if (token == entries.size()) {
            ids.put(entry, token);
            entries.add(entry);
        }
        steps.add(
                new Step(
                        best.left(),
                        best.right(),
                        token,
                        best.count(),
                        entries.size(),
                        sequenceLength(steps.size()) - merged.replaced(),
                        merged.word(),
                        merged.offset()));
        return true;
    }
}
