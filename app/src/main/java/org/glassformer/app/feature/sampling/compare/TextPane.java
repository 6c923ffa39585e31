package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.engine.sampling.DrawnToken;
import org.jspecify.annotations.Nullable;

/// One of the two texts, its tokens on the colours of their surprisal, the step looked at framed.
final class TextPane extends VBox {

    private static final double LN2 = Math.log(2);
    private static final double MOST_BITS = 10;

    private final Side side;
    private final ShadedText text = new ShadedText();
    private final Label end = new Label();
    private List<DrawnToken> tokens = List.of();

    TextPane(Side side, TextsViewModel model) {
        this.side = side;
        setMinSize(0, 0);
        getStyleClass().add("text");
        text.setId("compare-text-" + side.name().toLowerCase(Locale.ROOT));
        text.onPickedProperty().set(model::select);
        text.readingProperty().set(this::reading);
        text.followingEndProperty().set(false);
        end.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        end.setMinWidth(0);
        HBox head = new HBox(SideRow.badge(side), end);
        head.getStyleClass().add("side");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(text, Priority.ALWAYS);
        getChildren().setAll(head, text);
        model.selectedProperty().subscribe(step -> text.selectedProperty().set(step.intValue()));
    }

    void show(TextsViewModel.@Nullable Texts texts) {
        if (texts == null) {
            return;
        }
        tokens = side == Side.A ? texts.report().first() : texts.report().second();
        float[] bits = new float[tokens.size()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (float) (-tokens.get(i).logprob() / LN2);
        }
        List<String> labels =
                tokens.stream()
                        .map(token -> CompareWords.token(texts.step().vocabulary(), token.id()))
                        .toList();
        text.setData(
                ShadedTextData.amounts(
                        labels, bits, MOST_BITS, Messages.text("compare.surprisal")));
        end.setText(
                CompareWords.end(
                        side == Side.A ? texts.report().firstStop() : texts.report().secondStop()));
    }

    private String reading(int index) {
        if (index < 0 || index >= tokens.size()) {
            return "";
        }
        DrawnToken token = tokens.get(index);
        return Messages.text(
                "compare.reading",
                index + 1,
                Figures.percent(token.probability()),
                Figures.fixed(token.u(), 3),
                Figures.fixed(-token.logprob() / LN2, 2));
    }
}
