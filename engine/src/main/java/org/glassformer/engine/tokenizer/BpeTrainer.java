package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public TrainedBpe train(Iterable<String> documents) {
        Map<String, Integer> ids = alphabet();
        List<String> entries = new ArrayList<>(ids.keySet());
        int[] byteIds = new int[256];
        for (int b = 0; b < 256; b++) {
            byteIds[b] = ids.getOrDefault(String.valueOf(ByteAlphabet.character(b)), -1);
        }
        MergeLearner learner = new MergeLearner();
        countWords(documents)
                .forEach((word, count) -> {
                    byte[] utf8 = Utf8.bytes(word);
                    int[] parts = new int[utf8.length];
                    for (int i = 0; i < utf8.length; i++) {
                        parts[i] = byteIds[utf8[i] & 0xFF];
                    }
                    learner.addWord(parts, count[0]);
                });
        List<String[]> merges = new ArrayList<>();
        while (entries.size() < vocabSize) {
            var best = learner.best();
            if (best.isEmpty() || best.get().count() < Math.max(1, minFrequency)) {
                break;
            }
            String left = entries.get(best.get().left());
            String right = entries.get(best.get().right());
            Integer known = ids.putIfAbsent(left + right, entries.size());
            int token = known == null ? entries.size() : known;
            if (known == null) {
                entries.add(left + right);
            }
            merges.add(new String[] {left, right});
            learner.merge(best.get().left(), best.get().right(), token);
        }
        return new TrainedBpe(this, ids, merges);
    }

    /// Special tokens and bytes with their ids.
    private Map<String, Integer> alphabet() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        specialTokens.forEach(token -> ids.put(token, ids.size()));
        List<Character> characters = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            characters.add(ByteAlphabet.character(b));
        }
        characters.stream().sorted().forEach(c -> ids.putIfAbsent(c.toString(), ids.size()));
        return ids;
    }

    private Map<String, long[]> countWords(Iterable<String> documents) {
        AddedTokens special =
                new AddedTokens(
                        specialTokens.stream().map(s -> AddedToken.special(0, s)).toList(),
                        specialTokens);
        Map<String, long[]> counts = new HashMap<>();
        for (String document : documents) {
            int at = 0;
            while (at < document.length()) {
                Found found = special.next(document, at, true);
                int end = found == null ? document.length() : found.from();
                while (at < end) {
                    int next = pattern.next(document, at, end);
                    if (next - at > 1 || document.charAt(at) >= 0x80) {
                        String word = document.substring(at, next);
                        counts.computeIfAbsent(word, _ -> new long[1])[0]++;
                    }
                    at = next;
                }
                at = found == null ? end : found.to();
            }
        }
        return counts;
    }
}
