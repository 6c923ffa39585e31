package org.glassformer.app.ui.control;

import java.util.List;

/// Points of a [ScatterPlot] that stand out: each kind has its own shape and colour, and all are named before others.
///
/// @param chosen the point that is looked at, or [ScatterPlot#NONE]
/// @param found points that were searched for, the best first
/// @param near points close to the chosen one by another measure, the closest first
/// @param own points that are marked as long as the plot is shown
/// @param ownName what `own` are, for the legend
public record ScatterMarks(
        int chosen, List<Integer> found, List<Integer> near, List<Integer> own, String ownName) {

    /// Nothing marked.
    public static final ScatterMarks NONE =
            new ScatterMarks(ScatterPlot.NONE, List.of(), List.of(), List.of(), "");

    /// Copies the lists.
    public ScatterMarks {
        found = List.copyOf(found);
        near = List.copyOf(near);
        own = List.copyOf(own);
    }
}
