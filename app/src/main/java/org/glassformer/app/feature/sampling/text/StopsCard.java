package org.glassformer.app.feature.sampling.text;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.StopConditions;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// What ends a run of tokens: how many at most, tokens, and texts. The screen behind it stays usable.
final class StopsCard extends VBox {

    private final StopsViewModel model;
    private final FlowPane tokens = looks();
    private final FlowPane texts = looks();
    private final TextField most = new TextField();

    StopsCard(StopsViewModel model) {
        this.model = model;
        setId("stops-card");
        getStyleClass().addAll(StyleClass.FLOATING, StyleClass.STOPS);
        visibleProperty().bind(model.openProperty());
        managedProperty().bind(visibleProperty());
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        most.setId("stops-most");
        most.setPrefColumnCount(6);
        most.setAccessibleText(Messages.text("stops.mostName"));
        most.setOnAction(ignored -> model.setMost(most.getText()));
        most.focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        model.setMost(most.getText());
                        showMost();
                    }
                });
        TokenField token = new TokenField();
        token.field().setId("stops-token");
        token.promptTextProperty().set(Messages.text("stops.token.add"));
        token.setColumns(11);
        token.matchesProperty().bind(model.choicesProperty());
        token.onPickedProperty().set(model::addToken);
        TextField text = new TextField();
        text.setId("stops-text");
        text.setPromptText(Messages.text("stops.text.add"));
        text.setAccessibleText(Messages.text("stops.text.add"));
        text.setTooltip(new Tooltip(Messages.text("stops.text.tip")));
        text.setPrefColumnCount(11);
        text.setOnAction(ignored -> {
            model.addText(text.getText());
            text.clear();
        });
        Label own = new Label(Messages.text("stops.own"));
        own.setWrapText(true);
        own.setMinHeight(USE_PREF_SIZE);
        own.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        getChildren()
                .setAll(
                        header(),
                        row("stops.mostName", most),
                        row("stops.tokens", token),
                        tokens,
                        row("stops.texts", text),
                        texts,
                        own);
        model.stopsProperty().subscribe(this::show);
        model.openProperty()
                .subscribe((before, on) -> {
                    if (on) {
                        most.requestFocus();
                        most.selectAll();
                    }
                });
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        model.openProperty().set(false);
                        event.consume();
                    }
                });
    }

    private HBox header() {
        Label title = new Label(Messages.text("stops.title"));
        title.getStyleClass().add(StyleClass.TITLE);
        Button close = new Button("", new Icon(Material2AL.CLOSE));
        close.setId("stops-close");
        close.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat");
        close.setTooltip(new Tooltip(Messages.text("stops.close")));
        close.setAccessibleText(Messages.text("stops.close"));
        close.setOnAction(ignored -> model.openProperty().set(false));
        return row(title, close);
    }

    private static HBox row(String key, Node control) {
        return row(new Label(Messages.text(key)), control);
    }

    private static HBox row(Label name, Node control) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(name, space, control);
        row.getStyleClass().add("row");
        return row;
    }

    private static FlowPane looks() {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add(StyleClass.LOOKS);
        pane.managedProperty().bind(pane.visibleProperty());
        return pane;
    }

    private void show(StopConditions stops) {
        showMost();
        List<Node> ids = new ArrayList<>();
        for (int id : stops.tokens()) {
            ids.add(chip(model.token(id), "stops-token-" + id, () -> model.removeToken(id)));
        }
        tokens.getChildren().setAll(ids);
        tokens.setVisible(!ids.isEmpty());
        List<Node> words = new ArrayList<>();
        for (String stop : stops.texts()) {
            words.add(
                    chip(
                            StopsViewModel.text(stop),
                            "stops-text-" + words.size(),
                            () -> model.removeText(stop)));
        }
        texts.getChildren().setAll(words);
        texts.setVisible(!words.isEmpty());
    }

    private void showMost() {
        if (!most.isFocused()) {
            most.setText(Integer.toString(model.stopsProperty().get().most()));
        }
    }

    private static Button chip(String text, String id, Runnable remove) {
        Button chip = new Button(text, new Icon(Material2AL.CLOSE));
        chip.setId(id);
        chip.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.MONO);
        chip.setTooltip(new Tooltip(Messages.text("stops.remove")));
        chip.setFocusTraversable(false); // it goes, and the focus would leave the card
        chip.setOnAction(ignored -> remove.run());
        return chip;
    }
}
