package org.glassformer.app.feature.models.download;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.glassformer.app.download.Offer;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// Any repository by its id: what it holds, and which of it is wanted.
final class OtherPanel extends VBox {

    private final DownloadViewModel model;
    private final VBox result = new VBox();

    /// @param model state and commands
    OtherPanel(DownloadViewModel model) {
        this.model = model;
        getStyleClass().addAll("body", "aside");
        setMinSize(0, 0);
        Label hint = wrapped(new Label(Messages.text("download.other.hint")));
        hint.getStyleClass().add(StyleClass.MUTED);
        Label failure = wrapped(new Label());
        failure.setId("download-other-failure");
        failure.textProperty().bind(model.failureProperty());
        failure.getStyleClass().add(StyleClass.PROBLEM);
        failure.managedProperty().bind(failure.textProperty().isNotEmpty());
        result.getStyleClass().add("body");
        result.managedProperty().bind(Bindings.isNotEmpty(result.getChildren()));
        hint.visibleProperty()
                .bind(
                        Bindings.and(
                                failure.textProperty().isEmpty(),
                                Bindings.isEmpty(result.getChildren())));
        hint.managedProperty().bind(hint.visibleProperty());
        getChildren().addAll(question(), hint, failure, result);
        model.foundProperty().subscribe(this::show);
    }

    private Node question() {
        TextField field = new TextField();
        field.setId("download-id");
        field.setPromptText("owner/name");
        field.textProperty().bindBidirectional(model.typedIdProperty());
        field.setMinWidth(0);
        field.setOnAction(ignored -> model.lookUp());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button ask = new Button();
        ask.setId("download-look-up");
        ask.getStyleClass().add(StyleClass.TOOL_BUTTON);
        ask.setTooltip(new Tooltip(Messages.text("download.lookUp.tip")));
        ask.setMinWidth(Region.USE_PREF_SIZE);
        ask.textProperty()
                .bind(
                        Bindings.when(model.askingProperty())
                                .then(Messages.text("download.cancel"))
                                .otherwise(Messages.text("download.lookUp")));
        ask.disableProperty().bind(model.typedIdProperty().isEmpty());
        ask.setOnAction(ignored -> {
            if (model.askingProperty().get()) {
                model.cancelLookUp();
            } else {
                model.lookUp();
            }
        });
        HBox line = new HBox(field, ask);
        line.getStyleClass().add("asked");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void show(@Nullable Found found) {
        result.getChildren().clear();
        if (found == null) {
            return;
        }
        Label words = wrapped(new Label(DownloadViewModel.words(found)));
        words.setId("download-found");
        result.getChildren().add(words);
        if (found.gated()) {
            Label accept = wrapped(new Label(Messages.text("download.accept", found.page())));
            accept.getStyleClass().add(StyleClass.MUTED);
            HBox gate = new HBox(accept, new CopyButton(found::page));
            gate.setAlignment(Pos.CENTER_LEFT);
            result.getChildren().add(gate);
        }
        ComboBox<Offer> offers = new ComboBox<>();
        offers.setId("download-offers");
        offers.setMaxWidth(Double.MAX_VALUE);
        offers.setMinWidth(0);
        offers.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Offer offer) {
                        return offer == null ? "" : DownloadViewModel.words(offer);
                    }

                    @Override
                    public @Nullable Offer fromString(String text) {
                        return null;
                    }
                });
        offers.getItems().setAll(found.offers());
        offers.setValue(found.offers().getFirst());
        offers.valueProperty().subscribe(model.chosenProperty()::set);
        Button take = new Button(Messages.text("download.start"));
        take.setId("download-take");
        take.getStyleClass().addAll("accent", StyleClass.TOOL_BUTTON);
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.setTooltip(new Tooltip(Messages.text("download.start.tip")));
        take.setOnAction(ignored -> model.take());
        HBox.setHgrow(offers, Priority.ALWAYS);
        HBox line = new HBox(offers, take);
        line.getStyleClass().add("asked");
        line.setAlignment(Pos.CENTER_LEFT);
        result.getChildren().add(line);
    }

    static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinSize(0, Region.USE_PREF_SIZE);
        return label;
    }
}
