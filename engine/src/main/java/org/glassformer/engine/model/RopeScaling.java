package org.glassformer.engine.model;

/// How the frequencies of rotary positions are stretched beyond the context a model began with.
public sealed interface RopeScaling {
    /// The frequency that is used in place of `frequency` (radians per position).
    double scale(double frequency);

    /// No stretching.
    record None() implements RopeScaling {
        @Override
        public double scale(double frequency) {
            return frequency;
        }
    }

    /// Position interpolation (Chen et al. 2023): every frequency divided by `factor`.
    record Linear(double factor) implements RopeScaling {
        @Override
        public double scale(double frequency) {
            return frequency / factor;
        }
    }

    /// Llama 3.1: low frequencies are divided by `factor`, high ones stay, those between are mixed.
    ///
    /// @param factor the division
    /// @param lowFrequencyFactor wavelengths above `originalContext / lowFrequencyFactor` are low
    /// @param highFrequencyFactor wavelengths below `originalContext / highFrequencyFactor` are high
    /// @param originalContext the context the model was first trained with
    record Llama3(
            double factor,
            double lowFrequencyFactor,
            double highFrequencyFactor,
            double originalContext)
            implements RopeScaling {
        @Override
        public double scale(double frequency) {
            double wavelength = 2 * Math.PI / frequency;
            if (wavelength > originalContext / lowFrequencyFactor) {
                return frequency / factor;
            }
            if (wavelength < originalContext / highFrequencyFactor) {
                return frequency;
            }
            double smooth =
                    (originalContext / wavelength - lowFrequencyFactor)
                            / (highFrequencyFactor - lowFrequencyFactor);
            return (1 - smooth) * frequency / factor + smooth * frequency;
        }
    }
}
