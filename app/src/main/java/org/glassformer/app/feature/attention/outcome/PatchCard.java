package org.glassformer.app.feature.attention.outcome;

import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// Writes another prompt and chooses what of it goes where. The screen behind it stays usable.
final class PatchCard extends VBox {

    private static final int CHIP_ROWS = 2;

    private final PatchViewModel model;
    private final TextField text = new TextField();

    PatchCard(PatchViewModel model, Executor painter, PanelExport export) {
        this.model = model;
        setId("patch-card");
        getStyleClass().add(StyleClass.PATCH);
        visibleProperty().bind(model.openProperty());
        managedProperty().bind(visibleProperty());
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        text.setId("patch-text");
        text.setPromptText(Messages.text("outcome.patch.prompt"));
        text.setAccessibleText(Messages.text("outcome.patch.prompt"));
        text.textProperty().bindBidirectional(model.textProperty());
        text.setOnAction(ignored -> model.apply());
        TokenFlow from = flow("patch-from");
        from.tokensProperty().bind(model.otherTokensProperty());
        from.selectedTokenProperty().bindBidirectional(model.fromProperty());
        TokenFlow to = flow("patch-to");
        to.tokensProperty().bind(model.ownTokensProperty());
        to.selectedTokenProperty().bindBidirectional(model.toProperty());
        Label sentence = new Label();
        sentence.setId("patch-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.textProperty().bind(model.sentenceProperty());
        getChildren()
                .setAll(
                        header(),
                        text,
                        heading("outcome.patch.from"),
                        from,
                        heading("outcome.patch.to"),
                        to,
                        where(),
                        sentence,
                        new SweepPane(model, painter, export));
        model.openProperty()
                .subscribe((before, on) -> {
                    if (on) {
                        text.requestFocus();
                        text.end();
                    }
                });
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        model.close();
                        event.consume();
                    }
                });
    }

    private HBox header() {
        Label title = new Label(Messages.text("outcome.patch.title"));
        title.getStyleClass().add(StyleClass.TITLE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = new Button("", new Icon(Material2AL.CLOSE));
        close.setId("patch-close");
        close.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat");
        close.setTooltip(new Tooltip(Messages.text("outcome.patch.close")));
        close.setAccessibleText(Messages.text("outcome.patch.close"));
        close.setOnAction(ignored -> model.close());
        HBox header = new HBox(title, space, close);
        header.getStyleClass().add("header");
        return header;
    }

    private static Label heading(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        return label;
    }

    private static TokenFlow flow(String id) {
        TokenFlow flow = new TokenFlow();
        flow.setId(id);
        flow.idsVisibleProperty().set(false);
        flow.maxRowsProperty().set(CHIP_ROWS);
        flow.setMinHeight(Region.USE_PREF_SIZE);
        return flow;
    }

    private HBox where() {
        ComboBox<Integer> layer = new ComboBox<>();
        layer.setId("patch-layer");
        layer.setConverter(converter(n -> Messages.text("outcome.patch.block", n)));
        model.openProperty()
                .subscribe(on -> {
                    if (on) {
                        layer.getItems()
                                .setAll(IntStream.range(0, model.layers()).boxed().toList());
                        layer.setValue(model.layerProperty().get());
                    }
                });
        layer.valueProperty()
                .subscribe((before, now) -> {
                    if (now != null) {
                        model.layerProperty().set(now);
                    }
                });
        model.layerProperty().subscribe((before, now) -> layer.setValue(now.intValue()));
        ComboBox<PatchPlace> place = new ComboBox<>();
        place.setId("patch-place");
        place.getItems().setAll(PatchPlace.values());
        place.setConverter(converter(PatchPlace::text));
        place.valueProperty().bindBidirectional(model.placeProperty());
        layer.setAccessibleText(Messages.text("outcome.patch.layer"));
        place.setAccessibleText(Messages.text("outcome.patch.place"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button apply = new Button(Messages.text("outcome.patch.apply"));
        apply.setId("patch-apply");
        apply.getStyleClass().add("accent");
        apply.disableProperty().bind(model.possibleProperty().not());
        apply.setOnAction(ignored -> model.apply());
        HBox where = new HBox(layer, place, space, apply);
        where.getStyleClass().add("where");
        return where;
    }

    private static <T> StringConverter<T> converter(java.util.function.Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : text.apply(value);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        };
    }
}
