package org.glassformer.app.feature.attention.heads;

/// A head in the list of those that match a pattern best.
///
/// @param name layer and head, such as `3.5`
/// @param score as it is written, such as `0.74`
/// @param current whether it is the head looked at
public record RankedHead(String name, String score, boolean current) {}
