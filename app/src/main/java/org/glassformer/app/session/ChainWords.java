package org.glassformer.app.session;

import java.util.stream.Collectors;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.Stage.LogitBias;

/// Chains and their stages as people read them.
public final class ChainWords {

    private ChainWords() {}

    /// What a stage is called.
    public static String name(StageKind kind) {
        return Messages.text("chain.stage." + kind);
    }

    /// What a slider is called: the main one as its stage.
    public static String name(StageParameter parameter) {
        return parameter.isMain()
                ? name(parameter.kind())
                : Messages.text("chain.parameter." + parameter);
    }

    /// A stage with its values.
    public static String of(Stage stage) {
        StageKind kind = StageKind.of(stage);
        if (stage instanceof LogitBias bias) {
            return Messages.text("chain.biases", name(kind), bias.biases().size());
        }
        return StageParameter.of(kind).stream()
                .map(parameter -> name(parameter) + " " + value(parameter, stage))
                .collect(Collectors.joining(" "));
    }

    /// The stages that change anything, in their order, on one line.
    public static String of(ChainSettings chain) {
        String stages =
                chain.acting()
                        .filter(stage -> !stage.isNeutral())
                        .map(ChainWords::of)
                        .collect(Collectors.joining(", "));
        return stages.isEmpty() ? Messages.text("chain.neutral") : stages;
    }

    private static String value(StageParameter parameter, Stage stage) {
        double value = parameter.value(stage);
        return parameter.isLast() && value == Penalty.ALL
                ? Messages.text("chain.all")
                : Figures.value(value);
    }
}
