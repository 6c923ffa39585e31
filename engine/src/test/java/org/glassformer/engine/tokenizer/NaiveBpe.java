package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Learns by the definition: counts all pairs of all words anew at each step. The oracle of
/// [BpeTraining].
final class NaiveBpe {
    private final List<List<Integer>> words = new ArrayList<>();
    private long specialTokens;

    NaiveBpe(BpeTrainer trainer, List<String> documents) {
        Map<String, Integer> ids = trainer.alphabet();
        Pattern split = Pattern.compile(trainer.pattern().regex(), Pattern.UNICODE_CHARACTER_CLASS);
        String special = trainer.specialTokens().getFirst();
        for (String document : documents) {
            String[] parts = document.split(Pattern.quote(special), -1);
            specialTokens += parts.length - 1;
            for (String part : parts) {
                for (Matcher m = split.matcher(part); m.find(); ) {
                    words.add(
                            new ArrayList<>(
                                    ByteAlphabet.spell(Utf8.bytes(m.group()))
                                            .chars()
                                            .mapToObj(c -> ids.get(Character.toString(c)))
                                            .toList()));
                }
            }
        }
    }

    long length() {
        return specialTokens + words.stream().mapToLong(List::size).sum();
    }

    List<PairCount> ranking() {
        Map<List<Integer>, Long> counts = new HashMap<>();
        for (List<Integer> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                counts.merge(Arrays.asList(word.get(i), word.get(i + 1)), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(e -> new PairCount(e.getKey().get(0), e.getKey().get(1), e.getValue()))
                .sorted(
                        Comparator.comparingLong(PairCount::count)
                                .reversed()
                                .thenComparingInt(PairCount::left)
                                .thenComparingInt(PairCount::right))
                .toList();
    }

    void merge(PairCount pair, int token) {
        for (List<Integer> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                if (word.get(i) == pair.left() && word.get(i + 1) == pair.right()) {
                    word.set(i, token);
                    word.subList(i + 1, i + 2).clear();
                }
            }
        }
    }
}
