package org.glassformer.app.feature.tokens;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// Chooses between parts of the screen.
final class SectionBar extends HBox {

    private static final List<String> PILLS = List.of("left-pill", "center-pill", "right-pill");

    private final Map<Section, ToggleButton> buttons = new EnumMap<>(Section.class);
    private List<Section> offered = List.of();

    SectionBar(PanelsViewModel model) {
        setId("tokens-sections");
        for (Section section : Section.values()) {
            ToggleButton button = new ToggleButton(Messages.text("tokens.section." + section));
            button.setId("tokens-section-" + section);
            button.getStyleClass().add(StyleClass.TOOL_BUTTON);
            button.setTooltip(new Tooltip(Messages.text("tokens.section." + section + ".tip")));
            button.setFocusTraversable(false);
            button.setMinWidth(0);
            button.setOnAction(ignored -> {
                button.setSelected(true);
                model.sectionProperty().set(section);
            });
            buttons.put(section, button);
        }
    }

    /// Offers some sections and marks the one in view.
    void offer(List<Section> sections, Section seen) {
        if (!sections.equals(offered)) {
            offered = List.copyOf(sections);
            List<ToggleButton> shown = new ArrayList<>();
            for (int i = 0; i < sections.size(); i++) {
                ToggleButton button = buttons.get(sections.get(i));
                if (button != null) {
                    button.getStyleClass().removeAll(PILLS);
                    int pill = i == 0 ? 0 : i == sections.size() - 1 ? 2 : 1;
                    button.getStyleClass().add(PILLS.get(pill));
                    shown.add(button);
                }
            }
            getChildren().setAll(shown);
        }
        buttons.forEach((section, button) -> button.setSelected(section == seen));
    }
}
