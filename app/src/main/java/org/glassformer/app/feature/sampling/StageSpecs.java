package org.glassformer.app.feature.sampling;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.ui.control.ParameterSpec;

/// The ranges of the sliders.
final class StageSpecs {

    private static final int LAST = 4096;
    private static final double SIGMA_OFF = -1;

    private StageSpecs() {}

    /// The range of one slider.
    ///
    /// @param vocabSize the largest k
    static ParameterSpec of(StageParameter parameter, int vocabSize) {
        String name = StageWords.name(parameter);
        return switch (parameter) {
            case TEMPERATURE -> ParameterSpec.linear(name, 0, 2, 0.01, 1).typedUpTo(10);
            case TOP_K -> ParameterSpec.counts(name, vocabSize);
            case TOP_P, TYPICAL -> ParameterSpec.linear(name, 0, 1, 0.01, 1);
            case MIN_P, XTC -> ParameterSpec.linear(name, 0, 1, 0.01, 0);
            case TOP_N_SIGMA -> ParameterSpec.linear(name, 0, 5, 0.05, SIGMA_OFF);
            case REPETITION -> ParameterSpec.linear(name, 0.5, 2, 0.01, 1).typedUpTo(10);
            case FREQUENCY, PRESENCE -> ParameterSpec.linear(name, -2, 2, 0.05, 0);
            case REPETITION_LAST, FREQUENCY_LAST, PRESENCE_LAST, DRY_LAST ->
                    ParameterSpec.countsOrAll(name, LAST, Messages.text("chain.all"));
            case XTC_THRESHOLD ->
                    ParameterSpec.linear(name, 0, 0.5, 0.01, 0.1).neutralCalled("0.10");
            case DRY -> ParameterSpec.linear(name, 0, 5, 0.05, 0);
            case DRY_BASE -> ParameterSpec.linear(name, 1, 4, 0.05, 1.75).neutralCalled("1.75");
            case DRY_LENGTH -> ParameterSpec.linear(name, 0, 20, 1, 2).neutralCalled("2");
        };
    }

    /// The range of a bias.
    static ParameterSpec bias(String token) {
        return ParameterSpec.linear(token, -20, 20, 0.1, 0).typedUpTo(100);
    }
}
