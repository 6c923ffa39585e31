package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.sampling.TokenFate.Setting;

/// Values of several stages that together bring a removed token back.
///
/// @param chain that removed it
/// @param logits before the chain
/// @param context of the step
record JointRescue(SamplerChain chain, RankedLogits logits, SamplingContext context) {

    /// Values of several stages that together make a removed token a candidate, each as near to the present
    /// one as lets the token through after those before it: for a logit bias the token's own, which is then 0.
    /// A temperature so low that the token has no probability left comes back to 1.
    ///
    /// @param rank the token's place among the raw logits
    /// @return in the chain's order; empty for a candidate, and where no values do it
    List<Setting> of(int rank) {
        int removedBy = chain.apply(logits, context).removedBy(rank);
        List<Setting> found = inTurn(chain, List.of(), rank);
        for (int stage = 0; found.isEmpty() && stage < removedBy; stage++) {
            if (chain.stages().get(stage).kind() == Stage.Kind.TEMPERATURE) {
                SamplerChain warm = chain.with(stage, new Stage.Temperature(1));
                found = inTurn(warm, List.of(new Setting(stage, 1)), rank);
            }
        }
        return found;
    }

    /// Lets the token through one stage after the other.
    private List<Setting> inTurn(SamplerChain start, List<Setting> given, int rank) {
        SamplerChain changed = start;
        List<Setting> settings = new ArrayList<>(given);
        int last = -1;
        while (true) {
            SamplingTrace now = changed.apply(logits, context);
            int by = now.removedBy(rank);
            if (by <= last) {
                boolean back = by == SamplingTrace.NOT_REMOVED && now.probability(rank) > 0;
                return back ? List.copyOf(settings) : List.of();
            }
            last = by;
            Stage stage = changed.stages().get(by);
            double value = 0;
            if (stage instanceof Stage.LogitBias bias) {
                Map<Integer, Double> others = new HashMap<>(bias.biases());
                others.remove(logits.id(rank));
                changed = changed.with(by, new Stage.LogitBias(others));
            } else {
                SamplerChain upTo = new SamplerChain(changed.stages().subList(0, by + 1));
                if (!(new ChainSolver(upTo, logits, context).rescue(by, rank)
                        instanceof Answer.Solved solved)) {
                    return List.of();
                }
                value = solved.value();
                changed = changed.with(by, Dial.turned(stage, value));
            }
            settings.add(new Setting(by, value));
        }
    }
}
