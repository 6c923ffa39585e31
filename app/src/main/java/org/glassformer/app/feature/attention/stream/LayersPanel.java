package org.glassformer.app.feature.attention.stream;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;

/// One position from the embeddings to the last block: the followed token's rank and probability, the distance from the
/// model's own distribution, and the length of the stream.
final class LayersPanel extends VBox {

    /// Width in ems from which the field has its whole room, and height from which a sentence stands below the plots.
    private static final double WIDE = 62;

    private static final double TALL = 12.5;
    private static final int COLUMNS = 21;
    private static final int FEW_COLUMNS = 7;

    LayersPanel(StreamViewModel model, PanelExport export) {
        setMinSize(0, 0);
        LayerPlots plots = new LayerPlots(model);
        Card card = new Card(Messages.text("stream.layers.title"), plots);
        card.subtitleProperty().bind(model.positionProperty());
        TokenField field = new TokenField();
        field.setId("stream-token");
        field.shownProperty().bind(model.followedProperty());
        field.noneProperty().set(Messages.text("stream.likeliest"));
        field.matchesProperty().bind(model.matches());
        field.onPickedProperty().set(model::follow);
        field.field().setTooltip(LensPanel.tip(Messages.text("stream.token.tip")));
        field.field().setAccessibleText(Messages.text("stream.token.name"));
        Label name = new Label(Messages.text("stream.token.name"));
        name.getStyleClass().add(StyleClass.MUTED);
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.managedProperty().bind(name.visibleProperty());
        card.actions().setAll(plots.chooser(), name, field);
        card.actions()
                .add(new ExportMenu(card, model::layersCaption, model::layersNumbers, export));
        Label share = new Label();
        share.setId("stream-share");
        share.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        share.textProperty().bind(model.shareProperty());
        share.setMinWidth(0);
        share.managedProperty().bind(share.visibleProperty());
        share.setTooltip(LensPanel.tip(Messages.text("stream.share.tip")));
        card.addFoot(share);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        card.shortenTitle();
        Observable[] sizes = {widthProperty(), heightProperty(), name.fontProperty()};
        name.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> ems(getWidth(), name) >= WIDE, sizes));
        share.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> ems(getHeight(), name) >= TALL, sizes));
        name.visibleProperty().subscribe(wide -> field.setColumns(wide ? COLUMNS : FEW_COLUMNS));
    }

    private static double ems(double length, Label label) {
        return length / label.getFont().getSize();
    }
}
