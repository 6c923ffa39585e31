package org.glassformer.app.feature.attention.stream;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The points of the followed position as a table, the last on top: the lens for those who read rows.
final class PointList extends TableView<PointRow> {

    private boolean following;

    PointList(StreamViewModel model) {
        setId("lens-rows");
        getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinSize(0, 0);
        getColumns().add(column("point", PointRow::point, false));
        getColumns().add(column("likeliest", PointRow::token, false));
        getColumns().add(column("p1", row -> Figures.percent(row.probability()), true));
        getColumns().add(column("rank", PointList::rank, true));
        getColumns().add(column("chosen", row -> Figures.percent(row.chosen()), true));
        getColumns().add(column("divergence", row -> Figures.fixed(row.divergence(), 3), true));
        getColumns().add(column("norm", row -> Figures.value(row.norm()), true));
        model.rowsProperty()
                .subscribe(rows -> {
                    following = true;
                    getItems().setAll(rows);
                    follow(model.locked().cellProperty().get());
                    following = false;
                });
        model.locked()
                .cellProperty()
                .subscribe(cell -> {
                    following = true;
                    follow(cell);
                    following = false;
                });
        getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> {
                    if (!following && index.intValue() >= 0) {
                        model.locked().lockRow(index.intValue());
                    }
                });
        setItems(FXCollections.observableArrayList(model.rowsProperty().get()));
    }

    private void follow(@Nullable Cell cell) {
        if (cell == null) {
            getSelectionModel().clearSelection();
        } else {
            getSelectionModel().select(cell.row());
        }
    }

    private static String rank(PointRow row) {
        return row.rank() == 0 ? "–" : Figures.count(row.rank());
    }

    private static TableColumn<PointRow, String> column(
            String name, Function<PointRow, String> text, boolean figure) {
        TableColumn<PointRow, String> column =
                new TableColumn<>(Messages.text("stream.list." + name));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        if (figure) {
            column.getStyleClass().add("figure");
        }
        return column;
    }
}
