package org.glassformer.app.feature.inside;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What continues the text: generate or stop, one token, draw again, take back, and the seed.
final class ActionsPanel extends HBox {

    private static final int SEED_DIGITS = 18;

    ActionsPanel(InsideViewModel model) {
        getStyleClass().addAll(StyleClass.CARD, StyleClass.ACTIONS);
        setAlignment(Pos.CENTER_LEFT);
        ObservableValue<Boolean> idle =
                model.stateProperty()
                        .map(state -> state != LabState.READY && state != LabState.BUSY);
        Button generate = new Button();
        generate.setId("generate");
        generate.getStyleClass().add("accent");
        generate.textProperty()
                .bind(
                        model.runningProperty()
                                .map(on ->
                                        Messages.text(on ? "actions.stop" : "actions.generate")));
        generate.graphicProperty()
                .bind(
                        model.runningProperty()
                                .map(on ->
                                        new Icon(on ? Material2MZ.STOP : Material2MZ.PLAY_ARROW)));
        generate.setTooltip(
                new Tooltip(Messages.text("actions.generate.tip", InsideViewModel.MOST_TOKENS)));
        generate.setOnAction(ignored -> model.playOrPause());
        Button one = button("actions.one", Material2AL.KEYBOARD_RETURN, model::one);
        one.setText(Messages.text("actions.one"));
        one.setId("one-token");
        one.disableProperty().bind(either(idle, model.runningProperty()));
        Button reroll = button("actions.reroll", Material2MZ.REPLAY, model::reroll);
        reroll.disableProperty().bind(either(idle, model.runningProperty()));
        Button undo = button("actions.undo", Material2MZ.UNDO, model::undo);
        Button redo = button("actions.redo", Material2MZ.REDO, model::redo);
        undo.disableProperty().bind(model.undoableProperty().not().or(model.runningProperty()));
        redo.disableProperty().bind(model.redoableProperty().not().or(model.runningProperty()));
        generate.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> idle.getValue() && !model.runningProperty().get(),
                                idle,
                                model.runningProperty()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label seedName = new Label(Messages.text("actions.seed"));
        seedName.getStyleClass().add(StyleClass.MUTED);
        Button dice = button("actions.newSeed", Material2AL.CASINO, model::newSeed);
        getChildren().setAll(generate, one, reroll, undo, redo, space, seedName, seed(model), dice);
        getChildren().stream()
                .filter(node -> node instanceof Region && !node.equals(space))
                .forEach(node -> ((Region) node).setMinWidth(Region.USE_PREF_SIZE));
    }

    private static BooleanBinding either(
            ObservableValue<Boolean> idle, ReadOnlyBooleanProperty running) {
        return Bindings.createBooleanBinding(() -> idle.getValue() || running.get(), idle, running);
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.getStyleClass().add(StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setOnAction(ignored -> command.run());
        button.setFocusTraversable(false);
        return button;
    }

    private static TextField seed(InsideViewModel model) {
        TextField field = new TextField();
        field.setId("seed");
        field.getStyleClass().addAll(StyleClass.MONO, StyleClass.SEED);
        field.setTextFormatter(new TextFormatter<>(ActionsPanel::digits));
        field.setTooltip(new Tooltip(Messages.text("actions.seed.tip")));
        field.setAccessibleText(Messages.text("actions.seed"));
        model.seedProperty()
                .subscribe(seed -> {
                    if (!field.isFocused()) {
                        field.setText(Long.toString(seed.longValue()));
                    }
                });
        field.textProperty()
                .subscribe((before, text) -> {
                    if (field.isFocused() && !text.isEmpty()) {
                        model.seedProperty().set(Long.parseLong(text));
                    }
                });
        field.focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        field.setText(Long.toString(model.seedProperty().get()));
                    }
                });
        return field;
    }

    @SuppressWarnings("NullAway") // JavaFX takes null for a change that is refused
    private static TextFormatter.Change digits(TextFormatter.Change change) {
        String text = change.getControlNewText();
        return text.length() <= SEED_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? change
                : null;
    }
}
