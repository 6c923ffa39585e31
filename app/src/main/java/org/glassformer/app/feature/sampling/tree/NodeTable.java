package org.glassformer.app.feature.sampling.tree;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// The nodes of the tree as a table: the tree for those who read rows. Enter goes to a node, Delete prunes it.
final class NodeTable extends TableView<NodeRow> {

    private boolean following;

    NodeTable(TreeViewModel model) {
        setId("tree-rows");
        getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinSize(0, 0);
        setPlaceholder(new Label(Messages.text("tree.empty")));
        getColumns().add(column("node", row -> Figures.count(row.node().number()), true));
        getColumns().add(column("parent", NodeTable::parent, true));
        getColumns().add(column("token", NodeRow::token, false));
        getColumns().add(column("surprisal", row -> Figures.fixed(row.node().bits(), 2), true));
        getColumns().add(column("p", row -> Figures.percent(row.node().probability()), true));
        getColumns().add(column("rank", NodeTable::rank, true));
        getColumns().add(column("branches", row -> Integer.toString(row.branches()), true));
        getColumns().add(column("shown", NodeTable::shown, false));
        getColumns().add(column("branch", row -> row.node().name(), false));
        model.rowsProperty()
                .subscribe(rows -> {
                    following = true;
                    getItems().setAll(rows);
                    follow(model.selectedProperty().get());
                    following = false;
                });
        model.selectedProperty()
                .subscribe(node -> {
                    following = true;
                    follow(node.intValue());
                    following = false;
                });
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> {
                    if (!following && row != null) {
                        model.selectedProperty().set(row.node().number());
                    }
                });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> key(event, model));
    }

    private static void key(KeyEvent event, TreeViewModel model) {
        if (event.getCode() == KeyCode.ENTER) {
            model.goTo(model.selectedProperty().get());
        } else if (event.getCode() == KeyCode.DELETE) {
            model.prune(model.selectedProperty().get());
        } else {
            return;
        }
        event.consume();
    }

    private void follow(int node) {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i).node().number() == node) {
                if (getSelectionModel().getSelectedIndex() != i) {
                    getSelectionModel().clearAndSelect(i);
                    scrollTo(Math.max(0, i - 2));
                }
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    private static String parent(NodeRow row) {
        return row.node().isRoot() ? "–" : Figures.count(row.node().parent());
    }

    private static String rank(NodeRow row) {
        return row.node().rank() == 0 ? "–" : Figures.count(row.node().rank());
    }

    private static String shown(NodeRow row) {
        return row.shown() ? Messages.text("tree.shown") : "";
    }

    private static TableColumn<NodeRow, String> column(
            String name, Function<NodeRow, String> text, boolean figure) {
        TableColumn<NodeRow, String> column =
                new TableColumn<>(Messages.text("tree.column." + name));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        if (figure) {
            column.getStyleClass().add("figure");
        }
        return column;
    }
}
