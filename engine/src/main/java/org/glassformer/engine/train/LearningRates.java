package org.glassformer.engine.train;

/// The learning rate over the steps.
@FunctionalInterface
public interface LearningRates {
    /// The rate of a step; the first one has the number 1, as training counts them.
    double rate(int step);
}
