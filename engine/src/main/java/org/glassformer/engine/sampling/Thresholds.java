package org.glassformer.engine.sampling;

import java.util.OptionalDouble;

/// The values at which a cut begins to keep a place, in closed form: the same arithmetic as in [Cuts],
/// so that they are exact.
final class Thresholds {
    private Thresholds() {}

    /// The strictest value with which the stage keeps a place of the tokens that enter it, if there is a
    /// formula.
    static OptionalDouble keeping(Stage stage, Pool pool, int place) {
        return switch (stage) {
            case Cut.TopK(int k, Cut.TieRule ties) ->
                    OptionalDouble.of(
                            1 + (ties == Cut.TieRule.KEEP ? firstOfEquals(pool, place) : place));
            case Cut.TopP s ->
                    OptionalDouble.of(place == 0 ? 0 : Math.min(1, Math.nextUp(sum(pool, place))));
            case Cut.MinP s -> OptionalDouble.of(Cuts.ratio(pool, place));
            case Cut.Typical(double mass, Cut.TieRule ties) ->
                    ties == Cut.TieRule.CUT_BY_ORDER
                            ? OptionalDouble.of(Math.min(1, sumBefore(pool, place)))
                            : OptionalDouble.empty();
            case Cut.Xtc s ->
                    place + 1 < pool.kept()
                            ? OptionalDouble.of(Math.nextUp(pool.weight(place + 1) / pool.total()))
                            : OptionalDouble.empty();
            case Stage.Temperature s -> OptionalDouble.empty();
            case Cut.TopNSigma s -> OptionalDouble.empty();
            case Penalty s -> OptionalDouble.empty();
            case Stage.LogitBias s -> OptionalDouble.empty();
            case Stage.Grammar s -> OptionalDouble.empty();
        };
    }

    private static int firstOfEquals(Pool pool, int place) {
        int first = place;
        while (first > 0 && pool.areTies(first - 1, place)) {
            first--;
        }
        return first;
    }

    /// The sum of the probabilities of the first places, as top-p adds them.
    private static double sum(Pool pool, int count) {
        double sum = 0;
        for (int place = 0; place < count; place++) {
            sum += pool.weight(place) / pool.total();
        }
        return sum;
    }

    /// The sum of the probabilities of the more typical places, as typical adds them.
    private static double sumBefore(Pool pool, int place) {
        TypicalOrder order = new TypicalOrder(pool);
        double sum = 0;
        for (int next = order.next(); next != place; next = order.next()) {
            sum += pool.weight(next) / pool.total();
        }
        return sum;
    }
}
