package org.glassformer.app.ui.control;

import java.util.List;

/// Numbers that are added up one after the other, from zero to their sum. Immutable.
///
/// @param steps in their order
/// @param total name of the sum
/// @param unit name of what is added up, for the axis
public record WaterfallData(List<Step> steps, String total, String unit) {

    /// Nothing to add up.
    public static final WaterfallData EMPTY = new WaterfallData(List.of(), "", "");

    /// One number.
    ///
    /// @param name as it is shown below its bar, where there is room
    /// @param value what it adds
    /// @param group steps of the same group stand together; their common name is below them
    public record Step(String name, double value, String group) {}

    /// Copies the list.
    public WaterfallData {
        steps = List.copyOf(steps);
    }

    /// The sum of the first `count` steps.
    public double sum(int count) {
        return steps.subList(0, count).stream().mapToDouble(Step::value).sum();
    }
}
