package org.glassformer.app.ui.control;

import java.util.List;
import java.util.Set;

/// The tokens of a [ShadedText] and their numbers. Immutable as long as the caller leaves the array alone.
///
/// @param labels the tokens as they are shown
/// @param values a number for each, taken over; not a number for none
/// @param magnitude of the ends of the colour scale, positive
/// @param title of the scale
/// @param signed whether the scale runs from minus the magnitude, else from 0
/// @param written index of the first token that was written on; those before it were given. As many as there are tokens
///     if none was
/// @param forks tokens that have alternatives beside them
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ShadedTextData(
        List<String> labels,
        float[] values,
        double magnitude,
        String title,
        boolean signed,
        int written,
        Set<Integer> forks) {

    /// Nothing.
    public static final ShadedTextData EMPTY = new ShadedTextData(List.of(), new float[0], 1, "");

    /// Copies the list and the set.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as labels, or the scale has no length
    public ShadedTextData {
        labels = List.copyOf(labels);
        forks = Set.copyOf(forks);
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    labels.size() + " tokens, " + values.length + " numbers");
        }
        if (!(magnitude > 0)) {
            throw new IllegalArgumentException("a scale of " + magnitude);
        }
    }

    /// A given text on the colours of signed numbers.
    ///
    /// @param labels the tokens as they are shown
    /// @param values a number for each, taken over
    /// @param magnitude of the ends of the colour scale, positive
    /// @param title of the scale
    public ShadedTextData(List<String> labels, float[] values, double magnitude, String title) {
        this(labels, values, magnitude, title, true, labels.size(), Set.of());
    }

    /// A text on the colours of amounts, from 0 to as large as the scale and larger.
    ///
    /// @param labels the tokens as they are shown
    /// @param values a number for each, taken over
    /// @param most where the scale ends, positive
    /// @param title of the scale
    public static ShadedTextData amounts(
            List<String> labels, float[] values, double most, String title) {
        return new ShadedTextData(labels, values, most, title, false, labels.size(), Set.of());
    }

    /// The same text, its end told apart as written on, not given.
    ///
    /// @param first index of the first token that was written on
    /// @param forked tokens that have alternatives beside them
    public ShadedTextData writtenFrom(int first, Set<Integer> forked) {
        return new ShadedTextData(labels, values, magnitude, title, signed, first, forked);
    }

    boolean isWritten(int token) {
        return token >= written;
    }

    /// Where a number lies in the colour map, 0 to 1; not a number if there is none.
    double shade(int token) {
        return signed ? 0.5 + 0.5 * values[token] / magnitude : values[token] / magnitude;
    }

    /// The number at the left end of the scale.
    double low() {
        return signed ? -magnitude : 0;
    }
}
