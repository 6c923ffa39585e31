package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.app.ui.theme.StyleClass;

/// One of the two texts, its tokens on the colours of their surprisal, the step looked at framed.
final class TextPane extends VBox {

    private static final double MOST_BITS = 10;

    private final ShadedText text = new ShadedText();
    private final Label end = new Label();
    private List<String> readings = List.of();

    TextPane(Side side, TextsViewModel model) {
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

    void show(CompareWordsViewModel.Written written) {
        readings = written.readings();
        text.setData(
                ShadedTextData.amounts(
                        written.labels(),
                        written.bits(),
                        MOST_BITS,
                        Messages.text("compare.surprisal")));
        end.setText(written.end());
    }

    private String reading(int index) {
        return index < 0 || index >= readings.size() ? "" : readings.get(index);
    }
}
