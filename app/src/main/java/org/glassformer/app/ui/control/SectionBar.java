package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// Chooses between the parts of a screen that take turns: a row of joined buttons, one of them pressed.
///
/// @param <S> the parts
public final class SectionBar<S extends Enum<S>> extends HBox {

    private static final List<String> PILLS = List.of("left-pill", "center-pill", "right-pill");

    private final ObjectProperty<S> chosen;
    private final ObjectProperty<@Nullable Consumer<S>> onPressed =
            new SimpleObjectProperty<>(this, "onPressed");
    private final Map<S, ToggleButton> buttons;
    private List<S> offered = List.of();

    /// A bar that offers all parts.
    ///
    /// @param id of the bar; its buttons have it with a hyphen and the part's name behind it
    /// @param type the parts
    /// @param first the part in view at first
    /// @param title of a part
    /// @param tip a sentence about a part
    public SectionBar(
            String id,
            Class<S> type,
            S first,
            Function<? super S, String> title,
            Function<? super S, String> tip) {
        setId(id);
        chosen = new SimpleObjectProperty<>(this, "chosen", first);
        buttons = new EnumMap<>(type);
        for (S section : type.getEnumConstants()) {
            ToggleButton button = new ToggleButton(title.apply(section));
            button.setId(id + "-" + section);
            button.getStyleClass().add(StyleClass.TOOL_BUTTON);
            button.setTooltip(new Tooltip(tip.apply(section)));
            button.setFocusTraversable(false);
            button.setMinWidth(0);
            button.setOnAction(ignored -> {
                button.setSelected(true);
                chosen.set(section);
                Consumer<S> handler = onPressed.get();
                if (handler != null) {
                    handler.accept(section);
                }
            });
            buttons.put(section, button);
        }
        offer(List.of(type.getEnumConstants()));
        chosen.subscribe(this::mark);
    }

    /// The part in view.
    public ObjectProperty<S> chosenProperty() {
        return chosen;
    }

    /// Gets the part whose button was pressed, also the one in view; null for nothing.
    public ObjectProperty<@Nullable Consumer<S>> onPressedProperty() {
        return onPressed;
    }

    /// Offers some parts only.
    public void offer(List<S> sections) {
        if (sections.equals(offered)) {
            return;
        }
        offered = List.copyOf(sections);
        List<ToggleButton> shown = new ArrayList<>();
        for (S section : offered) {
            ToggleButton button = buttons.get(section);
            if (button != null) {
                int last = offered.size() - 1;
                int pill = shown.isEmpty() ? 0 : shown.size() == last ? 2 : 1;
                button.getStyleClass().removeAll(PILLS);
                button.getStyleClass().add(PILLS.get(pill));
                shown.add(button);
            }
        }
        getChildren().setAll(shown);
    }

    /// Marks a part as the one in view, whatever was chosen: one that is not offered may stand for another.
    public void mark(S seen) {
        buttons.forEach((section, button) -> button.setSelected(section == seen));
    }
}
