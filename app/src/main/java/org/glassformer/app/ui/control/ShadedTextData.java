package org.glassformer.app.ui.control;

import java.util.List;

/// The tokens of a [ShadedText] and their numbers. Immutable as long as the caller leaves the array alone.
///
/// @param labels the tokens as they are shown
/// @param values a number for each, taken over
/// @param magnitude of the ends of the colour scale, positive
/// @param title of the scale
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ShadedTextData(List<String> labels, float[] values, double magnitude, String title) {

    /// Nothing.
    public static final ShadedTextData EMPTY = new ShadedTextData(List.of(), new float[0], 1, "");

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as labels, or the scale has no length
    public ShadedTextData {
        labels = List.copyOf(labels);
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    labels.size() + " tokens, " + values.length + " numbers");
        }
        if (!(magnitude > 0)) {
            throw new IllegalArgumentException("a scale of " + magnitude);
        }
    }

    /// Where a number lies in the colour map, 0 to 1; 0.5 for zero.
    double shade(int token) {
        return 0.5 + 0.5 * values[token] / magnitude;
    }
}
