package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// One neuron along the text: as a curve over the positions, and as the text's own colours.
final class AlongPanel extends VBox {

    private final LinePlot curve = new LinePlot();
    private final ShadedText text = new ShadedText();

    AlongPanel(NeuronsViewModel model, PanelExport export) {
        setMinSize(0, 0);
        curve.setId("neuron-curve");
        curve.placeholderProperty().set(Messages.text("neurons.empty"));
        curve.onPickedProperty().set(x -> model.select((int) x));
        text.setId("neuron-text");
        text.onPickedProperty().set(model::select);
        text.hoveredProperty().subscribe(token -> model.hover(token.intValue()));
        VBox body = new VBox(curve, text);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        VBox.setVgrow(curve, Priority.ALWAYS);
        Card card = new Card("", body);
        card.titleProperty().bind(model.alongTitleProperty());
        card.shortenTitle();
        card.actions()
                .addAll(
                        ablation(model),
                        new ExportMenu(card, model::alongCaption, model::alongNumbers, export));
        Label extremes = new Label();
        extremes.setId("neuron-extremes");
        extremes.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        extremes.textProperty().bind(model.extremesProperty());
        extremes.setWrapText(true);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.extremesProperty());
        whole.setWrapText(true);
        whole.setMaxWidth(420);
        extremes.setTooltip(whole);
        card.addFoot(extremes);
        GridPane tokens = new GridPane();
        tokens.getStyleClass().add("tokens");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setMinWidth(0);
        rest.setHgrow(Priority.ALWAYS);
        tokens.getColumnConstraints().setAll(names, rest);
        addTokens(tokens, 0, "promotes", model.tokens().promotedProperty());
        addTokens(tokens, 1, "demotes", model.tokens().demotedProperty());
        card.addFoot(tokens);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        model.alongProperty().subscribe(this::show);
        model.selectedTokenProperty()
                .subscribe(token -> {
                    curve.markedXProperty().set(token < 0 ? Double.NaN : (double) token);
                    text.selectedProperty().set(token);
                });
    }

    private static MenuButton ablation(NeuronsViewModel model) {
        MenuButton menu = new MenuButton(Messages.text("neurons.ablate"));
        menu.setId("neuron-ablate");
        menu.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        menu.setTooltip(new Tooltip(Messages.text("neurons.ablate.tip")));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setFocusTraversable(false);
        menu.getItems()
                .setAll(
                        item("zero", () -> model.ablate(false)),
                        item("mean", () -> model.ablate(true)),
                        item("mlp", model::ablateMlp));
        menu.disableProperty().bind(model.alongProperty().isNull());
        return menu;
    }

    private static MenuItem item(String name, Runnable command) {
        MenuItem item = new MenuItem(Messages.text("neurons.ablate." + name));
        item.setId("neuron-ablate-" + name);
        item.setOnAction(ignored -> command.run());
        return item;
    }

    private static void addTokens(
            GridPane grid, int row, String name, ReadOnlyObjectProperty<List<String>> tokens) {
        Label title = new Label(Messages.text("neurons." + name));
        title.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        Entries listed = new Entries();
        listed.setId("neuron-" + name);
        tokens.subscribe(listed::show);
        Tooltip tip = new Tooltip();
        tip.textProperty()
                .bind(
                        tokens.map(said ->
                                String.join("\n", said)
                                        + "\n\n"
                                        + Messages.text("neurons.tokens.tip")));
        tip.setWrapText(true);
        tip.setMaxWidth(460);
        Tooltip.install(listed, tip);
        Tooltip.install(title, tip);
        grid.addRow(row, title, listed);
    }

    private void show(@Nullable NeuronAlong along) {
        if (along == null) {
            return;
        }
        double[] x = new double[along.activations().length];
        double[] y = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            x[t] = t;
            y[t] = along.activations()[t];
        }
        text.setData(
                new ShadedTextData(
                        along.labels(),
                        along.activations(),
                        along.magnitude(),
                        Messages.text("neurons.curve.activation")));
        curve.setData(
                new PlotData(
                        PlotAxis.of(Messages.text("neurons.curve.positions"))
                                .ofCounts()
                                .named(along.labels()),
                        PlotAxis.of(Messages.text("neurons.curve.activation")).fromZero(),
                        List.of(PlotSeries.line(along.neuron().name(), x, y))));
    }
}
