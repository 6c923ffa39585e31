package org.glassformer.app.feature.sampling.tree;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What can be done with the selected node: go on from it, compare it, name it, take it out.
final class NodeBar extends FlowPane {

    private static final int NAME = 11;
    private static final int BRIEF_NAME = 6;
    private static final double BRIEF_ROW = 19; // in text sizes
    private static final double USUAL_WRAP = 400;

    private final TreeViewModel model;
    private final TextField name = new TextField();
    private final Button goOn;
    private final Button compare;
    private final Button prune;

    NodeBar(TreeViewModel model) {
        this.model = model;
        getStyleClass().addAll(StyleClass.LOOKS, StyleClass.HANDLE);
        goOn = button("tree.continue", Material2MZ.PLAY_ARROW);
        goOn.setOnAction(ignored -> model.continueFrom(selected()));
        goOn.disableProperty().bind(none());
        compare = button("tree.compare", Material2AL.COMPARE_ARROWS);
        compare.setOnAction(ignored -> model.compare(selected()));
        compare.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !model.isElsewhere(selected()),
                                model.selectedProperty(),
                                model.dataProperty()));
        prune = button("tree.prune", Material2AL.DELETE_OUTLINE);
        prune.setOnAction(ignored -> model.prune(selected()));
        prune.disableProperty().bind(noBranch());
        name.setId("tree-name");
        name.setPrefColumnCount(NAME);
        name.setPromptText(Messages.text("tree.name"));
        name.setAccessibleText(Messages.text("tree.name"));
        name.setTooltip(new Tooltip(Messages.text("tree.name.tip")));
        name.disableProperty().bind(noBranch());
        name.setOnAction(ignored -> rename());
        name.focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        rename();
                    }
                });
        name.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        showName();
                        requestFocus();
                        event.consume();
                    }
                });
        model.selectedProperty().subscribe(this::showName);
        model.dataProperty().subscribe(this::showName);
        getChildren().setAll(goOn, compare, name, prune);
        showName();
    }

    private int selected() {
        return model.selectedProperty().get();
    }

    private BooleanBinding none() {
        return model.selectedProperty().lessThan(0);
    }

    private BooleanBinding noBranch() {
        return Bindings.createBooleanBinding(
                () -> !model.isBranch(selected()), model.selectedProperty(), model.dataProperty());
    }

    private void rename() {
        model.rename(selected(), name.getText());
    }

    private void showName() {
        name.setText(model.name(selected()));
    }

    /// Puts the caret into the name.
    void editName() {
        name.requestFocus();
        name.selectAll();
    }

    /// Signs without words in one row, where there is little room.
    void brief(boolean on) {
        name.setPrefColumnCount(on ? BRIEF_NAME : NAME);
        setPrefWrapLength(on ? BRIEF_ROW * name.getFont().getSize() : USUAL_WRAP);
        for (Button button : List.of(goOn, compare, prune)) {
            button.setContentDisplay(on ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
    }

    private static Button button(String key, Ikon icon) {
        Button button = new Button(Messages.text(key), new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setFocusTraversable(false);
        return button;
    }
}
