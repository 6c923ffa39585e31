package org.glassformer.engine.train;

import org.jspecify.annotations.Nullable;

/// A line of the training log.
///
/// @param step steps completed
/// @param tokens tokens seen so far
/// @param trainLoss the mean loss since the last line, in nats per token
/// @param evaluation the held-out result, where there was one
/// @param learningRate of the last step
/// @param gradientNorm of the last step, before clipping
/// @param tokensPerSecond since the last line, evaluations left out
/// @param elapsedSeconds of training in all, earlier sessions included
public record LogEntry(
        int step,
        long tokens,
        double trainLoss,
        @Nullable Evaluation evaluation,
        double learningRate,
        double gradientNorm,
        double tokensPerSecond,
        double elapsedSeconds) {}
