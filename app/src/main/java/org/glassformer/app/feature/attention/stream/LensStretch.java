package org.glassformer.app.feature.attention.stream;

/// What the lens sees at some positions in a row. Immutable as long as nobody writes into the arrays.
///
/// @param first the first position
/// @param positions how many
/// @param top how many tokens each cell has
/// @param ids (points, positions, top), the likeliest first
/// @param probabilities (points, positions, top)
/// @param followed (positions), the followed token of each position
/// @param ranks (points, positions), of the followed token, 1 for the likeliest
/// @param chosen (points, positions), probability of the followed token
/// @param divergences (points, positions), KL(last || cell) in bits
@SuppressWarnings("ArrayRecordComponent") // never compared
record LensStretch(
        int first,
        int positions,
        int top,
        int[] ids,
        float[] probabilities,
        int[] followed,
        int[] ranks,
        float[] chosen,
        float[] divergences) {

    int id(int point, int position, int n) {
        return ids[cell(point, position) * top + n];
    }

    float probability(int point, int position, int n) {
        return probabilities[cell(point, position) * top + n];
    }

    int followed(int position) {
        return followed[position - first];
    }

    int rank(int point, int position) {
        return ranks[cell(point, position)];
    }

    float chosen(int point, int position) {
        return chosen[cell(point, position)];
    }

    float divergence(int point, int position) {
        return divergences[cell(point, position)];
    }

    private int cell(int point, int position) {
        return point * positions + position - first;
    }
}
