package org.glassformer.app.feature.attention.stream;

import java.util.List;

/// A point of the stream at one position, as a row of a list.
///
/// @param point what it is called
/// @param token the likeliest there; empty if the position is not read yet
/// @param probability of that token
/// @param rank of the followed token, 0 if not read yet
/// @param chosen its probability
/// @param divergence from the model's own distribution, in bits
/// @param norm length of the stream
record PointRow(
        String point,
        String token,
        double probability,
        int rank,
        double chosen,
        double divergence,
        double norm) {

    /// The rows of some points.
    static List<PointRow> of(
            StreamNumbers numbers, List<Integer> points, int position, boolean detailed) {
        return points.stream().map(p -> of(numbers, p, position, detailed)).toList();
    }

    private static PointRow of(StreamNumbers numbers, int point, int position, boolean detailed) {
        String name = numbers.points().get(point).label(detailed);
        double norm = numbers.norm(point, position);
        return numbers.at(position)
                .map(seen ->
                        new PointRow(
                                name,
                                StreamWords.label(
                                        numbers.reading()
                                                .vocabulary()
                                                .token(seen.id(point, position, 0))),
                                seen.probability(point, position, 0),
                                seen.rank(point, position),
                                seen.chosen(point, position),
                                seen.divergence(point, position),
                                norm))
                .orElse(new PointRow(name, "", Double.NaN, 0, Double.NaN, Double.NaN, norm));
    }
}
