package org.glassformer.app.feature.tokens.languages;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.SeriesLegend;
import org.glassformer.app.ui.theme.StyleClass;

/// A language's figures: characters and bytes, and what each tokenizer makes of them.
final class LanguageFigures extends FlowPane {

    LanguageFigures() {
        getStyleClass().add(StyleClass.LANGUAGE_FIGURES);
        setMinWidth(0);
    }

    void show(Comparison comparison, LanguageCount language) {
        List<Node> lines = new ArrayList<>();
        for (int i = 0; i < comparison.tokenizers().size(); i++) {
            lines.add(new Label(tokens(comparison, language, i), SeriesLegend.mark(i)));
        }
        Label size =
                new Label(Messages.text("languages.size", language.characters(), language.bytes()));
        size.getStyleClass().add(StyleClass.MUTED);
        lines.add(size);
        getChildren().setAll(lines);
    }

    private static String tokens(Comparison comparison, LanguageCount language, int i) {
        int count = language.tokens().get(i);
        String name = comparison.tokenizers().get(i);
        if (count == LanguageCount.UNKNOWN) {
            return Messages.text("languages.counting", name);
        }
        return Messages.text(
                count == 1 ? "languages.figuresOne" : "languages.figures",
                name,
                count,
                Figures.fixed(comparison.ratio(language, i), 1),
                Figures.fixed(language.density(i), 1));
    }
}
