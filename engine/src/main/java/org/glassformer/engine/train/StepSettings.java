package org.glassformer.engine.train;

import org.glassformer.engine.train.TrainConfig.OptimiserSettings;

/// What a training step needs to know.
///
/// @param batch windows of a forward pass
/// @param accumulation forward passes of a step
/// @param blockSize tokens of a window
/// @param dropout the probability of dropping
/// @param seed of the dropout's draws
/// @param optimiser how gradients become new weights
/// @param schedule the learning rate over the steps
public record StepSettings(
        int batch,
        int accumulation,
        int blockSize,
        float dropout,
        long seed,
        OptimiserSettings optimiser,
        LearningRates schedule) {
    static StepSettings of(TrainConfig config) {
        return new StepSettings(
                config.batch(),
                config.accumulation(),
                config.model().blockSize(),
                config.dropout(),
                config.seed(),
                config.optimiser(),
                config.schedule());
    }
}
