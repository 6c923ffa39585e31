package org.glassformer.app.feature.training;

/// What a run learns from, in one line.
///
/// @param given what stands before; empty for a text
/// @param learned what is learned
record ExampleLine(String given, String learned) {}
