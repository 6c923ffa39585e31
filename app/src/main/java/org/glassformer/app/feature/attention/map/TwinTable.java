package org.glassformer.app.feature.attention.map;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/// The same numbers as a table: the keys of one query, sorted by position or weight, arrows to other queries; or all
/// queries and keys, of which only the cells in sight are drawn.
final class TwinTable extends VBox {

    private final TwinViewModel model;
    private final ObservableList<KeyWeight> items = FXCollections.observableArrayList();
    private final TableView<KeyWeight> table = new TableView<>();
    private final LensTable grid = new LensTable();
    private boolean filling;

    TwinTable(TwinViewModel model) {
        this.model = model;
        getStyleClass().add("twin");
        Label title = new Label();
        title.textProperty().bind(model.titleProperty());
        title.getStyleClass().add(StyleClass.STRONG);
        title.setMinWidth(0);
        HBox query =
                new HBox(
                        arrow("previous", Material2AL.KEYBOARD_ARROW_UP, -1),
                        title,
                        arrow("next", Material2AL.KEYBOARD_ARROW_DOWN, 1));
        query.getStyleClass().add("line");
        query.setAlignment(Pos.CENTER_LEFT);
        query.setMinWidth(0);
        query.visibleProperty().bind(model.wholeProperty().not());
        HBox.setHgrow(query, Priority.ALWAYS);
        HBox line =
                new HBox(
                        query,
                        new ChoiceSwitch<>(
                                List.of(false, true),
                                whole -> Messages.text("amap.table.whole." + whole),
                                whole -> Messages.text("amap.table.whole." + whole + ".tip"),
                                model.wholeProperty().asObject()));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("line");
        table.setId("amap-table-view");
        table.getStyleClass().add(Styles.DENSE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(
                        List.of(
                                column("key", KeyWeight::key, Object::toString, 5),
                                column("token", KeyWeight::token, text -> text, 12),
                                column(
                                        "weight",
                                        KeyWeight::weight,
                                        weight -> Figures.fixed(weight, 4),
                                        7),
                                column("note", KeyWeight::note, text -> text, 12)));
        table.setPlaceholder(new Label(Messages.text("heatmap.empty")));
        SortedList<KeyWeight> sorted = new SortedList<>(items);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, now) -> {
                    if (now != null && !filling && now.key() != model.keyProperty().get()) {
                        model.choose(now.key());
                    }
                });
        table.visibleProperty().bind(model.wholeProperty().not());
        grid.setId("amap-table-grid");
        grid.visibleProperty().bind(model.wholeProperty());
        grid.rowTitleProperty().set(Messages.text("amap.rows"));
        grid.columnTitleProperty().set(Messages.text("amap.columns"));
        grid.placeholderProperty().set(Messages.text("heatmap.empty"));
        grid.dataProperty().bind(model.gridProperty());
        grid.selectedCellProperty().bindBidirectional(model.lockedProperty());
        StackPane stage = new StackPane(table, grid);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        getChildren().setAll(line, stage);
        model.rowsProperty().subscribe(this::fill);
        model.keyProperty().subscribe(this::select);
    }

    /// The pair under the pointer in the table of all queries and keys.
    ReadOnlyObjectProperty<@Nullable Cell> hoveredProperty() {
        return grid.hoveredCellProperty();
    }

    private void fill(List<KeyWeight> rows) {
        filling = true;
        items.setAll(rows);
        filling = false;
        select();
    }

    /// The row of the locked key.
    private void select() {
        int key = model.keyProperty().get();
        filling = true;
        table.getSelectionModel().clearSelection();
        for (int i = 0; i < table.getItems().size(); i++) {
            if (key >= 0 && table.getItems().get(i).key() == key) {
                table.getSelectionModel().select(i);
                table.getFocusModel().focus(i);
                table.scrollTo(Math.max(0, i - 3));
            }
        }
        filling = false;
    }

    private Button arrow(String way, Material2AL icon, int by) {
        Button button = new Button("", new Icon(icon));
        button.setId("amap-query-" + way);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap.table." + way)));
        button.setAccessibleText(Messages.text("amap.table." + way));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(ignored -> model.moveQuery(by));
        return button;
    }

    private static <T> TableColumn<KeyWeight, T> column(
            String name, Function<KeyWeight, T> value, Function<T, String> text, double ems) {
        TableColumn<KeyWeight, T> column =
                new TableColumn<>(Messages.text("amap.table.column." + name));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(ignored ->
                new TableCell<>() {
                    @Override
                    protected void updateItem(@Nullable T item, boolean empty) {
                        super.updateItem(item, empty);
                        setText(empty || item == null ? "" : text.apply(item));
                    }
                });
        column.setPrefWidth(ems * 13);
        column.getStyleClass().add(name);
        return column;
    }
}
