package org.glassformer.app.feature.sampling.answers;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.app.ui.theme.StyleClass;

/// The numbers of a panel as a table: the same that are exported.
final class NumbersTwin extends TableView<Integer> {

    NumbersTwin(String id) {
        setId(id);
        getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        setMinSize(0, 0);
        setPlaceholder(new Label(Messages.text("answers.table.none")));
    }

    /// Shows numbers; the columns stay where they are the same.
    void show(Optional<NumbersTable> numbers) {
        if (numbers.isEmpty()) {
            getItems().clear();
            return;
        }
        NumbersTable table = numbers.get();
        getColumns().setAll(table.columns().stream().map(NumbersTwin::column).toList());
        getItems().setAll(IntStream.range(0, table.rows()).boxed().toList());
    }

    private static TableColumn<Integer, String> column(Column column) {
        TableColumn<Integer, String> made = new TableColumn<>(column.heading());
        IntFunction<String> cell =
                switch (column) {
                    case Column.Texts texts ->
                            row -> {
                                String text = texts.at().apply(row);
                                return text == null ? "" : TokenText.plain(text);
                            };
                    case Column.Wholes wholes -> row -> Figures.count(wholes.at().applyAsLong(row));
                    case Column.Floats floats -> row -> Figures.fixed(floats.at().at(row), 4);
                    case Column.Doubles doubles ->
                            row -> Figures.fixed(doubles.at().applyAsDouble(row), 4);
                };
        made.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(cell.apply(row.getValue())));
        if (!(column instanceof Column.Texts)) {
            made.getStyleClass().add("figure");
        }
        made.setSortable(false);
        made.setReorderable(false);
        return made;
    }
}
