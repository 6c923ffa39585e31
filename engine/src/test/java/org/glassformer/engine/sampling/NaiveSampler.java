package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The definitions of the stages written down as slowly and plainly as possible.
final class NaiveSampler {
    private NaiveSampler() {}

    /// The tokens that are left with their probabilities.
    static Map<Integer, Double> apply(SamplerChain chain, float[] logits) {
        return apply(chain, logits, List.of(), SamplingContext.NONE);
    }

    /// The same after some tokens; only chance is taken from the context.
    static Map<Integer, Double> apply(
            SamplerChain chain, float[] logits, List<Integer> before, SamplingContext context) {
        Map<Integer, Double> z = new HashMap<>();
        for (int id = 0; id < logits.length; id++) {
            if (logits[id] != Float.NEGATIVE_INFINITY) {
                z.put(id, (double) logits[id]);
            }
        }
        int chances = 0;
        for (Stage stage : chain.stages()) {
            double chance = stage instanceof Cut.Xtc ? context.xtc(++chances) : Double.NaN;
            z = apply(stage, z, before, chance);
        }
        return softmax(z);
    }

    private static Map<Integer, Double> apply(
            Stage stage, Map<Integer, Double> z, List<Integer> before, double chance) {
        Map<Integer, Double> p = softmax(z);
        List<Integer> order = new ArrayList<>(z.keySet());
        order.sort(
                Comparator.comparingDouble((Integer id) -> -at(z, id))
                        .thenComparing(Comparator.naturalOrder()));
        return switch (stage) {
            case Stage.Temperature(double t) ->
                    t == 0 ? only(z, order.subList(0, 1)) : changed(z, id -> at(z, id) / t);
            case Cut.TopK(int k, Cut.TieRule ties) -> topK(z, order, k, ties);
            case Cut.TopP(double mass) -> {
                List<Integer> left = new ArrayList<>();
                double sum = 0;
                for (int id : order) {
                    if (!left.isEmpty() && mass < 1 && sum >= mass) {
                        break;
                    }
                    left.add(id);
                    sum += at(p, id);
                }
                yield only(z, left);
            }
            case Cut.MinP(double least) -> {
                double max = at(p, order.getFirst());
                yield only(z, order.stream().filter(id -> at(p, id) >= least * max).toList());
            }
            case Cut.Typical(double mass, Cut.TieRule ties) -> typical(z, p, order, mass, ties);
            case Cut.TopNSigma(double n) -> {
                double max = at(z, order.getFirst());
                double sigma = sigma(z);
                yield only(
                        z,
                        order.stream()
                                .filter(id -> n < 0 || at(z, id) >= max - n * sigma)
                                .toList());
            }
            case Penalty.Repetition(double r, int lastN) ->
                    changed(
                            z,
                            id -> {
                                double v = at(z, id);
                                return last(before, lastN).contains(id) ? v > 0 ? v / r : v * r : v;
                            });
            case Penalty.Frequency(double f, int lastN) ->
                    changed(
                            z,
                            id -> at(z, id) - f * Collections.frequency(last(before, lastN), id));
            case Penalty.Presence(double q, int lastN) ->
                    changed(z, id -> at(z, id) - (last(before, lastN).contains(id) ? q : 0));
            case Stage.LogitBias(Map<Integer, Double> biases) -> {
                Map<Integer, Double> next =
                        changed(z, id -> at(z, id) + biases.getOrDefault(id, 0.0));
                next.values().removeIf(v -> v == Double.NEGATIVE_INFINITY);
                yield next;
            }
            case Cut.Xtc(double probability, double threshold, int minKeep) -> {
                List<Integer> above = order.stream().filter(id -> at(p, id) >= threshold).toList();
                boolean acts =
                        probability > 0
                                && threshold <= 0.5
                                && chance <= probability
                                && above.size() > 1
                                && order.size() - above.size() + 1 >= minKeep;
                yield only(z, order.subList(acts ? above.size() - 1 : 0, order.size()));
            }
            case Penalty.Dry dry -> changed(z, id -> at(z, id) - dryPenalty(dry, before, id));
            case Stage.Grammar() -> z;
        };
    }

