package org.glassformer.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;

/// The list of keys, above the window until a click or Esc: first those of the chosen screen, then those of every one.
final class KeyHelp extends StackPane {

    private static final List<String> EVERYWHERE =
            List.of(
                    "head",
                    "layer",
                    "token",
                    "unlock",
                    "maximize",
                    "screens",
                    "prompt",
                    "open",
                    "zoom",
                    "help");

    private static final Set<String> OF_THE_MAP = Set.of("cell", "lockcell", "zoommap");

    private final GridPane grid = new GridPane();

    KeyHelp() {
        getStyleClass().add(StyleClass.OVERLAY);
        grid.getStyleClass().add("keys");
        Card card = new Card(Messages.text("keys.title"), grid);
        card.subtitleProperty().set(Messages.text("keys.subtitle"));
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().setAll(card);
        setVisible(false);
        addEventHandler(MouseEvent.MOUSE_CLICKED, ignored -> setVisible(false));
    }

    /// Shows the keys, or hides them.
    ///
    /// @param ofScreen names of the chosen screen's own keys
    void toggle(List<String> ofScreen) {
        if (isVisible()) {
            setVisible(false);
            return;
        }
        List<String> names = new ArrayList<>(ofScreen);
        EVERYWHERE.stream().filter(name -> !isTaken(name, ofScreen)).forEach(names::add);
        grid.getChildren().clear();
        int rows = (names.size() + 1) / 2;
        for (int i = 0; i < names.size(); i++) {
            int column = i < rows ? 0 : 2;
            grid.add(keys(names.get(i)), column, i % rows);
            grid.add(
                    new Label(Messages.text("keys." + names.get(i) + ".what")),
                    column + 1,
                    i % rows);
        }
        setVisible(true);
    }

    /// Whether the screen does something else with the same keys.
    private static boolean isTaken(String name, List<String> ofScreen) {
        List<String> keys = combinations(name);
        return ofScreen.stream()
                .filter(own -> !OF_THE_MAP.contains(own))
                .flatMap(own -> combinations(own).stream())
                .anyMatch(keys::contains);
    }

    private static List<String> combinations(String name) {
        return List.of(Messages.text("keys." + name).split(" ", -1));
    }

    private static HBox keys(String name) {
        HBox keys = new HBox();
        keys.getStyleClass().add("combination");
        keys.setAlignment(Pos.CENTER_LEFT);
        for (String key : combinations(name)) {
            Label label = new Label(key);
            label.getStyleClass().add(StyleClass.KEY);
            keys.getChildren().add(label);
        }
        return keys;
    }
}
