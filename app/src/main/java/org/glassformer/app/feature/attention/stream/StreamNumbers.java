package org.glassformer.app.feature.attention.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.glassformer.app.session.Reading;
import org.jspecify.annotations.Nullable;

/// What there is to know about the stream of one reading; of a long text some positions are not read yet. Immutable.
final class StreamNumbers {

    /// What the position embedding does to a token: the lengths of the token's embedding, of the position's and of both
    /// together, and the cosine between the first and the last.
    record Share(double token, double added, double sum, double cosine) {}

    private final Reading reading;
    private final int target;
    private final List<Point> points;
    private final double[][] norms; // (points, positions)
    private final List<Share> shares; // of each position; empty without position embeddings
    private final int stretch;
    private final @Nullable LensStretch[] stretches;

    /// Numbers of which no position is read.
    ///
    /// @param target the token followed everywhere, or negative for each position's likeliest
    /// @param stretch how many positions are read together
    StreamNumbers(
            Reading reading,
            int target,
            List<Point> points,
            double[][] norms,
            List<Share> shares,
            int stretch) {
        this(
                reading,
                target,
                points,
                norms,
                shares,
                stretch,
                new LensStretch[Math.ceilDiv(norms[0].length, stretch)]);
    }

    private StreamNumbers(
            Reading reading,
            int target,
            List<Point> points,
            double[][] norms,
            List<Share> shares,
            int stretch,
            @Nullable LensStretch[] stretches) {
        this.reading = reading;
        this.target = target;
        this.points = points;
        this.norms = norms;
        this.shares = shares;
        this.stretch = stretch;
        this.stretches = stretches;
    }

    /// The same with more positions read.
    StreamNumbers with(LensStretch more) {
        @Nullable LensStretch[] all = Arrays.copyOf(stretches, stretches.length);
        all[more.first() / stretch] = more;
        return new StreamNumbers(reading, target, points, norms, shares, stretch, all);
    }

    Reading reading() {
        return reading;
    }

    int target() {
        return target;
    }

    /// From the embeddings up.
    List<Point> points() {
        return points;
    }

    /// The points to show, the last on top.
    ///
    /// @param detailed whether those after attention are shown as well as those after each block
    List<Integer> shown(boolean detailed) {
        int last = points.size() - 1;
        return IntStream.rangeClosed(0, last)
                .map(i -> last - i)
                .filter(p -> detailed || points.get(p).kind() != Point.Kind.ATTENTION)
                .boxed()
                .toList();
    }

    int positions() {
        return norms[0].length;
    }

    /// How many positions are read.
    int read() {
        return Arrays.stream(stretches)
                .filter(Objects::nonNull)
                .mapToInt(LensStretch::positions)
                .sum();
    }

    boolean isComplete() {
        return Arrays.stream(stretches).noneMatch(Objects::isNull);
    }

    /// What the lens sees at a position and its neighbours; empty if it is not read yet.
    Optional<LensStretch> at(int position) {
        return Optional.ofNullable(stretches[position / stretch]);
    }

    double norm(int point, int position) {
        return norms[point][position];
    }

    /// The mean length over all positions.
    double meanNorm(int point) {
        return Arrays.stream(norms[point]).average().orElse(Double.NaN);
    }

    /// What the position embedding does; empty in a model without one.
    Optional<Share> share(int position) {
        return shares.isEmpty() ? Optional.empty() : Optional.of(shares.get(position));
    }

    /// The unread stretch nearest to a position, or -1 if all are read.
    int nextStretch(int position) {
        int wanted = Math.clamp(position / stretch, 0, stretches.length - 1);
        for (int away = 0; away < stretches.length; away++) {
            if (wanted - away >= 0 && stretches[wanted - away] == null) {
                return wanted - away;
            }
            if (wanted + away < stretches.length && stretches[wanted + away] == null) {
                return wanted + away;
            }
        }
        return -1;
    }

    /// The first position of a stretch.
    int firstOf(int index) {
        return index * stretch;
    }

    /// How many positions a stretch has.
    int lengthOf(int index) {
        return Math.min(stretch, positions() - index * stretch);
    }
}
