package org.glassformer.app.feature.inside;

import javafx.beans.binding.Bindings;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.HeadGrid;

/// All heads as small maps; one is chosen.
final class HeadsPanel extends VBox {

    HeadsPanel(InsideViewModel model, PanelExport export) {
        AttentionViewModel attention = model.attention();
        HeadGrid grid = new HeadGrid();
        grid.thumbnailsProperty().bind(attention.thumbnailsProperty());
        grid.layerProperty().bindBidirectional(attention.layerProperty());
        grid.headProperty().bindBidirectional(attention.headProperty());
        Card card = new Card(Messages.text("heads.title"), grid);
        card.subtitleProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        grid.hoveredProperty().get() == null
                                                ? attention.headsProperty().get()
                                                : Messages.text(
                                                        "map.title",
                                                        grid.hoveredProperty().get().row(),
                                                        grid.hoveredProperty().get().column()),
                                grid.hoveredProperty(),
                                attention.headsProperty()));
        card.shortSubtitleProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        grid.hoveredProperty().get() == null
                                                ? attention.shortHeadsProperty().get()
                                                : "",
                                grid.hoveredProperty(),
                                attention.shortHeadsProperty()));
        NumbersViewModel numbers = model.numbers();
        card.actions().add(new ExportMenu(card, numbers::headsCaption, numbers::heads, export));
        getChildren().setAll(card);
    }
}
