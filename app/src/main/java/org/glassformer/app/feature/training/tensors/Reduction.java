package org.glassformer.app.feature.training.tensors;

/// What a cell that stands for several numbers shows.
enum Reduction {
    /// The one that is farthest from 0, with its sign.
    FARTHEST,
    /// Their mean.
    MEAN
}
