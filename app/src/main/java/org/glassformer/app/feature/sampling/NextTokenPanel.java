package org.glassformer.app.feature.sampling;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.theme.StyleClass;

/// The most likely next tokens, before or after the chain.
final class NextTokenPanel extends VBox {

    private final LogitBars bars = new LogitBars();

    NextTokenPanel(SamplingViewModel model, PanelExport export) {
        NextTokenViewModel next = model.nextToken();
        bars.setId("next-token");
        bars.dataProperty().bind(next.barsProperty());
        bars.noteProperty().bind(next.drawProperty());
        bars.onPickedProperty().set(model::pick);
        ToggleGroup group = new ToggleGroup();
        ToggleButton raw = toggle("next.raw", group);
        ToggleButton after = toggle("next.after", group);
        after.setSelected(true);
        raw.getStyleClass().add("left-pill");
        after.getStyleClass().add("right-pill");
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        group.selectToggle(before);
                    }
                });
        bars.rawShownProperty().bind(raw.selectedProperty());
        Card card = new Card("", bars);
        card.shortenTitle();
        card.titleProperty().bind(next.titleProperty());
        card.shortTitleProperty().bind(next.shortTitleProperty());
        NumbersViewModel numbers = model.numbers();
        card.actions()
                .setAll(
                        new HBox(raw, after),
                        new ExportMenu(card, numbers::nextCaption, numbers::next, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    /// How many tokens are listed at most.
    void list(int rows) {
        bars.maxRowsProperty().set(rows);
    }

    private static ToggleButton toggle(String key, ToggleGroup group) {
        ToggleButton button = new ToggleButton(Messages.text(key));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setToggleGroup(group);
        button.setFocusTraversable(false);
        return button;
    }
}
