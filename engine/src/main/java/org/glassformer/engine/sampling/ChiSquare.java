package org.glassformer.engine.sampling;

/// Pearson's test of counts against expected counts.
///
/// @param statistic the sum of (count - expected)^2 / expected
/// @param degreesOfFreedom the number of classes less one
/// @param pValue the probability of a statistic at least as large if the expectation is right, 0 to 1
public record ChiSquare(double statistic, int degreesOfFreedom, double pValue) {
    private static final int MOST_TERMS = 1_000_000;
    private static final double TINY = 1e-300;

    // Lanczos' coefficients for g = 7 and nine terms.
    private static final double LANCZOS_G = 7;
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    /// The test for a statistic; with no degree of freedom nothing can differ and the p-value is 1.
    public static ChiSquare of(double statistic, int degreesOfFreedom) {
        double pValue = degreesOfFreedom < 1 ? 1 : upper(degreesOfFreedom / 2.0, statistic / 2);
        return new ChiSquare(statistic, degreesOfFreedom, pValue);
    }

    /// The regularised upper incomplete gamma function Q(a, x): below a + 1 one less the series of
    /// Abramowitz and Stegun 6.5.29, else their continued fraction 6.5.31 by Lentz' method.
    static double upper(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double scale = Math.exp(a * Math.log(x) - x - logGamma(a));
        double q = x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
        return Math.clamp(q, 0.0, 1.0);
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double result = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / notZero(an * d + b);
            c = notZero(b + an / c);
            double factor = c * d;
            result *= factor;
            if (Math.abs(factor - 1) < 1e-16) {
                break;
            }
        }
        return result;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// ln of the gamma function for a > 0 (Lanczos 1964, <https://doi.org/10.1137/0701008>).
    static double logGamma(double a) {
        if (a < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * a)) - logGamma(1 - a);
        }
        double z = a - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z + i);
        }
        double t = z + LANCZOS_G + 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
