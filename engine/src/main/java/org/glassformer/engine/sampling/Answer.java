package org.glassformer.engine.sampling;

/// What a [ChainSolver] found for the value of one stage.
public sealed interface Answer {
    /// There is such a value.
    ///
    /// @param value one that does it: where a token is to come back the one nearest to the present value,
    ///     else the one of fewest digits
    /// @param low the least value around it that does
    /// @param high the largest value around it that does
    /// @param probability of the token that was asked for, after the chain with `value`; not a number
    ///     where none was
    record Solved(double value, double low, double high, double probability) implements Answer {}

    /// There is none.
    ///
    /// @param reason why
    /// @param stage the stage that stands in the way, or -1
    record Impossible(Reason reason, int stage) implements Answer {}

    /// Why there is no value.
    enum Reason {
        /// The stage has no value that can be moved, or comes after what matters.
        NOT_BY_THIS_STAGE,
        /// Another stage removes the token whatever the value is.
        ANOTHER_STAGE,
        /// The model's logit is minus infinity.
        NEVER_A_CANDIDATE,
        /// Equal tokens come and go together, or the number of candidates jumps over the wanted one.
        TIES,
        /// No value goes that far.
        OUT_OF_REACH
    }
}
