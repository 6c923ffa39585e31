package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.jspecify.annotations.Nullable;

/// All that a draw depends on besides the logits.
///
/// @param chain the sampler chain
/// @param seed of the draws
/// @param constraint what the text after the typed prompt must be; null for anything
public record Drawing(ChainSettings chain, long seed, @Nullable Constraint constraint) {

    /// As a session stands. A constraint is for the tokens of the model, not for logits of another engine.
    public static Drawing of(LabSession session) {
        boolean foreign = session.foreignProperty().get() != null;
        return new Drawing(
                session.chainProperty().get(),
                session.seedProperty().get(),
                foreign ? null : session.constraintProperty().get());
    }

    /// The same with another seed.
    public Drawing withSeed(long other) {
        return new Drawing(chain, other, constraint);
    }

    /// The stages that act, behind the constraint's if there is one.
    public SamplerChain toChain() {
        SamplerChain acting = chain.toChain();
        if (constraint == null) {
            return acting;
        }
        List<Stage> stages = new ArrayList<>(acting.stages());
        stages.addFirst(new Stage.Grammar());
        return new SamplerChain(stages);
    }

    /// Whether the text of a reading does not fit the constraint.
    boolean isLeft(Reading reading) {
        return constraint != null && constraint.after(reading).isEmpty();
    }

    /// What the chain knows of the step after a reading besides its logits. Where the text does not fit the constraint,
    /// or has come to its end and the model has no token to say so, everything is allowed.
    ///
    /// Call it off the JavaFX thread where there is a constraint: the first mask of a state takes some milliseconds.
    ///
    /// @param reroll how often the step alone was drawn again
    public SamplingContext context(Reading reading, int reroll) {
        SamplingContext context = SamplingContext.after(reading.ids(), seed).rerolled(reroll);
        if (constraint == null) {
            return context;
        }
        BitSet mask = constraint.after(reading).map(GrammarState::mask).orElseGet(BitSet::new);
        return mask.isEmpty() ? context : context.allowing(mask::get);
    }
}
