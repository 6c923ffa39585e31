package org.glassformer.app.feature.training.tensors;

/// What numbers come to. What is no finite number is counted and otherwise left out.
///
/// @param count of the finite ones
/// @param mean of them; not a number without any
/// @param deviation the root of the mean squared distance from the mean
/// @param least the smallest
/// @param most the largest
/// @param zeros how many are exactly 0
/// @param norm the root of the sum of their squares
/// @param others how many are no finite number
/// @param farthest the largest distance from 0; 0 without numbers
record Spread(
        long count,
        double mean,
        double deviation,
        double least,
        double most,
        long zeros,
        double norm,
        long others,
        double farthest) {}
