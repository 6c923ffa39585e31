package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;
import org.glassformer.engine.tokenizer.AddedTokens.Found;

/// Learns a byte-level BPE vocabulary from documents.
///
/// Ids: the special tokens first, in the order given, then the 256 bytes in the order of their
/// stand-in characters, then the merges as they were learned, which is the order Hugging Face's
/// trainer gives. The same documents in any order give the same vocabulary.
///
/// @param vocabSize the tokens in all; fewer come out if no pair is frequent enough
/// @param specialTokens never learned from and never split; `<|endoftext|>` is id 0 by default
/// @param minFrequency how often a pair must occur to merge
/// @param pattern how a text is split into words
public record BpeTrainer(
        int vocabSize, List<String> specialTokens, long minFrequency, SplitPattern pattern) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if the vocabulary cannot hold the bytes and special tokens, or
    ///     a special token is empty or named twice
    public BpeTrainer {
        specialTokens = List.copyOf(specialTokens);
        if (vocabSize < 256 + specialTokens.size()) {
            throw new IllegalArgumentException(
                    "a vocabulary of "
                            + vocabSize
                            + " cannot hold the 256 bytes and special tokens");
        }
        if (specialTokens.contains("")
                || specialTokens.stream().distinct().count() != specialTokens.size()) {
            throw new IllegalArgumentException("special tokens must be distinct and not empty");
        }
    }

    /// A trainer for `vocabSize` tokens with GPT-2's split pattern, `<|endoftext|>` as id 0, and pairs
    /// that occur at least twice.
    public static BpeTrainer ofSize(int vocabSize) {
        return new BpeTrainer(vocabSize, List.of("<|endoftext|>"), 2, SplitPattern.GPT2);
    }

    /// The same with another split pattern.
    public BpeTrainer withPattern(SplitPattern other) {
        return new BpeTrainer(vocabSize, specialTokens, minFrequency, other);
    }

    /// Learns from documents, each read once. Special tokens within them separate and teach nothing.
    ///
    /// @throws TrainingMemoryException if the documents hold more than fits
    public TrainedBpe train(Iterable<String> documents) {
        BpeTraining training = start(documents, () -> false);
        training.steps(Integer.MAX_VALUE, () -> false, _ -> {});
        return training.trained();
    }

    /// Counts the pairs of documents, each read once, so that merges can be learned one by one.
    ///
    /// @param cancelled asked now and then, from this thread
    /// @throws TrainingMemoryException if the documents hold more than fits
    /// @throws CancellationException if `cancelled` says so
    public BpeTraining start(Iterable<String> documents, BooleanSupplier cancelled) {
        WordTable words = new WordTable();
        long special = countWords(documents, words, cancelled);
        return new BpeTraining(this, words, special, cancelled);
    }

    /// Special tokens and bytes with their ids.
    Map<String, Integer> alphabet() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        specialTokens.forEach(token -> ids.put(token, ids.size()));
        List<Character> characters = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            characters.add(ByteAlphabet.character(b));
        }
        characters.stream().sorted().forEach(c -> ids.putIfAbsent(c.toString(), ids.size()));
        return ids;
    }

    /// Fills the table; returns how many special tokens there are between the words.
    private long countWords(
            Iterable<String> documents, WordTable words, BooleanSupplier cancelled) {
        AddedTokens special =
                new AddedTokens(
                        specialTokens.stream().map(s -> AddedToken.special(0, s)).toList(),
                        specialTokens);
        long separators = 0;
        int asked = 0;
        int number = 0;
        for (String document : documents) {
            int at = 0;
            while (at < document.length()) {
                Found found = special.next(document, at, true);
                int end = found == null ? document.length() : found.from();
                while (at < end) {
                    if ((asked++ & 0xFFF) == 0 && cancelled.getAsBoolean()) {
                        throw new CancellationException();
                    }
                    int next = pattern.next(document, at, end);
                    words.add(document, at, next, number);
                    at = next;
                }
                if (found != null) {
                    separators++;
                    at = found.to();
                }
            }
            number++;
        }
        return separators;
    }
}
