package org.glassformer.app.feature.sampling;

import java.util.EnumMap;
import java.util.Map;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage.Kind;
import org.glassformer.engine.sampling.StageTrace;
import org.jspecify.annotations.Nullable;

/// What a stage did, in two short phrases.
///
/// @param left how many tokens it removed, how many it changed, or that its chance kept it from acting
/// @param right the probability that it removed, and the entropy after it
record StageNote(String left, String right) {

    static final StageNote NONE = new StageNote("", "");

    /// The notes of all stages that acted.
    static Map<Kind, StageNote> of(@Nullable SamplingTrace trace) {
        Map<Kind, StageNote> made = new EnumMap<>(Kind.class);
        if (trace == null) {
            return made;
        }
        double before = trace.rawEntropyBits();
        for (StageTrace stage : trace.stages()) {
            for (Kind kind : Kind.values()) {
                if (kind.stageName().equals(stage.name())) {
                    made.put(kind, of(kind, stage, before));
                }
            }
            before = stage.entropyBits();
        }
        return made;
    }

    private static StageNote of(Kind kind, StageTrace stage, double entropyBefore) {
        String after = Figures.fixed(stage.entropyBits(), 2);
        if (stage.removed() > 0) {
            String left =
                    stage.removed() == 1
                            ? Messages.text("chain.removedOne")
                            : Messages.text("chain.removed", stage.removed());
            String mass = Figures.percent(stage.removedMass());
            return new StageNote(left, Messages.text("chain.massEntropy", mass, after));
        }
        String left =
                switch (kind) {
                    case TEMPERATURE -> Messages.text("chain.reshapes");
                    case XTC -> Messages.text("chain.noChance", Figures.fixed(stage.chance(), 2));
                    case TOP_K, TOP_P, MIN_P, TYPICAL, TOP_N_SIGMA, GRAMMAR ->
                            Messages.text("chain.removed", 0);
                    case REPETITION, FREQUENCY, PRESENCE, DRY, LOGIT_BIAS ->
                            Messages.text("chain.changed", stage.changed());
                };
        return new StageNote(
                left,
                Messages.text("chain.entropy", Figures.fixed(entropyBefore, 2), after));
    }
}
