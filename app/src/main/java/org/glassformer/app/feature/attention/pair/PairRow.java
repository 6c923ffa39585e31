package org.glassformer.app.feature.attention.pair;

/// A figure of the pair.
///
/// @param name such as `q · k`
/// @param value as it is written
/// @param stage where it comes from
public record PairRow(String name, String value, Stage stage) {}
