package org.glassformer.app.ui.control;

/// A cell of a heat map.
///
/// @param row from the top, 0 first
/// @param column from the left, 0 first
public record Cell(int row, int column) {}
