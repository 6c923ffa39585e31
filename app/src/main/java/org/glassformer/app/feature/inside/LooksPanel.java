package org.glassformer.app.feature.inside;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;

/// What one token looks at most, as a short list with bars.
final class LooksPanel extends VBox {

    private final GridPane rows = new GridPane();
    private final Label measure = new Label("0");
    private List<Look> all = List.of();

    LooksPanel(InsideViewModel inside, PanelExport export) {
        AttentionViewModel model = inside.attention();
        rows.getStyleClass().add(StyleClass.LOOKS);
        ColumnConstraints token = new ColumnConstraints();
        token.setMinWidth(0);
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        ColumnConstraints weight = new ColumnConstraints();
        weight.setHalignment(HPos.RIGHT);
        weight.setMinWidth(Region.USE_PREF_SIZE);
        measure.getStyleClass().add(StyleClass.MONO);
        measure.setVisible(false);
        measure.setManaged(false);
        rows.getColumnConstraints().setAll(token, bar, weight);
        Card card = new Card("", rows);
        card.shortenTitle();
        card.titleProperty().bind(model.looksTitleProperty());
        card.visibleProperty().bind(model.looksProperty().map(looks -> !looks.isEmpty()));
        NumbersViewModel numbers = inside.numbers();
        card.actions().add(new ExportMenu(card, numbers::looksCaption, numbers::looks, export));
        getChildren().setAll(card);
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox.setVgrow(this, Priority.ALWAYS);
        rows.setMinHeight(0);
        rows.heightProperty().subscribe((before, height) -> list());
        model.looksProperty()
                .subscribe(looks -> {
                    all = looks;
                    list();
                });
    }

    /// As many as fit.
    private void list() {
        double line = measure.prefHeight(-1) + rows.getVgap();
        int fitting = Math.max(1, (int) ((rows.getHeight() + rows.getVgap()) / line));
        List<Look> looks = all.subList(0, Math.min(fitting, all.size()));
        rows.getChildren().setAll(measure);
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
            StackPane.setAlignment(filled, Pos.CENTER_LEFT);
            Label weight = new Label(AttentionViewModel.weight(look.weight()));
            weight.getStyleClass().addAll(StyleClass.MONO, StyleClass.MUTED);
            rows.addRow(i, token, bar, weight);
        }
    }
}
