package org.glassformer.app.feature.models.weights;

/// A weight tensor as a row of a table.
///
/// @param name its short name
/// @param part where it belongs, in words
/// @param layer its block, or -1 outside the blocks
/// @param box id of the box of the drawing that it is in
/// @param shape its real shape
/// @param count how many numbers it has
/// @param type of its numbers in memory
/// @param bytes that they take
record WeightRow(
        String name,
        String part,
        int layer,
        String box,
        String shape,
        long count,
        String type,
        long bytes) {}
