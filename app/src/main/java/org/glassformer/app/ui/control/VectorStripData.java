package org.glassformer.app.ui.control;

import java.util.List;

/// The numbers of a [VectorStrip]. Immutable as long as the caller leaves the array alone.
///
/// @param values from the left; NaN or infinite for a place that is masked
/// @param labels what each number belongs to, such as tokens; empty if they have no names
/// @param marked index of the number that matters, or -1
/// @param top upper end of the scale, if larger than every number; NaN for that of the numbers
@SuppressWarnings("ArrayRecordComponent")
public record VectorStripData(float[] values, List<String> labels, int marked, double top) {

    /// No numbers.
    public static final VectorStripData EMPTY = of(new float[0]);

    /// Copies the labels.
    ///
    /// @throws IllegalArgumentException if there are labels, but not one for each number
    public VectorStripData {
        labels = List.copyOf(labels);
        if (!labels.isEmpty() && labels.size() != values.length) {
            throw new IllegalArgumentException(labels.size() + " labels for " + values.length);
        }
    }

    /// Numbers without names, none of them marked.
    ///
    /// @param values taken over
    public static VectorStripData of(float[] values) {
        return new VectorStripData(values, List.of(), -1, Double.NaN);
    }

    /// The same with a name for each number.
    public VectorStripData labelled(List<String> names) {
        return new VectorStripData(values, names, marked, top);
    }

    /// The same with another number marked, -1 for none.
    public VectorStripData marking(int index) {
        return new VectorStripData(values, labels, index, top);
    }

    /// The same on a scale that reaches at least up to a value.
    public VectorStripData upTo(double value) {
        return new VectorStripData(values, labels, marked, value);
    }

    /// How many numbers there are.
    public int size() {
        return values.length;
    }

    /// Whether a place has no number to draw.
    public boolean isMasked(int index) {
        return !Float.isFinite(values[index]);
    }

    /// The lower end of the scale: the smallest number, but not above 0.
    public double lowest() {
        double lowest = 0;
        for (float value : values) {
            lowest = Float.isFinite(value) ? Math.min(lowest, value) : lowest;
        }
        return lowest;
    }

    /// The upper end of the scale: the largest number or [#top], but not below 0.
    public double highest() {
        double highest = Double.isNaN(top) ? 0 : Math.max(0, top);
        for (float value : values) {
            highest = Float.isFinite(value) ? Math.max(highest, value) : highest;
        }
        return highest;
    }
}
