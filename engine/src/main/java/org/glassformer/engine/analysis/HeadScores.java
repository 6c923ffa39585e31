package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How much every head shows each [NamedPattern] on one text.
public final class HeadScores {
    private final int nHead;
    private final Map<NamedPattern, double[]> scores = new EnumMap<>(NamedPattern.class);
    private final Map<NamedPattern, Integer> queries = new EnumMap<>(NamedPattern.class);

    HeadScores(int nLayer, int nHead) {
        this.nHead = nHead;
        for (NamedPattern pattern : NamedPattern.values()) {
            scores.put(pattern, new double[nLayer * nHead]);
            queries.put(pattern, 0);
        }
    }

    /// A head and its score.
    ///
    /// @param head the head
    /// @param score from 0 to 1
    public record HeadScore(HeadId head, double score) {}

    /// A head's score, from 0 to 1; 0 where the text cannot show the pattern.
    public double score(NamedPattern pattern, int layer, int head) {
        return of(pattern)[layer * nHead + head];
    }

    /// How many queries of the text can show the pattern; 0 means that it says nothing about it.
    public int queries(NamedPattern pattern) {
        return queries.getOrDefault(pattern, 0);
    }

    /// The heads with the highest scores, the highest first; empty if the text cannot show the
    /// pattern.
    public List<HeadScore> best(NamedPattern pattern, int count) {
        if (queries(pattern) == 0) {
            return List.of();
        }
        List<HeadScore> all = new ArrayList<>();
        double[] values = of(pattern);
        for (int i = 0; i < values.length; i++) {
            all.add(new HeadScore(new HeadId(i / nHead, i % nHead), values[i]));
        }
        all.sort(Comparator.comparingDouble(HeadScore::score).reversed());
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    private double[] of(NamedPattern pattern) {
        double[] values = scores.get(pattern);
        if (values == null) {
            throw new IllegalArgumentException("no scores of " + pattern);
        }
        return values;
    }

    void set(NamedPattern pattern, int layer, int head, double score) {
        of(pattern)[layer * nHead + head] = Math.clamp(score, 0.0, 1.0);
    }

    void setQueries(NamedPattern pattern, int count) {
        queries.put(pattern, count);
    }
}
