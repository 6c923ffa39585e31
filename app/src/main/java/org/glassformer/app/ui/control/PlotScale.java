package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.glassformer.app.i18n.Figures;

/// Where the values of an axis lie, in pixels. Immutable.
///
/// @param low the value at `from`
/// @param high the value at `to`, greater than `low`
/// @param logarithmic whether equal ratios have equal lengths; then both are positive
/// @param counting whether only whole numbers get ticks
/// @param from pixel of the low end
/// @param to pixel of the high end; less than `from` for an axis upwards
record PlotScale(
        double low, double high, boolean logarithmic, boolean counting, double from, double to) {

    /// A mark on the axis; without a label it is a minor one.
    record Tick(double value, String label) {}

    private static final int MOST_MINOR = 60;

    /// The scale of an axis for values between two bounds.
    ///
    /// @param axis says what of the bounds to change
    /// @param dataLow not a number if there is no value
    /// @param dataHigh not a number if there is no value
    /// @param air share of the length to leave at ends that are not fixed
    /// @param from pixel of the low end
    /// @param to pixel of the high end
    static PlotScale fit(
            PlotAxis axis, double dataLow, double dataHigh, double air, double from, double to) {
        boolean log = axis.logarithmic();
        double low = Double.isNaN(axis.low()) ? dataLow : axis.low();
        double high = Double.isNaN(axis.high()) ? dataHigh : axis.high();
        if (Double.isNaN(low) || Double.isNaN(high) || (log && low <= 0)) {
            low = log ? 0.1 : 0;
            high = 1;
        }
        boolean zero = axis.withZero() && !log;
        if (zero) {
            low = Math.min(0, low);
            high = Math.max(0, high);
        }
        if (!(high > low)) {
            double around = log ? 0 : Math.max(Math.abs(low) * 0.05, axis.counting() ? 1 : 1e-9);
            low = log ? low / 1.25 : low - around;
            high = log ? high * 1.25 : high + around;
        }
        double span = log ? Math.log10(high / low) : high - low;
        if (Double.isNaN(axis.low()) && !(zero && low == 0)) {
            low = log ? low / Math.pow(10, span * air) : low - span * air;
        }
        if (Double.isNaN(axis.high()) && !(zero && high == 0)) {
            high = log ? high * Math.pow(10, span * air) : high + span * air;
        }
        return new PlotScale(low, high, log, axis.counting(), from, to);
    }

    /// Where a value lies; not a number where a logarithmic axis has no place for it.
    double pixel(double value) {
        double share =
                logarithmic
                        ? (Math.log10(value) - Math.log10(low))
                                / (Math.log10(high) - Math.log10(low))
                        : (value - low) / (high - low);
        return Double.isFinite(share) ? from + share * (to - from) : Double.NaN;
    }

    /// The value at a pixel.
    double value(double pixel) {
        double share = (pixel - from) / (to - from);
        return logarithmic
                ? Math.pow(10, Math.log10(low) + share * (Math.log10(high) - Math.log10(low)))
                : low + share * (high - low);
    }

    /// Round values from low to high.
    ///
    /// @param most how many labels there is room for, at least 2
    List<Tick> ticks(int most) {
        double decades = logarithmic ? Math.log10(high / low) : 0;
        return logarithmic && decades >= 1 ? decades(decades, most) : linear(most);
    }

    private List<Tick> linear(int most) {
        double step = step((high - low) / Math.max(1, most));
        if (counting) {
            step = Math.max(1, step);
        }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, label(i * step, step)));
        }
        return ticks;
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is not below `least`.
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private List<Tick> decades(double decades, int most) {
        int every = Math.max(1, (int) Math.ceil(decades / Math.max(1, most)));
        boolean between = every == 1 && decades * 3 <= most;
        boolean minor = every == 1 && decades * 9 <= MOST_MINOR;
        List<Tick> ticks = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(low) + 1e-9);
        for (int power = first; Math.pow(10, power) <= high * (1 + 1e-9); power++) {
            for (int factor = 1; factor < 10; factor++) {
                double value = factor * Math.pow(10, power);
                boolean named =
                        factor == 1
                                ? Math.floorMod(power, every) == 0
                                : between && (factor == 2 || factor == 5);
                boolean inside = value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
                if (inside && (named || minor || factor == 1)) {
                    ticks.add(new Tick(value, named ? label(value, value) : ""));
                }
            }
        }
        return ticks;
    }

    /// A value written as exactly as steps of `step` need.
    private String label(double value, double step) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size >= 1e9 || size < 1e-3 || step < 1e-5) {
            return Figures.value(value);
        }
        if (size >= 1e6) {
            return value == 0 ? "0" : Figures.fixed(value / 1e6, decimals(step / 1e6)) + " M";
        }
        int decimals = decimals(step);
        return decimals == 0 ? Figures.count(Math.round(value)) : Figures.fixed(value, decimals);
    }

    private static int decimals(double step) {
        return Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s to %s on %s to %s", low, high, from, to);
    }
}
