package org.glassformer.app.feature.models.weights;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// All weights of the model as a table: the drawing for those who read rows. A row that is chosen is shown.
final class WeightTable extends TableView<WeightRow> {

    private static final double SHARE = 13;

    private boolean following;

    WeightTable(WeightsViewModel model) {
        setId("weights-table");
        getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinSize(0, 0);
        setPlaceholder(new Label(Messages.text("models.none")));
        getColumns().add(column("name", 9.5, WeightRow::name, false));
        getColumns().add(column("part", 13, WeightRow::part, false));
        getColumns().add(column("layer", 5, WeightTable::layer, true));
        getColumns().add(column("shape", 10, WeightRow::shape, true));
        getColumns().add(column("count", 9, row -> Figures.count(row.count()), true));
        getColumns().add(column("type", 5, WeightRow::type, false));
        getColumns().add(column("bytes", 7, row -> Figures.bytes(row.bytes()), true));
        model.rowsProperty()
                .subscribe(rows -> {
                    following = true;
                    getItems().setAll(rows);
                    follow(model.weightProperty().get());
                    following = false;
                });
        model.weightProperty()
                .subscribe(name -> {
                    following = true;
                    follow(name);
                    following = false;
                });
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> {
                    if (!following && row != null) {
                        model.show(row);
                    }
                });
    }

    private void follow(String name) {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i).name().equals(name)) {
                if (getSelectionModel().getSelectedIndex() != i) {
                    getSelectionModel().clearAndSelect(i);
                    scrollTo(Math.max(0, i - 3));
                }
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    private static String layer(WeightRow row) {
        return row.layer() < 0 ? "–" : Integer.toString(row.layer());
    }

    private static TableColumn<WeightRow, String> column(
            String name, double share, Function<WeightRow, String> text, boolean figure) {
        TableColumn<WeightRow, String> column =
                new TableColumn<>(Messages.text("weights.column." + name));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(share * SHARE);
        column.setSortable(false);
        column.setReorderable(false);
        if (figure) {
            column.getStyleClass().add("figure");
        }
        return column;
    }
}
