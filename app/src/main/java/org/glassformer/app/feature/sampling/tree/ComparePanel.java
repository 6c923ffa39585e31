package org.glassformer.app.feature.sampling.tree;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/// Two branches side by side: what they have in common, what each says after the fork, and how likely that is. The first
/// difference is framed; a token of one shows the other's at the same place.
final class ComparePanel extends VBox {

    private final CompareViewModel model;
    private final Label common = new Label();
    private final Side shown = new Side("branches-shown");
    private final Side other = new Side("branches-other");
    private final TableView<Integer> table = new TableView<>();

    /// One branch: its name, its text and its figures.
    private static final class Side extends VBox {
        private final Label name = new Label();
        private final Label figures = new Label();
        private final ShadedText text = new ShadedText();
        private @Nullable Branch branch;

        Side(String id) {
            getStyleClass().add("side");
            name.getStyleClass().add(StyleClass.TITLE);
            figures.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
            for (Label label : List.of(name, figures)) {
                label.setMinWidth(0);
            }
            text.setId(id);
            text.setMinHeight(0);
            VBox.setVgrow(text, Priority.ALWAYS);
            setMinSize(0, 0);
            setPrefWidth(1);
            HBox.setHgrow(this, Priority.ALWAYS);
            getChildren().setAll(name, figures, text);
        }

        void show(Branch now) {
            branch = now;
            name.setText(now.name());
            figures.setText(now.figures());
            text.setData(now.shaded());
        }

        String reading(int at) {
            Branch now = branch;
            return now == null
                    ? ""
                    : Messages.text(
                            "branches.reading",
                            now.token(at),
                            Figures.percent(Math.exp(now.logprob(at))),
                            Figures.fixed(-now.logprob(at) / Math.log(2), 2));
        }
    }

    ComparePanel(CompareViewModel model, PanelExport export) {
        this.model = model;
        setMinSize(0, 0);
        common.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        common.setMinWidth(0);
        for (Side side : List.of(shown, other)) {
            side.text.readingProperty().set(side::reading);
            side.text.onPickedProperty().set(model.placeProperty()::set);
            side.text.selectedProperty().bind(model.placeProperty());
        }
        shown.text.markedProperty().bind(other.text.hoveredProperty());
        other.text.markedProperty().bind(shown.text.hoveredProperty());
        HBox sides = new HBox(shown, other);
        sides.getStyleClass().add("sides");
        sides.setMinSize(0, 0);
        fillTable();
        sides.visibleProperty().bind(model.listedProperty().not());
        table.visibleProperty().bind(model.listedProperty());
        StackPane either = new StackPane(sides, table);
        either.setMinSize(0, 0);
        VBox.setVgrow(either, Priority.ALWAYS);
        VBox body = new VBox(common, either);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        Card card = new Card(Messages.text("branches.title"), body);
        Button close = new Button("", new Icon(Material2AL.CLOSE));
        close.setId("branches-close");
        close.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat", StyleClass.HANDLE);
        close.setTooltip(new Tooltip(Messages.text("branches.close")));
        close.setAccessibleText(Messages.text("branches.close"));
        close.setFocusTraversable(false);
        close.setOnAction(ignored -> model.close());
        card.actions()
                .setAll(
                        new ChoiceSwitch<>(
                                List.of(false, true),
                                list -> Messages.text(list ? "tree.table" : "branches.text"),
                                list ->
                                        Messages.text(
                                                list ? "branches.table.tip" : "branches.text.tip"),
                                model.listedProperty()),
                        new ExportMenu(card, model::caption, model::numbers, export),
                        close);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        model.branchesProperty().subscribe(this::show);
    }

    private void show(@Nullable Branches now) {
        if (now == null) {
            table.getItems().clear();
            return;
        }
        common.setText(CompareViewModel.common(now));
        shown.show(now.shown());
        other.show(now.other());
        table.getItems().setAll(IntStream.range(0, now.length()).boxed().toList());
    }

    private void fillTable() {
        table.setId("branches-table");
        table.getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinSize(0, 0);
        table.getColumns().add(column("place", at -> Integer.toString(at + 1), true));
        add("shown", shown);
        add("other", other);
        table.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(at -> {
                    if (at.intValue() >= 0) {
                        model.placeProperty().set(at.intValue());
                    }
                });
    }

    private void add(String name, Side side) {
        table.getColumns()
                .add(column(name, at -> side.branch == null ? "" : side.branch.token(at), false));
        table.getColumns()
                .add(
                        column(
                                name + ".p",
                                at ->
                                        side.branch == null
                                                ? ""
                                                : Figures.percent(
                                                        Math.exp(side.branch.logprob(at))),
                                true));
        table.getColumns()
                .add(
                        column(
                                name + ".logprob",
                                at ->
                                        side.branch == null
                                                ? ""
                                                : Figures.fixed(side.branch.logprob(at), 3),
                                true));
    }

    private static TableColumn<Integer, String> column(
            String name, Function<Integer, String> text, boolean figure) {
        TableColumn<Integer, String> column =
                new TableColumn<>(Messages.text("branches.column." + name));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        if (figure) {
            column.getStyleClass().add("figure");
        }
        return column;
    }
}
