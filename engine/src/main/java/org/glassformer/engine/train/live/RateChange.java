package org.glassformer.engine.train.live;

/// A learning rate set by hand.
///
/// @param step the first step that has it, counted from 1
/// @param peak the rate at the schedule's highest
public record RateChange(int step, double peak) {}
