package org.glassformer.app.ui.control;

/// A pair of neighbouring tokens and how often it occurs, as a row of [PairBars].
///
/// @param left the left token
/// @param right the right token
/// @param count not negative
public record PairBar(FlowToken left, FlowToken right, long count) {}
