package org.glassformer.app.session;

import java.util.List;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvNode;
import org.glassformer.engine.model.KvTree;

/// A prompt that was read, with what a [TextTree] had cost before it.
///
/// @param prompt as it was typed
/// @param interventions in force, bound to the prompt
/// @param keys of its tokens
/// @param root its end, on which branches go on
/// @param computed tokens that had been run through the model before
/// @param reused tokens that other prompts' branches had reused before
/// @param copied rows that had been copied before
record TextTrunk(
        PromptTokens prompt,
        Interventions interventions,
        List<KvNode> keys,
        TextPlace root,
        long computed,
        long reused,
        long copied) {

    /// Whether it is this prompt under these interventions.
    boolean is(PromptTokens other, Interventions bound) {
        return prompt.text().equals(other.text())
                && prompt.tokens().equals(other.tokens())
                && interventions.equals(bound);
    }

    /// Whether a reading goes on from it.
    boolean carries(Reading reading) {
        return interventions.equals(reading.interventions())
                && prompt.tokens().equals(reading.tokens().subList(0, reading.typed()));
    }

    /// What it and its branches have cost.
    ///
    /// @param tree holds keys and values
    /// @param before what they had cost before the last run
    /// @param ms time of that run
    BranchCost cost(KvTree tree, BranchCost before, double ms) {
        boolean first = before.computedTokens() == 0;
        return new BranchCost(
                prompt.tokens().size(),
                tree.computedTokens() - computed,
                tree.reusedTokens() - reused,
                tree.copiedTokens() - copied,
                tree.bytes(),
                first ? ms : before.prefillMs(),
                first ? 0 : before.decodeMs() + ms);
    }
}
