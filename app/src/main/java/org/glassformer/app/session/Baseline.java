package org.glassformer.app.session;

/// What the model says when nothing is taken out of it, beside what it says with interventions in force.
///
/// @param reading the reading with the interventions, whose tokens were read
/// @param logits (V), of the same tokens without any intervention
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Baseline(Reading reading, float[] logits) {}
