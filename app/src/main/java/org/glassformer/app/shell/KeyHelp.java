package org.glassformer.app.shell;

import java.util.List;
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

/// The list of keys, above the window until a click or Esc.
final class KeyHelp extends StackPane {

    private static final List<String> ENTRIES =
            List.of(
                    "generate",
                    "one",
                    "reroll",
                    "undo",
                    "redo",
                    "neutral",
                    "head",
                    "layer",
                    "token",
                    "unlock",
                    "prompt",
                    "open",
                    "zoom",
                    "help");

    KeyHelp() {
        getStyleClass().add(StyleClass.OVERLAY);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys");
        for (int i = 0; i < ENTRIES.size(); i++) {
            HBox keys = new HBox();
            keys.getStyleClass().add("combination");
            keys.setAlignment(Pos.CENTER_LEFT);
            for (String key : Messages.text("keys." + ENTRIES.get(i)).split(" ", -1)) {
                Label label = new Label(ShortcutText.of(key));
                label.getStyleClass().add(StyleClass.KEY);
                keys.getChildren().add(label);
            }
            Label what = new Label(Messages.text("keys." + ENTRIES.get(i) + ".what"));
            int column = i < (ENTRIES.size() + 1) / 2 ? 0 : 2;
            int row = i % ((ENTRIES.size() + 1) / 2);
            grid.add(keys, column, row);
            grid.add(what, column + 1, row);
        }
        Card card = new Card(Messages.text("keys.title"), grid);
        card.subtitleProperty().set(Messages.text("keys.subtitle"));
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().setAll(card);
        setVisible(false);
        addEventHandler(MouseEvent.MOUSE_CLICKED, ignored -> setVisible(false));
    }
}
