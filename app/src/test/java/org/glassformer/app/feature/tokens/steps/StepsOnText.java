package org.glassformer.app.feature.tokens.steps;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// A panel's state on a text, for the tests of what it shows and of what it does.
abstract class StepsOnText {

    static final Tokenizer CL100K = Tokenizers.openAi("cl100k_base");
    static final Tokenizer GPT2 = Tokenizers.openAi("r50k_base");

    @TempDir static Path folder;

    final ObjectProperty<@Nullable Source> source = new SimpleObjectProperty<>();
    final ObjectProperty<@Nullable Stretch> selected = new SimpleObjectProperty<>();
    final StepsViewModel model = new StepsViewModel(source, selected, new DirectTaskRunner());

    void open(Tokenizer tokenizer, String text) {
        source.set(new Source(tokenizer, text, SpecialTokens.PARSED));
    }

    void openAll(Tokenizer tokenizer, String text) {
        selected.set(new Stretch(0, text.length()));
        open(tokenizer, text);
    }

    MergeStepsData data() {
        return model.dataProperty().get();
    }

    String sentence() {
        return model.sentenceProperty().get();
    }

    String notes() {
        return model.notesProperty().get();
    }

    static List<String> texts(List<StepCell> cells) {
        return cells.stream().map(StepCell::text).toList();
    }

    List<String> parts(int step) {
        return java.util.stream.IntStream.range(0, data().size())
                .filter(i -> data().startsPart(i, step))
                .mapToObj(i -> data().label(i, data().partEnd(i, step)))
                .toList();
    }

    static int rank(StepMerge merge) {
        return Integer.parseInt(merge.brief().replace("rank ", ""));
    }

    @Nullable Stretch characters(ByteSpan span) {
        model.hoveredProperty().set(span);
        return model.hoveredCharactersProperty().get();
    }
}
