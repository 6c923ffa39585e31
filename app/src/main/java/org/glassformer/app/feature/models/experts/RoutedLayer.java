package org.glassformer.app.feature.models.experts;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which experts of one layer took which tokens. Immutable as long as nobody writes into the arrays.
///
/// @param layer from 0
/// @param experts how many the layer has, E
/// @param chosen how many a token goes to, K
/// @param normalised whether the weights of the chosen are made to sum to 1
/// @param probabilities of the router, (T, E)
/// @param indices the chosen experts, the likeliest first, (T, K)
/// @param gates how much of the shared expert is added, 0 to 1, (T); empty where there is none, or it is not known
/// @param shared whether there is an expert that every token goes to
@SuppressWarnings("ArrayRecordComponent") // never compared
record RoutedLayer(
        int layer,
        int experts,
        int chosen,
        boolean normalised,
        float[] probabilities,
        int[] indices,
        float[] gates,
        boolean shared) {

    private static final double LOG_2 = Math.log(2);

    /// How many tokens were read.
    int tokens() {
        return indices.length / chosen;
    }

    /// The router's probability of an expert.
    double probability(int token, int expert) {
        return probabilities[token * experts + expert];
    }

    /// The expert at one of a token's places, the likeliest at 0.
    int expert(int token, int place) {
        return indices[token * chosen + place];
    }

    /// Whether a token went to an expert.
    boolean isChosen(int token, int expert) {
        return IntStream.range(0, chosen).anyMatch(place -> expert(token, place) == expert);
    }

    /// What the output of the expert at a token's place is multiplied by.
    double weight(int token, int place) {
        double own = probability(token, expert(token, place));
        return normalised ? own / chosenMass(token) : own;
    }

    /// The router's probability of the chosen experts together.
    double chosenMass(int token) {
        double sum = 0;
        for (int place = 0; place < chosen; place++) {
            sum += probability(token, expert(token, place));
        }
        return sum;
    }

    /// All experts, the likeliest for a token first.
    List<Integer> ranked(int token) {
        return IntStream.range(0, experts)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer expert) -> -probability(token, expert)))
                .toList();
    }

    /// How far the router is from certain for a token, in bits: 0 to log2 E.
    double routerEntropy(int token) {
        double sum = 0;
        for (int expert = 0; expert < experts; expert++) {
            sum -= term(probability(token, expert));
        }
        return sum / LOG_2;
    }

    private static double term(double p) {
        return p > 0 ? p * Math.log(p) : 0;
    }

    /// How many tokens each expert took, (E).
    int[] load() {
        int[] taken = new int[experts];
        for (int expert : indices) {
            taken[expert]++;
        }
        return taken;
    }

    /// How evenly the experts were used, in bits: the entropy of their shares of all places, 0 to log2 E.
    double loadEntropy() {
        double sum = 0;
        for (int taken : load()) {
            sum -= term((double) taken / indices.length);
        }
        return sum / LOG_2;
    }

    /// [#loadEntropy] over the largest that there can be for so many tokens: 1 where all are used alike.
    double balance() {
        double most = Math.log(Math.min(experts, indices.length)) / LOG_2;
        return most == 0 ? 1 : loadEntropy() / most;
    }

    /// How many experts took no token.
    int idle() {
        return (int) IntStream.of(load()).filter(taken -> taken == 0).count();
    }

    /// The expert that took most tokens, the first of equal ones.
    int busiest() {
        int[] load = load();
        int best = 0;
        for (int expert = 1; expert < experts; expert++) {
            best = load[expert] > load[best] ? expert : best;
        }
        return best;
    }
}
