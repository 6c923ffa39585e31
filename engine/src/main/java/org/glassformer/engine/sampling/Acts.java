package org.glassformer.engine.sampling;

import java.util.BitSet;
import java.util.Map;

/// Lets stages act on a [Pool], one after the other.
final class Acts {
    private final Pool pool;
    private final SamplingContext context;
    private int chances;

    Acts(Pool pool, SamplingContext context) {
        this.pool = pool;
        this.context = context;
    }

    Pool pool() {
        return pool;
    }

    /// Lets stage number `index` act.
    ///
    /// @throws IllegalArgumentException if it leaves no token
    StageTrace apply(Stage stage, int index) {
        int before = pool.kept();
        int changed = 0;
        double chance = Double.NaN;
        double removedMass = 0;
        byte by = (byte) index;
        switch (stage) {
            case Stage.Temperature(double t) -> {
                if (t == 0) {
                    removedMass = pool.keepFirst(1, by);
                } else if (t != 1) {
                    pool.divide(t);
                    changed = before;
                }
            }
            case Cut.TopK(int k, Cut.TieRule ties) ->
                    removedMass = pool.keepFirst(Cuts.topK(pool, k, ties), by);
            case Cut.TopP(double p) -> removedMass = pool.keepFirst(Cuts.topP(pool, p), by);
            case Cut.MinP(double p) -> removedMass = pool.keepFirst(Cuts.minP(pool, p), by);
            case Cut.TopNSigma(double n) ->
                    removedMass = pool.keepFirst(Cuts.topNSigma(pool, n), by);
            case Cut.Typical(double mass, Cut.TieRule ties) -> {
                if (mass < 1) {
                    removedMass = pool.keep(Cuts.typical(pool, mass, ties), by);
                }
            }
            case Cut.Xtc xtc -> {
                chance = context.xtc(++chances);
                BitSet staying = new BitSet(before);
                staying.set(Cuts.xtc(pool, xtc, chance), before);
                removedMass = pool.keep(staying, by);
            }
            case Stage.Grammar() -> {
                if (context.isConstrained()) {
                    removedMass = pool.keep(allowed(), by);
                }
            }
            case Penalty.Repetition penalty -> {
                if (!stage.isNeutral()) {
                    changed = change(Penalties.repetition(pool, penalty, context), by).kept();
                }
            }
            case Penalty.Frequency penalty -> {
                if (!stage.isNeutral()) {
                    changed = change(Penalties.frequency(pool, penalty, context), by).kept();
                }
            }
            case Penalty.Presence penalty -> {
                if (!stage.isNeutral()) {
                    changed = change(Penalties.presence(pool, penalty, context), by).kept();
                }
            }
            case Penalty.Dry dry -> {
                if (!stage.isNeutral()) {
                    changed = change(Penalties.dry(pool, dry, context), by).kept();
                }
            }
            case Stage.LogitBias bias -> {
                Change done = change(Penalties.bias(pool, bias), by);
                changed = done.kept();
                removedMass = done.removedMass();
            }
        }
        return new StageTrace(
                stage.name(),
                pool.kept(),
                before - pool.kept(),
                changed,
                removedMass,
                pool.entropyBits(),
                chance);
    }

    /// What became of tokens that got new values.
    private record Change(int kept, double removedMass) {}

    private Change change(Map<Integer, Double> values, byte by) {
        if (values.isEmpty()) {
            return new Change(0, 0);
        }
        int before = pool.kept();
        int[] ranks = values.keySet().stream().mapToInt(rank -> rank).toArray();
        double[] changed = values.values().stream().mapToDouble(value -> value).toArray();
        double removedMass = pool.change(ranks, changed, by);
        return new Change(ranks.length - (before - pool.kept()), removedMass);
    }

    private BitSet allowed() {
        BitSet staying = new BitSet(pool.kept());
        for (int place = 0; place < pool.kept(); place++) {
            if (context.allows(pool.id(place))) {
                staying.set(place);
            }
        }
        if (staying.isEmpty()) {
            throw new IllegalArgumentException("the grammar allows none of the tokens left");
        }
        return staying;
    }
}
