package org.glassformer.app.session;

import java.util.List;

/// What [ChainAim] found for a wish.
public sealed interface Aimed {

    /// A chain that leaves so many tokens.
    ///
    /// @param chain that does it
    /// @param count of tokens left
    /// @param moved the stages that moved; none where nothing had to
    record Kept(ChainSettings chain, int count, List<StageKind> moved) implements Aimed {
        /// Copies the list.
        public Kept {
            moved = List.copyOf(moved);
        }
    }

    /// A chain that gives a token a probability, or the nearest to it that there is.
    ///
    /// @param chain that does it
    /// @param moved the stage that moved
    /// @param value it moved to; of a logit bias the token's
    /// @param share the token's probability then
    /// @param reached whether that is what was wished, or what comes nearest among cuts; otherwise no value goes so far
    record Shared(ChainSettings chain, StageKind moved, double value, double share, boolean reached)
            implements Aimed {}

    /// There is no such chain.
    ///
    /// @param reason why
    /// @param stage the name of the stage that stands in the way; empty for none
    record Cannot(Reason reason, String stage) implements Aimed {}

    /// Why there is no such chain.
    enum Reason {
        /// Some tokens come and go together.
        TIES,
        /// A stage removes the token that has no value to move.
        IN_THE_WAY,
        /// The model's logit is minus infinity.
        NEVER,
        /// No value goes so far.
        OUT_OF_REACH
    }
}
