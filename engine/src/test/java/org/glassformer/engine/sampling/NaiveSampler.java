package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The definitions of the stages written down as slowly and plainly as possible.
final class NaiveSampler {
    private NaiveSampler() {}

    /// The tokens that are left with their probabilities.
    static Map<Integer, Double> apply(SamplerChain chain, float[] logits) {
        Map<Integer, Double> z = new HashMap<>();
        for (int id = 0; id < logits.length; id++) {
            if (logits[id] != Float.NEGATIVE_INFINITY) {
                z.put(id, (double) logits[id]);
            }
        }
        for (Stage stage : chain.stages()) {
            z = apply(stage, z);
        }
        return softmax(z);
    }

    private static Map<Integer, Double> apply(Stage stage, Map<Integer, Double> z) {
        Map<Integer, Double> p = softmax(z);
        List<Integer> order = new ArrayList<>(z.keySet());
        order.sort(
                Comparator.comparingDouble((Integer id) -> -at(z, id))
                        .thenComparing(Comparator.naturalOrder()));
        List<Integer> left = new ArrayList<>();
        Map<Integer, Double> next = new HashMap<>();
        switch (stage) {
            case Stage.Temperature(double t) -> {
                if (t == 0) {
                    next.put(order.getFirst(), at(z, order.getFirst()));
                } else {
                    z.forEach((id, value) -> next.put(id, value / t));
                }
                return next;
            }
            case Stage.TopK(int k, Stage.TieRule ties) -> {
                int count = k == 0 ? order.size() : Math.min(k, order.size());
                double threshold = at(z, order.get(count - 1));
                for (int i = 0; i < order.size(); i++) {
                    boolean tie = ties == Stage.TieRule.KEEP && at(z, order.get(i)) == threshold;
                    if (i < count || tie) {
                        left.add(order.get(i));
                    }
                }
            }
            case Stage.TopP(double mass) -> {
                double sum = 0;
                for (int id : order) {
                    if (!left.isEmpty() && mass < 1 && sum >= mass) {
                        break;
                    }
                    left.add(id);
                    sum += at(p, id);
                }
            }
            case Stage.MinP(double least) -> {
                double max = at(p, order.getFirst());
                for (int id : order) {
                    if (at(p, id) >= least * max) {
                        left.add(id);
                    }
                }
            }
        }
        left.forEach(id -> next.put(id, at(z, id)));
        return next;
    }

    private static double at(Map<Integer, Double> values, int id) {
        return values.getOrDefault(id, Double.NaN);
    }

    static Map<Integer, Double> softmax(Map<Integer, Double> z) {
        double max = z.values().stream().mapToDouble(v -> v).max().orElseThrow();
        double sum = z.values().stream().mapToDouble(v -> Math.exp(v - max)).sum();
        Map<Integer, Double> p = new HashMap<>();
        z.forEach((id, value) -> p.put(id, Math.exp(value - max) / sum));
        return p;
    }

    static double entropyBits(Map<Integer, Double> p) {
        return p.values().stream()
                .filter(v -> v > 0)
                .mapToDouble(v -> -v * Math.log(v) / Math.log(2))
                .sum();
    }
}
