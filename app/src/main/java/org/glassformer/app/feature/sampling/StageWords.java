package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.Stage.Kind;

/// Stages as captions, menus and cards name them.
final class StageWords {

    private StageWords() {}

    static String name(Kind kind) {
        return Messages.text("chain.stage." + kind);
    }

    static String explanation(Kind kind) {
        return Messages.text("chain.stage." + kind + ".tip");
    }

    /// What a slider is called: the main one as its stage.
    static String name(StageParameter parameter) {
        return parameter.isMain()
                ? name(parameter.kind())
                : Messages.text("chain.parameter." + parameter);
    }

    /// A stage with its values, such as "Top-k 40".
    static String sentence(Stage stage) {
        if (stage instanceof Stage.LogitBias bias) {
            return Messages.text("chain.biases", name(Kind.LOGIT_BIAS), bias.biases().size());
        }
        List<String> words = new ArrayList<>();
        for (StageParameter parameter : StageParameter.of(stage.kind())) {
            words.add(name(parameter) + " " + value(parameter, stage));
        }
        return String.join(" ", words);
    }

    private static String value(StageParameter parameter, Stage stage) {
        double value = parameter.value(stage);
        return parameter.isLast() && value == Stage.ALL
                ? Messages.text("chain.all")
                : Figures.value(value);
    }
}
