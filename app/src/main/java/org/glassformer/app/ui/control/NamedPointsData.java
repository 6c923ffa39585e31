package org.glassformer.app.ui.control;

import java.util.List;

/// A few points with names in a plane. Immutable.
///
/// @param xAxis what lies along
/// @param yAxis what lies upwards
/// @param points in any order
public record NamedPointsData(PlotAxis xAxis, PlotAxis yAxis, List<Point> points) {

    /// No points.
    public static final NamedPointsData EMPTY =
            new NamedPointsData(PlotAxis.of(""), PlotAxis.of(""), List.of());

    /// One point.
    ///
    /// @param name no other point has it
    /// @param x place along
    /// @param y place upwards; what a logarithmic axis has no place for, such as zero, stands at its foot as a ring
    /// @param printed what is said of it where it is hovered
    public record Point(String name, double x, double y, String printed) {}

    /// Copies the list.
    public NamedPointsData {
        points = List.copyOf(points);
    }
}
