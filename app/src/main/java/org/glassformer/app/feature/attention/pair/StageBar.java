package org.glassformer.app.feature.attention.pair;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// Chooses a stage by a click, or by Left and Right while it has the focus.
final class StageBar extends HBox {

    private final Map<Stage, ToggleButton> buttons = new EnumMap<>(Stage.class);

    StageBar(PairViewModel model) {
        setId("pair-stages");
        getStyleClass().add("stages");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        List<Stage> all = List.of(Stage.values());
        for (int at = 0; at < all.size(); at++) {
            Stage stage = all.get(at);
            ToggleButton button = new ToggleButton(Messages.text("pair.stage." + stage));
            button.setId("pair-stage-" + stage);
            String pill = at == 0 ? "left" : at == all.size() - 1 ? "right" : "center";
            button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, pill + "-pill");
            button.setTooltip(new Tooltip(Messages.text("pair.stage." + stage + ".tip", at + 1)));
            button.setFocusTraversable(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(ignored -> {
                button.setSelected(true);
                model.stageProperty().set(stage);
                requestFocus();
            });
            buttons.put(stage, button);
        }
        getChildren().setAll(buttons.values());
        model.stageProperty()
                .subscribe(now -> buttons.forEach((stage, b) -> b.setSelected(stage == now)));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, model));
    }

    private static void key(KeyEvent event, PairViewModel model) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> model.moveStage(-1);
            case RIGHT -> model.moveStage(1);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
