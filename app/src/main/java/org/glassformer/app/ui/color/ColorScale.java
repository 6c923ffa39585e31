package org.glassformer.app.ui.color;

/// A fixed range of values laid over a colour map, so that one colour means one value in every picture.
///
/// @param min value of the first colour
/// @param max value of the last colour, larger than `min`
public record ColorScale(double min, double max) {

    /// Weights and probabilities.
    public static final ColorScale UNIT = new ColorScale(0, 1);

    /// Checks the range.
    ///
    /// @throws IllegalArgumentException if the range is empty or not finite
    public ColorScale {
        if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("Not a range: " + min + " to " + max);
        }
    }

    /// The same distance on both sides of zero, for signed values on a diverging map.
    ///
    /// @param magnitude of the ends, positive
    public static ColorScale symmetric(double magnitude) {
        return new ColorScale(-magnitude, magnitude);
    }

    /// Where a value lies in the range, clamped to 0 to 1.
    ///
    /// @param value any number; NaN stays NaN
    public double fraction(double value) {
        return Math.clamp((value - min) / (max - min), 0.0, 1.0);
    }

    /// The colour of a value on a map.
    ///
    /// @param value any number, clamped to the range
    /// @param map the colours
    /// @return opaque ARGB
    public int argb(double value, ColorMap map) {
        return map.argb((value - min) / (max - min));
    }
}
