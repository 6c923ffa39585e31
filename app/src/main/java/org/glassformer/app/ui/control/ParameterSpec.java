package org.glassformer.app.ui.control;

import java.math.BigDecimal;
import java.math.MathContext;
import org.glassformer.app.i18n.Figures;

/// What a parameter's values mean: their range on the slider, what may be typed, and which value does nothing.
///
/// @param name shown at the top of the card
/// @param min value at the left end of the slider
/// @param max value at the right end of the slider, larger than `min`
/// @param step distance between values; typed whole numbers are rounded to it too
/// @param neutral the value that does nothing. Outside the range of the slider it stands at its right end, as 0 for
///     top-k does.
/// @param typedMax largest value that may be typed, at least `max`
/// @param scale how the slider spreads the values
/// @param neutralName what the neutral value is called; empty for "off"
public record ParameterSpec(
        String name,
        double min,
        double max,
        double step,
        double neutral,
        double typedMax,
        Scale scale,
        String neutralName) {

    /// How the slider spreads the values.
    public enum Scale {
        /// Evenly.
        LINEAR,
        /// Each doubling takes the same distance; the range must be positive.
        LOGARITHMIC
    }

    /// Share of the slider's length within which a dragged thumb snaps to neutral.
    static final double SNAP = 0.015;

    private static final int SIGNIFICANT = 4;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if the range is empty, the step is not positive or a logarithmic range is not
    ///     positive
    public ParameterSpec {
        boolean positive = scale == Scale.LINEAR || min > 0;
        if (!(min < max) || !(step > 0) || typedMax < max || !positive) {
            throw new IllegalArgumentException(
                    "Not a range of " + name + ": " + min + " to " + max);
        }
    }

    /// Evenly spread values.
    public static ParameterSpec linear(
            String name, double min, double max, double step, double neutral) {
        return new ParameterSpec(name, min, max, step, neutral, max, Scale.LINEAR, "");
    }

    /// Whole numbers, logarithmically spread, of which 0 means off and stands at the right end.
    ///
    /// @param name shown at the top of the card
    /// @param max largest number, such as the size of the vocabulary
    public static ParameterSpec counts(String name, int max) {
        return new ParameterSpec(
                name, 1, Math.max(2, max), 1, 0, Math.max(2, max), Scale.LOGARITHMIC, "");
    }

    /// Whole numbers, logarithmically spread, of which -1 means all and stands at the right end.
    ///
    /// @param name shown at the top of the card
    /// @param max largest number
    /// @param all what -1 is called
    public static ParameterSpec countsOrAll(String name, int max, String all) {
        return new ParameterSpec(name, 1, max, 1, -1, max, Scale.LOGARITHMIC, all);
    }

    /// The same parameter, with its neutral value called otherwise than "off".
    public ParameterSpec neutralCalled(String text) {
        return new ParameterSpec(name, min, max, step, neutral, typedMax, scale, text);
    }

    /// The same parameter, with larger values accepted from the keyboard.
    public ParameterSpec typedUpTo(double largest) {
        return new ParameterSpec(name, min, max, step, neutral, largest, scale, neutralName);
    }

    boolean isNeutral(double value) {
        return Math.abs(value - neutral) < (step < 1 ? 1e-9 : step / 2);
    }

    private boolean neutralInRange() {
        return neutral >= min && neutral <= max;
    }

    /// The place of a value on the slider, 0 to 1.
    double fraction(double value) {
        if (isNeutral(value) && !neutralInRange()) {
            return 1;
        }
        double v = Math.clamp(value, min, max);
        double f =
                switch (scale) {
                    case LINEAR -> (v - min) / (max - min);
                    case LOGARITHMIC -> Math.log(v / min) / Math.log(max / min);
                };
        return neutralInRange() ? f : f * (1 - SNAP);
    }

    /// The value at a place on the slider, snapped to neutral and to the step.
    double value(double fraction) {
        if (Math.abs(fraction - fraction(neutral)) < SNAP * 0.999) {
            return neutral;
        }
        double f = neutralInRange() ? fraction : Math.min(1, fraction / (1 - SNAP));
        double v =
                switch (scale) {
                    case LINEAR -> min + f * (max - min);
                    case LOGARITHMIC -> min * Math.pow(max / min, f);
                };
        return rounded(Math.clamp(v, min, max));
    }

    /// A typed or stepped value brought into the range; neutral is always allowed.
    double allowed(double value) {
        return isNeutral(value) ? neutral : rounded(Math.clamp(value, min, typedMax));
    }

    /// A typed value brought into the range; fractions keep the digits typed.
    double typed(double value) {
        return step < 1 && !isNeutral(value) ? Math.clamp(value, min, typedMax) : allowed(value);
    }

    /// A value as it is written: with the decimals of the steps, or with up to 4 significant digits where it lies between
    /// two steps.
    String text(double value) {
        if (decimals() == 0) {
            return Figures.count(Math.round(value));
        }
        if (Math.abs(value - rounded(value)) < 1e-9) {
            return Figures.fixed(value, decimals());
        }
        BigDecimal digits =
                new BigDecimal(value, new MathContext(SIGNIFICANT)).stripTrailingZeros();
        return Figures.fixed(value, Math.max(decimals(), digits.scale()));
    }

    private double rounded(double v) {
        double steps = Math.rint(v / step);
        double scale = Math.rint(1 / step);
        return step < 1 ? steps / scale : steps * step;
    }

    /// How many decimals a value is written with.
    int decimals() {
        return step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    }
}
