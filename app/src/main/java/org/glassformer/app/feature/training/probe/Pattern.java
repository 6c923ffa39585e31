package org.glassformer.app.feature.training.probe;

import java.util.List;
import org.glassformer.app.ui.control.HeatmapData;

/// What a head looks at in a prompt.
///
/// @param weights (T, T), a query a row
/// @param tokens of the prompt, T
record Pattern(HeatmapData weights, List<String> tokens) {
    static final Pattern EMPTY = new Pattern(HeatmapData.EMPTY, List.of());

    /// Keeps its own list.
    Pattern {
        tokens = List.copyOf(tokens);
    }
}
