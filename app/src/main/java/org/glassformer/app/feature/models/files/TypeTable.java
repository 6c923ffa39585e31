package org.glassformer.app.feature.models.files;

import java.util.Set;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.HintedColumn;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The types with their figures; the selected row is the type meant.
final class TypeTable extends TableView<TypeRowViewModel> {

    private static final Set<String> BRIEF = Set.of("type", "size", "kl", "same");

    private boolean filling;

    TypeTable(QuantiseViewModel model) {
        setId("quantise-types");
        getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinSize(0, 0);
        setPlaceholder(new Label(Messages.text("models.none")));
        column("type", TypeTable::name, false, 12);
        column("size", TypeRowViewModel::size, true, 7);
        column("bits", TypeRowViewModel::bits, true, 6);
        column("kl", TypeRowViewModel::kl, true, 7);
        column("largest", TypeRowViewModel::largest, false, 15);
        column("perByte", TypeRowViewModel::bitsPerByte, true, 7);
        column("change", TypeRowViewModel::change, true, 7);
        column("same", TypeRowViewModel::same, true, 7);
        column("speed", TypeRowViewModel::speed, true, 7);
        model.rowsProperty()
                .subscribe(rows -> {
                    filling = true;
                    getItems().setAll(rows);
                    filling = false;
                    select(model.chosenProperty().get());
                });
        model.chosenProperty().subscribe(this::select);
        getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, now) -> {
                    if (now != null && !filling) {
                        model.chosenProperty().set(now);
                    }
                });
    }

    /// Shows the columns that matter most, or all.
    void shorten(boolean brief) {
        getColumns().forEach(column -> column.setVisible(!brief || BRIEF.contains(column.getId())));
    }

    private static String name(TypeRowViewModel row) {
        return switch (row.fit()) {
            case SAME -> Messages.text("quantise.name.SAME", row.name());
            case LARGER -> Messages.text("quantise.name.LARGER", row.name());
            case NOTHING -> Messages.text("quantise.name.NOTHING", row.name());
            case SMALLER, PARTLY -> row.name();
        };
    }

    private void select(@Nullable TypeRowViewModel row) {
        if (row != null && !filling && !row.equals(getSelectionModel().getSelectedItem())) {
            getSelectionModel().select(row);
            scrollTo(Math.max(0, getItems().indexOf(row) - 1));
        }
    }

    private void column(
            String name, Function<TypeRowViewModel, String> text, boolean figure, double weight) {
        HintedColumn<TypeRowViewModel, String> column =
                new HintedColumn<>(
                        Messages.text("quantise.column." + name),
                        Messages.text("quantise.column." + name + ".tip"),
                        text);
        column.setId(name);
        getColumns().add(figure ? column.share(weight).ofFigures() : column.share(weight));
    }
}
