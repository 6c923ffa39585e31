package org.glassformer.app.feature.training;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.train.live.CheckResult.Measure;
import org.glassformer.engine.train.live.RunPreview;
import org.glassformer.engine.train.live.TrainingCost;
import org.glassformer.engine.train.task.Example;

/// What is known of a run before it begins, in words.
final class PreviewTextViewModel {
    private static final int MOST_CHARACTERS = 90;

    private PreviewTextViewModel() {}

    /// Parameters, memory and operations, in a sentence.
    static String cost(TrainingCost cost) {
        return Messages.text(
                "training.cost",
                cost.parameters(),
                Figures.bytes(cost.bytes()),
                Figures.operations(cost.flopsPerStep()),
                cost.tokensPerStep());
    }

    /// When it counts as learned, in a sentence.
    static String goal(RunPreview preview) {
        String which = preview.unseen() ? "unseen" : "seen";
        if (Double.isNaN(preview.goal())) {
            return Messages.text("training.goal.none." + which);
        }
        return preview.measure() == Measure.EXACT
                ? Messages.text(
                        "training.goal.exact." + which, Figures.fixed(100 * preview.goal(), 0))
                : Messages.text("training.goal.bits." + which, Figures.value(preview.goal()));
    }

    /// An example in one line; of a long text its beginning.
    static ExampleLine line(Example example) {
        String text = example.answer().strip().replaceAll("\\s+", " ");
        if (text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
            int end = text.lastIndexOf(' ', text.offsetByCodePoints(0, MOST_CHARACTERS));
            text =
                    text.substring(0, end > 0 ? end : text.offsetByCodePoints(0, MOST_CHARACTERS))
                            + " …";
        }
        return new ExampleLine(example.prompt(), text);
    }
}
