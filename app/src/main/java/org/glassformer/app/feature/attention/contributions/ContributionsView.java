package org.glassformer.app.feature.attention.contributions;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.control.SignedGrid;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.control.Waterfall;
import org.glassformer.app.ui.theme.StyleClass;

/// What each part adds to a logit: a grid of layers and heads, a list of the largest, and the running sum.
public final class ContributionsView extends VBox {

    private static final double LOW = 30;

    private final ContributionsViewModel model;
    private final PanelExport export;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves the panels
    public ContributionsView(ContributionsViewModel model, PanelExport export) {
        this.model = model;
        this.export = export;
        getStyleClass().add(StyleClass.CONTRIBUTIONS);
        setMinSize(0, 0);
        GridPane panels = new GridPane();
        panels.getStyleClass().add("panels");
        panels.setMinSize(0, 0);
        panels.getColumnConstraints().setAll(column(64), column(36));
        RowConstraints upper = row(58);
        RowConstraints lower = row(42);
        panels.getRowConstraints().setAll(upper, lower);
        panels.add(gridCard(), 0, 0);
        Node sum = sumCard();
        panels.add(sum, 0, 1);
        panels.add(barsCard(), 1, 0, 1, 2);
        VBox.setVgrow(panels, Priority.ALWAYS);
        Label em = new Label("M");
        em.setVisible(false);
        em.setManaged(false);
        getChildren().setAll(question(), panels, facts(), em);
        Runnable fit = // where it is low, the grid has the room of the running sum
                () -> {
                    boolean low = getHeight() < LOW * em.getFont().getSize();
                    upper.setPercentHeight(low ? 100 : 58);
                    lower.setPercentHeight(low ? 0 : 42);
                    sum.setVisible(!low);
                    sum.setManaged(!low);
                    panels.getStyleClass().remove("low");
                    if (low) {
                        panels.getStyleClass().add("low");
                    }
                };
        heightProperty().subscribe(fit);
        em.fontProperty().subscribe(fit);
        model.staleProperty().subscribe(stale -> Dimmer.dim(panels, stale));
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setMinWidth(0);
        return column;
    }

    private static RowConstraints row(double percent) {
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(percent);
        row.setMinHeight(0);
        return row;
    }

    /// Which token's logit, which token's is taken off, and after which token of the text.
    private Node question() {
        TokenField token = field("contributions-token", "contributions.token");
        token.shownProperty().bind(model.tokenNameProperty());
        token.noneProperty().set(Messages.text("contributions.likeliest"));
        token.onPickedProperty().set(model::follow);
        TokenField other = field("contributions-other", "contributions.other");
        other.shownProperty().bind(model.otherNameProperty());
        other.noneProperty().set(Messages.text("contributions.nothing"));
        other.onPickedProperty().set(model::compareWith);
        Label position = muted();
        position.textProperty().bind(model.positionProperty());
        HBox first = new HBox(muted("contributions.token"), token);
        HBox second = new HBox(muted("contributions.other"), other);
        for (HBox pair : List.of(first, second)) {
            pair.getStyleClass().add("pair");
            pair.setAlignment(Pos.CENTER_LEFT);
        }
        FlowPane row = new FlowPane(first, second, position);
        row.getStyleClass().add("question");
        row.setMinWidth(0);
        return row;
    }

    private TokenField field(String id, String key) {
        TokenField field = new TokenField();
        field.setId(id);
        field.setColumns(18);
        field.matchesProperty().bind(model.matches());
        field.field().setTooltip(new Tooltip(Messages.text(key + ".tip")));
        field.field().setAccessibleText(Messages.text(key));
        return field;
    }

    private static Label muted() {
        Label label = new Label();
        label.getStyleClass().add(StyleClass.MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String key) {
        Label label = muted();
        label.setText(Messages.text(key));
        return label;
    }

    private Node gridCard() {
        SignedGrid grid = new SignedGrid();
        grid.setId("contributions-grid");
        grid.rowTitleProperty().set(Messages.text("contributions.layer"));
        grid.columnTitleProperty().set(Messages.text("contributions.head"));
        grid.placeholderProperty().bind(model.placeholderProperty());
        grid.dataProperty().bind(model.gridProperty());
        grid.selectedProperty().bind(model.focus().selectedProperty());
        grid.hoveredProperty().subscribe(model.focus()::hoverCell);
        grid.onPickedProperty().set(model.focus()::pick);
        PartsTable table = new PartsTable(model);
        table.visibleProperty().bind(model.listedProperty());
        grid.visibleProperty().bind(table.visibleProperty().not());
        ToggleButton listed = new ToggleButton(Messages.text("contributions.table"));
        listed.setId("contributions-listed");
        listed.getStyleClass().add(StyleClass.TOOL_BUTTON);
        listed.setTooltip(new Tooltip(Messages.text("contributions.table.tip")));
        listed.setFocusTraversable(false);
        listed.selectedProperty().bindBidirectional(model.listedProperty());
        StackPane content = new StackPane(grid, table);
        content.setMinSize(0, 0);
        Card card = new Card(Messages.text("contributions.grid.title"), content);
        card.subtitleProperty().bind(model.focus().readingProperty());
        PartsNumbers numbers = model.numbers();
        card.actions()
                .setAll(listed, new ExportMenu(card, numbers::gridCaption, numbers::grid, export));
        return card;
    }

    private Node sumCard() {
        Waterfall sum = new Waterfall();
        sum.setId("contributions-sum");
        sum.placeholderProperty().bind(model.placeholderProperty());
        sum.dataProperty().bind(model.sumProperty());
        sum.onPickedProperty().set(model.focus()::pickStep);
        Card card = new Card(Messages.text("contributions.sum.title"), sum);
        StringBinding reading =
                Bindings.createStringBinding(
                        () -> model.step(sum.hoveredStepProperty().get()),
                        sum.hoveredStepProperty(),
                        model.sumProperty());
        card.subtitleProperty().bind(reading);
        PartsNumbers numbers = model.numbers();
        card.actions().add(new ExportMenu(card, numbers::sumCaption, numbers::sum, export));
        return card;
    }

    private Node barsCard() {
        SignedBars bars = new SignedBars();
        bars.setId("contributions-bars");
        bars.placeholderProperty().bind(model.placeholderProperty());
        bars.dataProperty().bind(model.barsProperty());
        bars.selectedRowProperty().bind(model.focus().selectedBarProperty());
        bars.hoveredRowProperty().subscribe(row -> model.focus().hoverBar(row.intValue()));
        bars.onPickedProperty().set(model.focus()::pickBar);
        Card card = new Card(Messages.text("contributions.bars.title"), bars);
        PartsNumbers numbers = model.numbers();
        card.actions().add(new ExportMenu(card, numbers::barsCaption, numbers::bars, export));
        return card;
    }

    /// What the parts sum to, and how the last norm is handled.
    private Node facts() {
        Label check = new Label();
        check.setId("contributions-check");
        check.getStyleClass().add(StyleClass.STRONG);
        check.textProperty().bind(model.checkProperty());
        check.setMinWidth(0);
        check.setWrapText(true);
        Label norm = new Label();
        norm.getStyleClass().add(StyleClass.MUTED);
        norm.textProperty().bind(model.normProperty());
        norm.setMinWidth(0);
        norm.setWrapText(true);
        FlowPane row = new FlowPane(check, norm);
        row.getStyleClass().add("facts");
        row.setMinWidth(0);
        return row;
    }
}
