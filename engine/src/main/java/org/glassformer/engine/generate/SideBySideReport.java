package org.glassformer.engine.generate;

import java.util.List;
import java.util.Optional;
import org.glassformer.engine.sampling.Divergence;
import org.glassformer.engine.sampling.DrawnToken;

/// What came of one prompt under two settings.
///
/// @param steps how far the distributions are from each other along the first text, a step for each of its tokens and one
///     for its stop token
/// @param first the tokens of the first text
/// @param second the tokens of the second text
/// @param difference the first token that differs
/// @param firstStop why the first text ended; empty while it is being written
/// @param secondStop why the second text ended; empty while it is being written
public record SideBySideReport(
        List<Step> steps,
        List<DrawnToken> first,
        List<DrawnToken> second,
        Optional<Difference> difference,
        Optional<StopReason> firstStop,
        Optional<StopReason> secondStop) {

    /// Copies the lists.
    public SideBySideReport {
        steps = List.copyOf(steps);
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /// A token to come, after the same tokens under both settings.
    ///
    /// @param divergence of the distributions after the chains
    /// @param logitDifference the largest difference between two logits of a token; 0 on one device
    public record Step(Divergence divergence, float logitDifference) {}

    /// The first token that is another one.
    ///
    /// @param step which token, from 0
    /// @param first how the first settings saw it
    /// @param second how the second settings saw it
    public record Difference(int step, View first, View second) {}

    /// How one side saw the two tokens.
    ///
    /// @param drawn the token that it drew, with the number drawn
    /// @param ofFirst the token that the first side drew, as it is here
    /// @param ofSecond the token that the second side drew, as it is here
    public record View(
            DrawnToken drawn, CaseReport.Candidate ofFirst, CaseReport.Candidate ofSecond) {}

    /// Whether all tokens are the same; also while nothing else is known.
    public boolean isSame() {
        return difference.isEmpty();
    }

    /// The largest difference between two logits of a token over all steps.
    public float largestLogitDifference() {
        float largest = 0;
        for (Step step : steps) {
            largest = Math.max(largest, step.logitDifference());
        }
        return largest;
    }
}
