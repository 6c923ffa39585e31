package org.glassformer.app.feature.sampling.compare;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// The first token that differs: what each side drew, with which number, and how likely both tokens are on both sides.
final class DifferencePane extends VBox {

    private final Label sentence = new Label();
    private final GridPane table = new GridPane();

    DifferencePane() {
        getStyleClass().add("difference");
        sentence.setId("compare-difference");
        sentence.setWrapText(true);
        sentence.setMinWidth(0);
        table.getStyleClass().add("facts");
        table.setId("compare-difference-table");
        table.managedProperty().bind(table.visibleProperty());
        getChildren().setAll(sentence, table);
    }

    void show(CompareWordsViewModel.TextsShown shown) {
        sentence.setText(shown.sentence());
        table.setVisible(!shown.rows().isEmpty());
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        for (int column = 0; column < shown.heads().size(); column++) {
            Label head =
                    new Label(Messages.text("compare.difference." + shown.heads().get(column)));
            head.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
            table.add(head, column, 0);
            ColumnConstraints wide = new ColumnConstraints();
            wide.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            wide.setMinWidth(0);
            table.getColumnConstraints().add(wide);
        }
        for (int row = 0; row < shown.rows().size(); row++) {
            for (int column = 0; column < shown.heads().size(); column++) {
                Label cell = new Label(shown.rows().get(row).get(column));
                if (column == 0) {
                    cell.getStyleClass().add(StyleClass.STRONG);
                    cell.setMinWidth(0);
                }
                table.add(cell, column, row + 1);
            }
        }
    }
}
