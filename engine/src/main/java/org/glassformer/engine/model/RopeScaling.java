package org.glassformer.engine.model;

import java.util.List;

/// How the frequencies of rotary positions are stretched beyond the context a model began with.
public sealed interface RopeScaling {
    /// The frequencies in radians per position, one for each pair of the R channels that turn.
    ///
    /// @param theta base of the unstretched ones, theta^(-2 i / R)
    /// @param size R
    /// @param longText whether texts may be longer than [#originalContext]
    double[] frequencies(double theta, int size, boolean longText);

    /// What cosines and sines are multiplied by.
    default double attentionFactor() {
        return 1;
    }

    /// The length from which on texts are turned otherwise.
    default int originalContext() {
        return Integer.MAX_VALUE;
    }

    /// Stretching that looks at one frequency at a time.
    sealed interface OfFrequency extends RopeScaling {
        /// The frequency that is used in place of `frequency` (radians per position).
        double scale(double frequency);

        @Override
        default double[] frequencies(double theta, int size, boolean longText) {
            double[] frequencies = plain(theta, size);
            for (int i = 0; i < frequencies.length; i++) {
                frequencies[i] = scale(frequencies[i]);
            }
            return frequencies;
        }
    }

    /// theta^(-2 i / R).
    private static double[] plain(double theta, int size) {
        double[] frequencies = new double[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Math.pow(theta, -2.0 * i / size);
        }
        return frequencies;
    }

    /// No stretching.
    record None() implements OfFrequency {
        @Override
        public double scale(double frequency) {
            return frequency;
        }
    }

    /// Position interpolation (Chen et al. 2023): every frequency divided by `factor`.
    record Linear(double factor) implements OfFrequency {
        @Override
        public double scale(double frequency) {
            return frequency / factor;
        }
    }

    /// Llama 3.1: low frequencies are divided by `factor`, high ones stay, those between are mixed.
    ///
    /// @param factor the division
    /// @param lowFrequencyFactor wavelengths above `original / lowFrequencyFactor` are low
    /// @param highFrequencyFactor wavelengths below `original / highFrequencyFactor` are high
    /// @param original the context the model was first trained with
    record Llama3(
            double factor, double lowFrequencyFactor, double highFrequencyFactor, double original)
            implements OfFrequency {
        @Override
        public double scale(double frequency) {
            double wavelength = 2 * Math.PI / frequency;
            if (wavelength > original / lowFrequencyFactor) {
                return frequency / factor;
            }
            if (wavelength < original / highFrequencyFactor) {
                return frequency;
            }
            double smooth =
                    (original / wavelength - lowFrequencyFactor)
                            / (highFrequencyFactor - lowFrequencyFactor);
            return (1 - smooth) * frequency / factor + smooth * frequency;
        }
    }

    /// YaRN (Peng et al. 2023): pairs that turn often within the original context stay, pairs that
    /// turn seldom are divided by `factor`, those between are mixed.
    ///
    /// @param factor the division
    /// @param betaFast turns within the original context above which a pair stays
    /// @param betaSlow turns below which it is divided
    /// @param original the context the model was first trained with
    /// @param attentionFactor what cosines and sines are multiplied by, usually 0.1 ln(factor) + 1
    record Yarn(
            double factor,
            double betaFast,
            double betaSlow,
            double original,
            double attentionFactor)
            implements RopeScaling {
        @Override
        public double[] frequencies(double theta, int size, boolean longText) {
            double[] frequencies = plain(theta, size);
            double low = Math.max(0, Math.floor(pairOf(betaFast, theta, size)));
            double high = Math.min(size - 1.0, Math.ceil(pairOf(betaSlow, theta, size)));
            double width = high == low ? 0.001 : high - low;
            for (int i = 0; i < frequencies.length; i++) {
                double divided = Math.clamp((i - low) / width, 0, 1);
                frequencies[i] *= 1 - divided + divided / factor;
            }
            return frequencies;
        }

        /// The pair, with a fraction, that turns so often within the original context.
        private double pairOf(double turns, double theta, int size) {
            double wavelength = original / (turns * 2 * Math.PI);
            return size * Math.log(wavelength) / (2 * Math.log(theta));
        }
    }

    /// LongRoPE (Ding et al. 2024) as Phi-3 has it: a divisor for every frequency, other ones once
    /// texts may be longer than the original context.
    ///
    /// @param shortFactors divisors within the original context
    /// @param longFactors divisors beyond it
    /// @param originalContext the context the model was first trained with
    /// @param attentionFactor what cosines and sines are multiplied by, at any length
    record LongRope(
            List<Double> shortFactors,
            List<Double> longFactors,
            int originalContext,
            double attentionFactor)
            implements RopeScaling {
        /// Copies the lists, which are of one length.
        public LongRope {
            shortFactors = List.copyOf(shortFactors);
            longFactors = List.copyOf(longFactors);
            if (shortFactors.size() != longFactors.size()) {
                throw new IllegalArgumentException(
                        "as many long factors as short ones are needed for the rotations");
            }
        }

        @Override
        public double[] frequencies(double theta, int size, boolean longText) {
            double[] frequencies = plain(theta, size);
            List<Double> factors = longText ? longFactors : shortFactors;
            if (factors.size() != frequencies.length) {
                throw new IllegalArgumentException(
                        frequencies.length
                                + " frequencies need as many factors, not "
                                + factors.size());
            }
            for (int i = 0; i < frequencies.length; i++) {
                frequencies[i] /= factors.get(i);
            }
            return frequencies;
        }

        /// The usual attention factor, sqrt(1 + ln(context / original) / ln(original)).
        static double usualAttentionFactor(double context, double original) {
            double factor = context / original;
            return factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
        }
    }
}
