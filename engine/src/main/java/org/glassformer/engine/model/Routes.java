package org.glassformer.engine.model;

/// Which of N tokens goes to which of E experts.
///
/// A token has K places, its experts from the likeliest on. The N K places in the order of experts are
/// the rows that the experts work on, each a band of them.
///
/// @param chosen the expert of every place, (N, K)
/// @param places the place of every row
/// @param tokens the token of every row
/// @param starts the first row of every expert, and the end
@SuppressWarnings("ArrayRecordComponent") // never compared
record Routes(int[] chosen, int[] places, int[] tokens, int[] starts) {

    /// Sends every token to the `k` experts with the largest weights; of equal ones the first.
    ///
    /// @param weights (N, E)
    static Routes of(float[] weights, int experts, int k) {
        int n = weights.length / experts;
        int[] chosen = new int[n * k];
        for (int token = 0; token < n; token++) {
            choose(weights, token * experts, experts, chosen, token * k, k);
        }
        return of(chosen, experts, k);
    }

    private static void choose(
            float[] weights, int from, int experts, int[] chosen, int at, int k) {
        for (int place = 0; place < k; place++) {
            int best = -1;
            for (int expert = 0; expert < experts; expert++) {
                boolean taken = false;
                for (int before = 0; before < place; before++) {
                    taken |= chosen[at + before] == expert;
                }
                if (!taken && (best < 0 || weights[from + expert] > weights[from + best])) {
                    best = expert;
                }
            }
            chosen[at + place] = best;
        }
    }

    private static Routes of(int[] chosen, int experts, int k) {
        int[] starts = new int[experts + 1];
        for (int expert : chosen) {
            starts[expert + 1]++;
        }
        for (int expert = 0; expert < experts; expert++) {
            starts[expert + 1] += starts[expert];
        }
        int[] next = starts.clone();
        int[] places = new int[chosen.length];
        int[] tokens = new int[chosen.length];
        for (int place = 0; place < chosen.length; place++) {
            int row = next[chosen[place]]++;
            places[row] = place;
            tokens[row] = place / k;
        }
        return new Routes(chosen, places, tokens, starts);
    }

    /// The number of rows.
    int rows() {
        return chosen.length;
    }

    /// Where the weight of every place stands in the router's (N, E).
    int[] weights(int experts, int k) {
        int[] indices = new int[chosen.length];
        for (int place = 0; place < indices.length; place++) {
            indices[place] = place / k * experts + chosen[place];
        }
        return indices;
    }
}
