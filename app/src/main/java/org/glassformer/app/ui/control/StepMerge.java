package org.glassformer.app.ui.control;

/// One merge of [MergeSteps]: two neighbouring parts become one.
///
/// @param from the first byte of the left part
/// @param middle the first byte of the right part
/// @param to one past the last byte of the right part
/// @param brief two words beside the row where there is little room: the rank
/// @param note a few words beside the row: rank and new token
/// @param detail what hovering over the new token says
public record StepMerge(int from, int middle, int to, String brief, String note, String detail) {}