    private static Map<Integer, Double> topK(
            Map<Integer, Double> z, List<Integer> order, int k, Cut.TieRule ties) {
        int count = k == 0 ? order.size() : Math.min(k, order.size());
        double threshold = at(z, order.get(count - 1));
        List<Integer> left = new ArrayList<>(order.subList(0, count));
        if (ties == Cut.TieRule.KEEP) {
            for (int id : order.subList(count, order.size())) {
                if (at(z, id) == threshold) {
                    left.add(id);
                }
            }
        }
        return only(z, left);
    }

    private static Map<Integer, Double> typical(
            Map<Integer, Double> z,
            Map<Integer, Double> p,
            List<Integer> order,
            double mass,
            Cut.TieRule ties) {
        if (mass >= 1) {
            return z;
        }
        double entropy =
                p.values().stream().filter(v -> v > 0).mapToDouble(v -> -v * Math.log(v)).sum();
        Map<Integer, Double> distance = new HashMap<>();
        order.forEach(id -> distance.put(id, Math.abs(-Math.log(at(p, id)) - entropy)));
        List<Integer> nearest = new ArrayList<>(order);
        nearest.sort(Comparator.comparingDouble((Integer id) -> at(distance, id)));
        List<Integer> left = new ArrayList<>();
        double sum = 0;
        for (int id : nearest) {
            boolean done = ties == Cut.TieRule.KEEP ? sum >= mass : sum > mass;
            if (!left.isEmpty()
                    && done
                    && (ties == Cut.TieRule.CUT_BY_ORDER
                            || at(distance, id) > at(distance, left.getLast()))) {
                break;
            }
            left.add(id);
            sum += at(p, id);
        }
        return only(z, left);
    }

    /// multiplier * base^(n - allowed), where n is the longest run of the last tokens that occurred
    /// before this token, as far as no breaker is in it.
    static double dryPenalty(Penalty.Dry dry, List<Integer> before, int token) {
        List<Integer> text = last(before, dry.lastN());
        if (dry.multiplier() == 0
                || dry.base() < 1
                || dry.lastN() == 0
                || text.size() <= dry.allowedLength()
                || dry.breakers().contains(List.of(token))) {
            return 0;
        }
        int limit = afterLastBreaker(dry.breakers(), text);
        int longest = -1;
        for (int at = 1; at < text.size(); at++) {
            if (text.get(at) == token) {
                int n = 0;
                while (n < limit
                        && n < at
                        && text.get(at - 1 - n).equals(text.get(text.size() - 1 - n))) {
                    n++;
                }
                longest = Math.max(longest, n);
            }
        }
        return longest < dry.allowedLength() || limit < dry.allowedLength()
                ? 0
                : dry.multiplier() * Math.pow(dry.base(), longest - dry.allowedLength());
    }

    private static int afterLastBreaker(List<List<Integer>> breakers, List<Integer> text) {
        for (int head = text.size() - 1; head >= 0; head--) {
            int longest = 0;
            for (List<Integer> breaker : breakers) {
                int end = head + breaker.size();
                if (end <= text.size() && text.subList(head, end).equals(breaker)) {
                    longest = Math.max(longest, breaker.size());
                }
            }
            if (longest > 0) {
                return text.size() - head - longest;
            }
        }
        return text.size();
    }

    private static double sigma(Map<Integer, Double> z) {
        double mean = z.values().stream().mapToDouble(v -> v).average().orElseThrow();
        return Math.sqrt(
                z.values().stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / z.size());
    }

    private static List<Integer> last(List<Integer> tokens, int n) {
        return n < 0 ? tokens : tokens.subList(Math.max(0, tokens.size() - n), tokens.size());
    }

    private static Map<Integer, Double> only(Map<Integer, Double> z, List<Integer> ids) {
        Map<Integer, Double> next = new HashMap<>();
        ids.forEach(id -> next.put(id, at(z, id)));
        return next;
    }

    private static Map<Integer, Double> changed(
            Map<Integer, Double> z, ToDoubleFunction<Integer> change) {
        Map<Integer, Double> next = new HashMap<>();
        z.keySet().forEach(id -> next.put(id, change.applyAsDouble(id)));
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
