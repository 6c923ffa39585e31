package org.glassformer.app.feature.inside;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;

/// What one token looks at most, as a short list with bars.
final class LooksPanel extends VBox {

    private final GridPane rows = new GridPane();

    LooksPanel(AttentionViewModel model) {
        rows.getStyleClass().add(StyleClass.LOOKS);
        ColumnConstraints token = new ColumnConstraints();
        token.setMinWidth(0);
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        ColumnConstraints weight = new ColumnConstraints();
        weight.setHalignment(HPos.RIGHT);
        weight.setMinWidth(Region.USE_PREF_SIZE);
        rows.getColumnConstraints().setAll(token, bar, weight);
        Card card = new Card("", rows);
        card.titleProperty().bind(model.looksTitleProperty());
        card.visibleProperty().bind(Bindings.isNotEmpty(rows.getChildren()));
        getChildren().setAll(card);
        model.looksProperty().subscribe(this::list);
        VBox.setVgrow(this, Priority.ALWAYS);
    }

    private void list(List<Look> looks) {
        rows.getChildren().clear();
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            Label token = new Label(look.token());
            token.getStyleClass().add(StyleClass.MONO);
            token.setMinWidth(0);
            Region filled = new Region();
            filled.getStyleClass().add(StyleClass.BAR);
            StackPane bar = new StackPane(filled);
            bar.getStyleClass().add(StyleClass.BAR_TRACK);
            filled.maxWidthProperty().bind(bar.widthProperty().multiply(look.weight()));
            StackPane.setAlignment(filled, javafx.geometry.Pos.CENTER_LEFT);
            Label weight = new Label(AttentionViewModel.weight(look.weight()));
            weight.getStyleClass().addAll(StyleClass.MONO, StyleClass.MUTED);
            rows.addRow(i, token, bar, weight);
        }
    }
}
