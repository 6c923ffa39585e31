package org.glassformer.engine.sampling;

import java.util.function.DoublePredicate;

/// The value of a stage that a slider moves, from strict, which keeps fewest tokens, to lenient.
///
/// @param strict the end that removes most
/// @param lenient the end that removes least
/// @param whole whether only whole numbers count
record Dial(double strict, double lenient, boolean whole) {
    private static final double LARGEST_TEMPERATURE = 1e9;
    private static final double LEAST_TEMPERATURE = 1e-9;
    private static final double LARGEST_N = 1e9;

    /// Whether a stage has one.
    static boolean has(Stage stage) {
        return switch (stage.kind()) {
            case TEMPERATURE, TOP_K, TOP_P, MIN_P, TYPICAL, TOP_N_SIGMA, XTC -> true;
            case REPETITION, FREQUENCY, PRESENCE, DRY, LOGIT_BIAS, GRAMMAR -> false;
        };
    }

    /// The dial of a stage that has one.
    static Dial of(Stage stage, int vocabSize) {
        return switch (stage.kind()) {
            case TEMPERATURE -> new Dial(LEAST_TEMPERATURE, LARGEST_TEMPERATURE, false);
            case TOP_K -> new Dial(1, vocabSize, true);
            case MIN_P -> new Dial(1, 0, false);
            case TOP_N_SIGMA -> new Dial(0, LARGEST_N, false);
            case XTC -> new Dial(0, Math.nextUp(Cut.Xtc.LARGEST_THRESHOLD), false);
            case TOP_P, TYPICAL -> new Dial(0, 1, false);
            case REPETITION, FREQUENCY, PRESENCE, DRY, LOGIT_BIAS, GRAMMAR ->
                    throw new IllegalArgumentException(stage.name() + " has no dial");
        };
    }

    /// Where a stage stands, within the dial.
    double position(Stage stage) {
        double value =
                switch (stage) {
                    case Stage.Temperature(double t) -> t;
                    case Cut.TopK(int k, Cut.TieRule ties) -> k == 0 ? lenient : k;
                    case Cut.TopP(double p) -> p;
                    case Cut.MinP(double p) -> p;
                    case Cut.Typical(double mass, Cut.TieRule ties) -> mass;
                    case Cut.TopNSigma(double n) -> n < 0 ? lenient : n;
                    case Cut.Xtc xtc -> xtc.threshold();
                    case Penalty s -> strict;
                    case Stage.LogitBias s -> strict;
                    case Stage.Grammar s -> strict;
                };
        return Math.clamp(value, Math.min(strict, lenient), Math.max(strict, lenient));
    }

    /// The stage with the dial at another place.
    static Stage turned(Stage stage, double value) {
        return switch (stage) {
            case Stage.Temperature s -> new Stage.Temperature(value);
            case Cut.TopK(int k, Cut.TieRule ties) -> new Cut.TopK((int) value, ties);
            case Cut.TopP s -> new Cut.TopP(value);
            case Cut.MinP s -> new Cut.MinP(value);
            case Cut.Typical(double mass, Cut.TieRule ties) -> new Cut.Typical(value, ties);
            case Cut.TopNSigma s -> new Cut.TopNSigma(value);
            case Cut.Xtc(double probability, double threshold, int minKeep) ->
                    new Cut.Xtc(probability, value, minKeep);
            case Penalty s -> s;
            case Stage.LogitBias s -> s;
            case Stage.Grammar s -> s;
        };
    }

    /// The next value towards the strict end.
    double stricter(double value) {
        return step(value, strict);
    }

    /// The next value towards the lenient end.
    double moreLenient(double value) {
        return step(value, lenient);
    }

    private double step(double value, double end) {
        if (value == end) {
            return value;
        }
        return whole
                ? value + Math.signum(end - value)
                : end > value ? Math.nextUp(value) : Math.nextDown(value);
    }

    /// The value nearest to `not` from which on, towards `yes`, something holds; by halving the numbers
    /// in between, down to neighbours.
    ///
    /// @param not a value of 0 or more where it does not hold
    /// @param yes a value of 0 or more where it does
    double boundary(double not, double yes, DoublePredicate holds) {
        long no = bits(not);
        long ok = bits(yes);
        while (Math.abs(no - ok) > 1) {
            long middle = no + (ok - no) / 2;
            if (holds.test(value(middle))) {
                ok = middle;
            } else {
                no = middle;
            }
        }
        return value(ok);
    }

    private long bits(double value) {
        return whole ? (long) value : Double.doubleToLongBits(value + 0.0);
    }

    private double value(long bits) {
        return whole ? bits : Double.longBitsToDouble(bits);
    }

    /// A number of as few decimal digits as lie between two.
    static double roundest(double low, double high) {
        if (low == high) {
            return low;
        }
        double middle = low + (high - low) / 2;
        for (int digits = 0; digits < 17; digits++) {
            double scale = Math.pow(10, digits);
            double rounded = Math.rint(middle * scale) / scale;
            if (rounded >= low && rounded <= high) {
                return rounded;
            }
        }
        return middle;
    }
}
