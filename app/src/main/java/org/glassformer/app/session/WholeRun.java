package org.glassformer.app.session;

import java.util.Arrays;
import java.util.Set;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Readout;
import org.glassformer.engine.model.Transformer;

/// Logits inside a prompt where what happens there depends on all of it: where a head is replaced by its mean over the
/// prompt.
final class WholeRun {

    private WholeRun() {}

    /// Whether a mean is taken over more than the first positions.
    static boolean isNeeded(Interventions interventions, int positions) {
        return interventions.list().stream()
                .anyMatch(
                        it -> it instanceof Intervention.MeanHead mean && mean.over() > positions);
    }

    /// The logits after the first positions of a prompt, (V).
    ///
    /// @param ids of the whole prompt
    static float[] logits(
            Transformer model, int[] ids, int positions, Interventions interventions) {
        ModelConfig config = model.config();
        String last = HookNames.block(config.nLayer() - 1).residPost();
        Hooks hooks = Hooks.of(HookFilter.of(Set.of(last)), interventions);
        model.lastLogits(ids, null, hooks);
        int width = config.nEmbd();
        float[] rows = hooks.cache().get(last).data(); // (T, C)
        float[] row = Arrays.copyOfRange(rows, (positions - 1) * width, positions * width);
        float[] logits = new float[config.vocabSize()];
        try (Readout readout = new Readout(model, 1)) {
            readout.read(row, 1);
            readout.logits(0, logits);
        }
        return logits;
    }
}
