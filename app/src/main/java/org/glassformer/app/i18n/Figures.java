package org.glassformer.app.i18n;

import java.util.Locale;

/// How figures are written: a point for decimals, a comma for thousands, a thin unit, a real minus.
public final class Figures {

    private static final String PREFIXES = "kMGTPE";

    private Figures() {}

    /// A whole number, grouped by thousands: `4,056`.
    public static String count(long n) {
        return minus(String.format(Locale.ROOT, "%,d", n));
    }

    /// A number with so many decimals: `7.89`; infinities as `∞`, no number as `–`.
    ///
    /// @param x any number
    /// @param decimals 0 or more
    public static String fixed(double x, int decimals) {
        if (Double.isNaN(x)) {
            return "–";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "∞" : "−∞";
        }
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", x);
        boolean negativeZero = digits.startsWith("-") && digits.matches("-[0.]*");
        return minus(negativeZero ? digits.substring(1) : digits);
    }

    /// A share as percent with one decimal, two below one percent: `41.2 %`, `0.05 %`, `< 0.01 %`, `0 %`.
    ///
    /// @param share 0 to 1
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "–";
        }
        if (share == 0) {
            return "0 %";
        }
        if (share < 0.00005) {
            return "< 0.01 %";
        }
        return fixed(share * 100, share < 0.00995 ? 2 : 1) + " %";
    }

    /// A number with three significant digits and no idle zeros: `0.312`, `1`, `12.5`, `1,024`, `3.1e−7`.
    public static String value(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return fixed(x, 0);
        }
        double size = Math.abs(x);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e7 || size < 1e-4) {
            return minus(
                            String.format(Locale.ROOT, "%.1e", x)
                                    .replaceAll("e([+-])0*(\\d)", "e$1$2"))
                    .replace("+", "");
        }
        if (size >= 999.5) {
            return count(Math.round(x));
        }
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
        String digits = fixed(x, decimals);
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        String bare = digits.replaceAll("0+$", "");
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /// A number of bytes with its unit: `512 B`, `9.22 kB`, `11.7 MB`, `1.2 GB`; a kilobyte has 1,000.
    public static String bytes(long bytes) {
        return bytes < 1000 ? count(bytes) + " B" : scaled((double) bytes) + "B";
    }

    /// A number of floating-point operations with its unit: `950 FLOP`, `11.6 MFLOP`, `2.3 TFLOP`.
    public static String operations(double operations) {
        return operations < 1000 ? value(operations) + " FLOP" : scaled(operations) + "FLOP";
    }

    /// A number of 1,000 and more with a blank and its prefix.
    private static String scaled(double number) {
        double rest = number;
        int prefix = -1;
        while (rest >= 999.5 && prefix < PREFIXES.length() - 1) {
            rest /= 1000;
            prefix++;
        }
        return value(rest) + " " + PREFIXES.charAt(Math.max(0, prefix));
    }

    private static String minus(String digits) {
        return digits.replace('-', '−');
    }
}
