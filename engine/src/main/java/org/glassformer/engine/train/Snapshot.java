package org.glassformer.engine.train;

import java.util.List;

/// The state of a training run between two steps; nothing else decides the steps to come.
///
/// @param step steps completed
/// @param position where in the data the run stands
/// @param weights the parameters, in the model's order
/// @param first AdamW's first moments, in the same order; none for SGD
/// @param second AdamW's second moments
public record Snapshot(
        int step,
        DataPosition position,
        List<float[]> weights,
        List<float[]> first,
        List<float[]> second) {}
