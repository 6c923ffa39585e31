package org.glassformer.engine.train;

/// Gives windows of tokens to learn from, one after the other, without end.
///
/// All that decides the windows to come is its [#position]: after [#seek] they are the same.
public interface WindowSource {
    /// Takes the next window: inputs, and at each the token that should follow as target; -1 where
    /// nothing is to be learned.
    ///
    /// @param at where both arrays are written from
    void next(int[] inputs, int[] targets, int at);

    /// Where the next window will come from.
    DataPosition position();

    /// Goes to a position of the same data.
    ///
    /// @throws TrainingException if the position belongs to other data
    void seek(DataPosition position);
}
