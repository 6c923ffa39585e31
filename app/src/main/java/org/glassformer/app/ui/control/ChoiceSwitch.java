package org.glassformer.app.ui.control;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.theme.StyleClass;

/// Buttons side by side of which one is chosen.
///
/// @param <T> type of what is chosen
public final class ChoiceSwitch<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();

    /// A switch for a property.
    ///
    /// @param choices from the left
    /// @param name what a choice is called
    /// @param tip what it means, in a sentence
    /// @param chosen follows the buttons, and they follow it
    public ChoiceSwitch(
            List<T> choices,
            Function<T, String> name,
            Function<T, String> tip,
            Property<T> chosen) {
        getStyleClass().addAll(StyleClass.SWITCH, StyleClass.CHOICE);
        for (int i = 0; i < choices.size(); i++) {
            T choice = choices.get(i);
            ToggleButton button = new ToggleButton(name.apply(choice));
            button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, pill(i, choices.size()));
            button.setTooltip(new Tooltip(tip.apply(choice)));
            button.setUserData(choice);
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(ignored -> {
                button.setSelected(true);
                chosen.setValue(choice);
            });
            chosen.subscribe(now -> button.setSelected(Objects.equals(now, choice)));
            getChildren().add(button);
        }
    }

    private static String pill(int index, int count) {
        return index == 0 ? "left-pill" : index == count - 1 ? "right-pill" : "center-pill";
    }
}
