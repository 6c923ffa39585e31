package org.glassformer.engine.train;

import java.util.List;

/// Where in the training data a run stands, exactly.
///
/// @param random the state of the draws between sources
/// @param passes where each source stands
public record DataPosition(long random, List<Pass> passes) {
    /// Keeps its own list.
    public DataPosition {
        passes = List.copyOf(passes);
    }

    /// Where one source stands.
    ///
    /// @param pass passes completed
    /// @param next windows taken in this pass
    public record Pass(int pass, int next) {}
}
