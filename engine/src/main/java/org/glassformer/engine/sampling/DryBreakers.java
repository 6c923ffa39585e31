package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Texts across which nothing counts as repeated, as sequences of tokens for [Penalty.Dry].
///
/// A token that contains the text breaks alone. A token that ends in the beginning of the text breaks
/// where the tokens of the rest of the text follow it. As `get_overlapping_token_sequences` of
/// llama.cpp.
public final class DryBreakers {
    /// llama.cpp's defaults: line end, colon, quotation mark, asterisk.
    public static final List<String> LLAMA_CPP = List.of("\n", ":", "\"", "*");

    private static final int MOST_CHARACTERS = 40;
    private static final int MOST_TAIL_TOKENS = 20;

    private DryBreakers() {}

    /// The token sequences of some texts.
    ///
    /// @param texts the first 40 characters of each count; empty ones do not
    /// @param vocabSize how many tokens there are
    /// @param textOf the text of a token
    /// @param encode the tokens of a text, without start token
    public static List<List<Integer>> of(
            List<String> texts,
            int vocabSize,
            IntFunction<String> textOf,
            Function<String, int[]> encode) {
        List<String> breakers =
                texts.stream()
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.substring(0, Math.min(MOST_CHARACTERS, text.length())))
                        .toList();
        Set<List<Integer>> sequences = new LinkedHashSet<>();
        for (int id = 0; id < vocabSize && !breakers.isEmpty(); id++) {
            String word = textOf.apply(id);
            for (String breaker : breakers) {
                if (word.contains(breaker)) {
                    sequences.add(List.of(id));
                } else {
                    for (int taken = overlap(word, breaker, breaker.length() - 1);
                            taken > 0;
                            taken = overlap(word, breaker, taken - 1)) {
                        sequences.add(sequence(id, encode.apply(breaker.substring(taken))));
                    }
                }
            }
        }
        return List.copyOf(sequences);
    }

    /// The largest number of characters, up to `most`, with which the breaker begins and the word ends.
    private static int overlap(String word, String breaker, int most) {
        int taken = Math.min(most, word.length());
        while (taken > 0 && !word.endsWith(breaker.substring(0, taken))) {
            taken--;
        }
        return taken;
    }

    private static List<Integer> sequence(int head, int[] tail) {
        List<Integer> sequence = new ArrayList<>(List.of(head));
        Arrays.stream(tail).limit(MOST_TAIL_TOKENS).forEach(sequence::add);
        return sequence;
    }
}
