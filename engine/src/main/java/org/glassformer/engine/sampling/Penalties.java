package org.glassformer.engine.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/// The new values that penalties, biases and DRY give to single tokens of a [Pool].
final class Penalties {
    private Penalties() {}

    /// z > 0 ? z / r : z * r
    static Map<Integer, Double> repetition(
            Pool pool, Penalty.Repetition stage, SamplingContext context) {
        return each(
                pool,
                counts(context, stage.lastN()),
                (z, count) -> z > 0 ? z / stage.r() : z * stage.r());
    }

    /// z - count * f
    static Map<Integer, Double> frequency(
            Pool pool, Penalty.Frequency stage, SamplingContext context) {
        return each(pool, counts(context, stage.lastN()), (z, count) -> z - count * stage.f());
    }

    /// z - q
    static Map<Integer, Double> presence(
            Pool pool, Penalty.Presence stage, SamplingContext context) {
        return each(pool, counts(context, stage.lastN()), (z, count) -> z - stage.q());
    }

    /// z + b
    static Map<Integer, Double> bias(Pool pool, Stage.LogitBias stage) {
        for (int id : stage.biases().keySet()) {
            if (id >= pool.size()) {
                throw new IllegalArgumentException(
                        "there is a bias for token " + id + " among " + pool.size());
            }
        }
        return each(pool, stage.biases(), Double::sum);
    }

    /// z - multiplier * base^(length - allowed), with llama.cpp's limit on the exponent.
    static Map<Integer, Double> dry(Pool pool, Penalty.Dry stage, SamplingContext context) {
        Map<Integer, Double> penalties = new LinkedHashMap<>();
        int limit = largestExponent(stage.base());
        new Repeats(context, stage)
                .lengths()
                .forEach((id, length) -> {
                    int exponent = length - stage.allowedLength();
                    penalties.put(
                            id,
                            stage.multiplier()
                                    * Math.pow(
                                            stage.base(),
                                            limit > 0 ? Math.min(limit, exponent) : exponent));
                });
        return each(pool, penalties, (z, penalty) -> z - penalty);
    }

    /// The exponent up to which the power is a finite float: ln of the largest float by ln of the base.
    private static int largestExponent(double base) {
        return base > 1.000001 ? (int) (88.7228391 / Math.log(base)) : 0;
    }

    private static Map<Integer, Double> counts(SamplingContext context, int lastN) {
        Map<Integer, Double> counts = new LinkedHashMap<>();
        for (int i = context.from(lastN); i < context.size(); i++) {
            counts.merge(context.token(i), 1.0, Double::sum);
        }
        return counts;
    }

    /// The new values by rank, of those of the tokens that are there and change.
    private static Map<Integer, Double> each(
            Pool pool, Map<Integer, Double> byId, DoubleBinaryOperator change) {
        Map<Integer, Double> values = new LinkedHashMap<>();
        byId.forEach((id, argument) -> {
            if (id < 0 || id >= pool.size()) {
                return; // a text may hold tokens that the model cannot give
            }
            int rank = pool.rankOf(id);
            if (pool.isLive(rank)) {
                double z = pool.valueOf(rank);
                double changed = change.applyAsDouble(z, argument);
                if (changed != z) {
                    values.put(rank, changed);
                }
            }
        });
        return values;
    }
}
