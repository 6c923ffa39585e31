package org.glassformer.app.feature.attention.contributions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.SignedGridData;

/// The numbers of the grid as a table to be read row by row, also by a screen reader.
final class PartsTable extends TableView<Integer> {

    private SignedGridData data = SignedGridData.EMPTY;

    PartsTable(ContributionsViewModel model) {
        setId("contributions-table");
        setMinSize(0, 0);
        setPlaceholder(new Label());
        model.gridProperty().subscribe(this::show);
        getSelectionModel().setCellSelectionEnabled(true);
        getFocusModel()
                .focusedCellProperty()
                .subscribe((before, now) -> {
                    if (now.getRow() >= 0 && now.getColumn() > 0) {
                        model.focus().hoverCell(new Cell(now.getRow(), now.getColumn() - 1));
                    }
                });
    }

    private void show(SignedGridData now) {
        boolean sameColumns = now.columns().equals(data.columns());
        data = now;
        if (!sameColumns || getColumns().isEmpty()) {
            List<TableColumn<Integer, ?>> columns = new ArrayList<>();
            columns.add(column(Messages.text("contributions.layer"), -1));
            for (int i = 0; i < now.columns().size(); i++) {
                boolean head = i < now.columns().size() - now.apart();
                String name = now.columns().get(i);
                columns.add(
                        column(head ? Messages.text("contributions.head") + " " + name : name, i));
            }
            getColumns().setAll(columns);
        }
        getItems()
                .setAll(
                        FXCollections.observableArrayList(
                                IntStream.range(0, now.rows().size()).boxed().toList()));
        refresh();
    }

    private TableColumn<Integer, String> column(String name, int at) {
        TableColumn<Integer, String> column = new TableColumn<>(name);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add("figure");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text(row.getValue(), at)));
        return column;
    }

    private String text(int row, int at) {
        return at < 0 ? data.rows().get(row) : PartWords.signed(data.value(row, at), 3);
    }
}
