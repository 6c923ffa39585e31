package org.glassformer.app.feature.training;

/// A number that can be chosen before a run.
enum Field {
    /// Letters or digits of an example.
    SIZE,
    /// Blocks of the model.
    LAYERS,
    /// Heads of a block.
    HEADS,
    /// Channels of the residual stream.
    CHANNELS,
    /// Tokens of a window.
    CONTEXT,
    /// Windows of a step.
    BATCH,
    /// Steps until the rate has come down.
    STEPS,
    /// The highest learning rate.
    RATE,
    /// The probability of dropping.
    DROPOUT,
    /// Seed of weights, data and dropout.
    SEED,
    /// Tokens of a vocabulary that is learned.
    TOKENS
}
