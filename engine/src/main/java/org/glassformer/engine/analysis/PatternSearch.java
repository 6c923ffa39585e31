package org.glassformer.engine.analysis;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/// Measures every head of a text for every [NamedPattern].
public final class PatternSearch {
    /// Below this mean square a row is even but for rounding.
    private static final double EVEN = 1e-10;

    private final AttentionTrace trace;
    private final int length;
    private final boolean[] induction; // (T, T), whether the weight counts
    private final boolean[] duplicate; // (T, T)
    private final boolean[] sameWord; // (T, T)
    private final float[] pattern; // (T, T), of the head at hand

    private PatternSearch(AttentionTrace trace, int[] ids, List<String> texts) {
        this.trace = trace;
        this.length = trace.length();
        int square = Math.multiplyExact(length, length);
        this.induction = new boolean[square];
        this.duplicate = new boolean[square];
        this.sameWord = new boolean[square];
        this.pattern = new float[square];
        List<String> words = texts.stream().map(PatternSearch::word).toList();
        for (int i = 1; i < length; i++) {
            for (int j = 0; j < i; j++) {
                int cell = i * length + j;
                duplicate[cell] = ids[j] == ids[i];
                induction[cell] = j >= 1 && ids[j - 1] == ids[i];
                sameWord[cell] = !words.get(i).isEmpty() && words.get(i).equals(words.get(j));
            }
        }
    }

    /// Measures all heads; at 1,024 tokens a head takes about 15 ms.
    ///
    /// @param trace the text's attention
    /// @param ids its T tokens
    /// @param texts the text of each token
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    public static HeadScores measure(
            AttentionTrace trace, int[] ids, List<String> texts, DoubleConsumer progress) {
        int length = trace.length();
        if (ids.length != length || texts.size() != length) {
            throw new IllegalArgumentException(
                    ids.length + " tokens for an attention of " + length + " positions");
        }
        PatternSearch search = new PatternSearch(trace, ids, texts);
        HeadScores scores = new HeadScores(trace.nLayer(), trace.nHead());
        search.countQueries(scores);
        int heads = trace.nLayer() * trace.nHead();
        for (int i = 0; i < heads; i++) {
            search.measure(scores, i / trace.nHead(), i % trace.nHead());
            progress.accept((i + 1.0) / heads);
        }
        return scores;
    }

    /// The text without surrounding space and case; empty if it has no letter or digit.
    private static String word(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.codePoints().anyMatch(Character::isLetterOrDigit) ? word : "";
    }

    private void countQueries(HeadScores scores) {
        int later = Math.max(0, length - 1);
        scores.setQueries(NamedPattern.PREVIOUS_TOKEN, later);
        scores.setQueries(NamedPattern.FIRST_TOKEN, later);
        scores.setQueries(NamedPattern.BROAD, later);
        scores.setQueries(NamedPattern.POSITION, length < 3 ? 0 : later);
        scores.setQueries(NamedPattern.INDUCTION, queries(induction));
        scores.setQueries(NamedPattern.DUPLICATE_TOKEN, queries(duplicate));
        scores.setQueries(NamedPattern.SAME_WORD, queries(sameWord));
    }

    private int queries(boolean[] counts) {
        int queries = 0;
        for (int i = 0; i < length; i++) {
            queries += any(counts, i) ? 1 : 0;
        }
        return queries;
    }

    private boolean any(boolean[] counts, int query) {
        for (int j = 0; j < query; j++) {
            if (counts[query * length + j]) {
                return true;
            }
        }
        return false;
    }

    private void measure(HeadScores scores, int layer, int head) {
        trace.rows(
                layer,
                head,
                (query, row) -> System.arraycopy(row, 0, pattern, query * length, query + 1));
        double previous = 0;
        double first = 0;
        double broad = 0;
        for (int i = 1; i < length; i++) {
            previous += pattern[i * length + i - 1];
            first += pattern[i * length];
            broad += evenness(i, trace.firstKey(layer, i));
        }
        int later = Math.max(1, length - 1);
        scores.set(NamedPattern.PREVIOUS_TOKEN, layer, head, previous / later);
        scores.set(NamedPattern.FIRST_TOKEN, layer, head, first / later);
        scores.set(NamedPattern.BROAD, layer, head, broad / later);
        scores.set(NamedPattern.POSITION, layer, head, byDistance(layer));
        marked(scores, NamedPattern.INDUCTION, layer, head, induction);
        marked(scores, NamedPattern.DUPLICATE_TOKEN, layer, head, duplicate);
        marked(scores, NamedPattern.SAME_WORD, layer, head, sameWord);
    }

    private void marked(
            HeadScores scores, NamedPattern name, int layer, int head, boolean[] counts) {
        double sum = 0;
        for (int i = 1; i < length; i++) {
            for (int cell = i * length; cell < i * length + i; cell++) {
                sum += counts[cell] ? pattern[cell] : 0;
            }
        }
        scores.set(name, layer, head, sum / Math.max(1, scores.queries(name)));
    }

    /// The entropy of a row over its largest; 0 if it sees one key only.
    private double evenness(int query, int firstKey) {
        int keys = query + 1 - firstKey;
        double entropy = 0;
        for (int j = firstKey; j <= query; j++) {
            double weight = pattern[query * length + j];
            entropy -= weight > 0 ? weight * Math.log(weight) : 0;
        }
        return keys < 2 ? 0 : entropy / Math.log(keys);
    }

    /// What part of the pattern the distance explains; see [NamedPattern#POSITION].
    private double byDistance(int layer) {
        double[] sums = new double[length]; // by distance
        int[] counts = new int[length];
        for (int i = 1; i < length; i++) {
            for (int j = trace.firstKey(layer, i); j <= i; j++) {
                sums[i - j] += pattern[i * length + j];
                counts[i - j]++;
            }
        }
        double unexplained = 0;
        double all = 0;
        for (int i = 1; i < length; i++) {
            int first = trace.firstKey(layer, i);
            double even = 1.0 / (i + 1 - first);
            for (int j = first; j <= i; j++) {
                int others = counts[i - j] - 1;
                if (others > 0) {
                    double weight = pattern[i * length + j];
                    double expected = (sums[i - j] - weight) / others;
                    unexplained += (weight - expected) * (weight - expected);
                    all += (weight - even) * (weight - even);
                }
            }
        }
        return all < EVEN * length ? 0 : 1 - unexplained / all;
    }
}
