package org.glassformer.app.feature.models.download;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// Where models come from, who asks, and where they go.
final class PlacePanel extends VBox {

    private final DownloadViewModel model;

    /// @param model state and commands
    PlacePanel(DownloadViewModel model) {
        this.model = model;
        getStyleClass().addAll("body", "aside");
        setMinSize(0, 0);
        Label failure = OtherPanel.wrapped(new Label());
        failure.setId("download-address-failure");
        failure.textProperty().bind(model.addressFailureProperty());
        failure.getStyleClass().add(StyleClass.PROBLEM);
        failure.managedProperty().bind(failure.textProperty().isNotEmpty());
        Label token = OtherPanel.wrapped(new Label());
        token.setId("download-token");
        token.textProperty().bind(model.settingsProperty().map(DownloadViewModel::tokenWords));
        token.getStyleClass().add(StyleClass.MUTED);
        Label proxy = OtherPanel.wrapped(new Label());
        proxy.setId("download-proxy");
        proxy.textProperty().bind(model.settingsProperty().map(DownloadViewModel::proxyWords));
        proxy.getStyleClass().add(StyleClass.MUTED);
        proxy.managedProperty().bind(proxy.textProperty().isNotEmpty());
        Label folder = OtherPanel.wrapped(new Label(model.folder()));
        folder.getStyleClass().addAll(StyleClass.MONO, StyleClass.SMALL);
        Label room = OtherPanel.wrapped(new Label());
        room.textProperty().bind(model.roomProperty());
        room.getStyleClass().add(StyleClass.MUTED);
        room.managedProperty().bind(room.textProperty().isNotEmpty());
        getChildren()
                .addAll(
                        new Label(Messages.text("download.from")),
                        address(),
                        failure,
                        token,
                        proxy,
                        new Label(Messages.text("download.to")),
                        folder,
                        room);
    }

    private Node address() {
        TextField field = new TextField();
        field.setId("download-address");
        field.textProperty().bindBidirectional(model.typedAddressProperty());
        field.setTooltip(new Tooltip(Messages.text("download.address.tip")));
        field.setMinWidth(0);
        field.setOnAction(ignored -> model.takeAddress());
        field.focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        model.takeAddress();
                    }
                });
        HBox.setHgrow(field, Priority.ALWAYS);
        Button usual = new Button(Messages.text("download.usual"));
        usual.setId("download-usual");
        usual.getStyleClass().add(StyleClass.TOOL_BUTTON);
        usual.setMinWidth(Region.USE_PREF_SIZE);
        usual.setTooltip(
                new Tooltip(
                        Messages.text(
                                "download.usual.tip", model.settingsProperty().get().usual())));
        usual.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        !model.settingsProperty().get().chosen().isEmpty()
                                                || !model.addressFailureProperty().get().isEmpty(),
                                model.settingsProperty(),
                                model.addressFailureProperty()));
        usual.managedProperty().bind(usual.visibleProperty());
        usual.setOnAction(ignored -> model.takeUsualAddress());
        HBox line = new HBox(field, usual);
        line.getStyleClass().add("asked");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
