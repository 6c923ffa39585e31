package org.glassformer.engine.generate;

import java.util.Optional;
import org.glassformer.engine.sampling.SamplingTrace;

/// What came of running a [SamplingCase] again.
///
/// @param compared tokens that were drawn again; fewer than expected after a difference
/// @param sameModel whether the weights have the case's hash; true if it has none
/// @param largestLogprobDifference between then and now, over the tokens that agree; 0 for none
/// @param difference the first token that is another one
public record CaseReport(
        int compared,
        boolean sameModel,
        double largestLogprobDifference,
        Optional<Difference> difference) {

    /// A token that is not the one expected.
    ///
    /// @param step which of the expected tokens, from 0
    /// @param u the number drawn
    /// @param logprobThen the expected token's log probability as the case has it
    /// @param expected the token of the case, as it is now
    /// @param actual the token that was drawn now
    public record Difference(
            int step, double u, double logprobThen, Candidate expected, Candidate actual) {}

    /// A token at the step of the difference, in this run.
    ///
    /// @param id the token
    /// @param logit its raw logit
    /// @param logprob its natural log probability under the model itself
    /// @param rank its place among the raw logits: 1 is the largest
    /// @param probability after the chain; 0 if a stage removed it
    public record Candidate(int id, float logit, double logprob, int rank, double probability) {

        /// A token as a trace has it.
        static Candidate of(SamplingTrace trace, int id) {
            int rank = trace.rankOf(id);
            return new Candidate(
                    id,
                    trace.logit(rank),
                    trace.rawLogProb(rank),
                    rank + 1,
                    trace.probability(rank));
        }
    }

    /// Whether all tokens came again.
    public boolean isSame() {
        return difference.isEmpty();
    }
}
