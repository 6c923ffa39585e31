package org.glassformer.engine.analysis;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;

/// Activation patching at every layer and position, one at a time (Meng et al. 2022): where does what another prompt
/// says differently matter for a token?
///
/// Each cell is a run of the model with one residual replaced by that of the other prompt, beside the interventions in
/// force. A patch changes nothing before its position, so the runs go on from the cached keys and values before it; with
/// a head replaced by its mean, which looks at all positions, each run reads the whole text.
public final class PatchSweep {
    /// No token.
    public static final int NONE = -1;

    private final Transformer model;

    /// Sweeps with a model, which stays the caller's; it belongs to the thread that uses the model.
    public PatchSweep(Transformer model) {
        this.model = model;
    }

    /// What is swept.
    ///
    /// @param ids the text whose residuals are replaced
    /// @param interventions in force all along
    /// @param otherIds the text that the residuals come from
    /// @param place where in each block
    /// @param shift position p gets the residual of the other text's position p - shift
    /// @param first the first position that is patched; those before are left out
    /// @param target the token whose logit is told
    /// @param against the token whose logit is taken from it, or [#NONE]
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Plan(
            int[] ids,
            Interventions interventions,
            int[] otherIds,
            ResidualPlace place,
            int shift,
            int first,
            int target,
            int against) {
        /// A plan that tells the target's logit alone.
        public Plan(
                int[] ids,
                Interventions interventions,
                int[] otherIds,
                ResidualPlace place,
                int shift,
                int first,
                int target) {
            this(ids, interventions, otherIds, place, shift, first, target, NONE);
        }

        /// Checks the first position.
        public Plan {
            if (first < 0 || first >= ids.length) {
                throw new IllegalArgumentException(
                        "position " + first + " is not in a text of " + ids.length);
            }
        }

        /// Whether the other text has something for a position.
        public boolean covers(int position) {
            return position >= first
                    && position < ids.length
                    && position - shift >= 0
                    && position - shift < otherIds.length;
        }
    }

    /// Runs the model for every cell.
    ///
    /// @param progress is told the part that is done, 0 to 1, between runs, and may throw to give up
    /// @throws IllegalArgumentException if the target is not in the vocabulary
    public PatchGrid run(Plan plan, DoubleConsumer progress) {
        ModelConfig config = model.config();
        check(plan.target(), config);
        if (plan.against() != NONE) {
            check(plan.against(), config);
        }
        ActivationCache other = other(plan);
        int n = plan.ids().length;
        Interventions held = plan.interventions().withMeansOver(n);
        boolean means = !held.means().isEmpty();
        PatchGrid grid = new PatchGrid(plan, config.nLayer());
        try (KvCache cache = model.newCache(n)) {
            grid.base(model.lastLogits(plan.ids(), cache, changing(held)));
            int steps = n - plan.first();
            for (int position = n - 1; position >= plan.first(); position--) {
                int from = means ? 0 : position;
                int[] rest = Arrays.copyOfRange(plan.ids(), from, n);
                for (int layer = 0; layer < config.nLayer() && plan.covers(position); layer++) {
                    Intervention patch =
                            Intervention.PatchResidual.from(
                                    other, position - plan.shift(), layer, plan.place(), position);
                    cache.truncate(from);
                    grid.set(
                            layer,
                            position,
                            model.lastLogits(rest, cache, changing(held.with(patch))));
                    double done = (n - 1 - position) + (layer + 1.0) / config.nLayer();
                    progress.accept(done / steps);
                }
            }
        }
        return grid;
    }

    private static void check(int token, ModelConfig config) {
        if (token < 0 || token >= config.vocabSize()) {
            throw new IllegalArgumentException(
                    "token " + token + " is not among the model's " + config.vocabSize());
        }
    }

    private ActivationCache other(Plan plan) {
        Set<String> names = new LinkedHashSet<>();
        for (int layer = 0; layer < model.config().nLayer(); layer++) {
            names.add(plan.place().hookName(layer));
        }
        Hooks hooks = Hooks.watching(HookFilter.of(names));
        model.lastLogits(plan.otherIds(), null, hooks);
        return hooks.cache();
    }

    private static Hooks changing(Interventions interventions) {
        return Hooks.of(HookFilter.NONE, interventions);
    }
}
