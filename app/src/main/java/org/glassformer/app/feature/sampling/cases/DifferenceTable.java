package org.glassformer.app.feature.sampling.cases;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// The first token that is not the one expected, beside the one expected.
final class DifferenceTable extends GridPane {

    private static final List<String> HEADS =
            List.of("which", "token", "then", "now", "logit", "rank", "p");

    DifferenceTable() {
        getStyleClass().addAll("facts", "difference");
        setId("cases-difference");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(List<List<String>> rows) {
        getChildren().clear();
        setVisible(!rows.isEmpty());
        for (int column = 0; column < HEADS.size(); column++) {
            Label head = new Label(Messages.text("cases.difference." + HEADS.get(column)));
            head.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
            add(head, column, 0);
            for (int row = 0; row < rows.size(); row++) {
                add(new Label(rows.get(row).get(column)), column, row + 1);
            }
        }
    }
}
