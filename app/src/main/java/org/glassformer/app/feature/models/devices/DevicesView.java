package org.glassformer.app.feature.models.devices;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.models.devices.DevicesViewModel.Compared;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.DeviceSummary;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.HintedColumn;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.StatusChip;
import org.glassformer.app.ui.control.VerticalScroll;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The devices, and beside them the text of the session on two of them in step: a sentence, curves where there is height
/// for them, and every position.
public final class DevicesView extends EmRegion {

    private static final double DEVICES_SHARE = 0.36;
    private static final double CURVES_FROM = 32;

    private final DevicesViewModel model;
    private final VBox devices = new VBox();
    private final ComboBox<String> other = new ComboBox<>();
    private final Label sentence = new Label();
    private final Label times = new Label();
    private final LinePlot curves = new LinePlot();
    private final TableView<RowViewModel> rows = new TableView<>();
    private final Card devicesCard;
    private final Card comparison;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public DevicesView(DevicesViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add("devices");
        devices.getStyleClass().add("list");
        devices.setId("models-devices");
        devicesCard = new Card(Messages.text("devices.title"), new VerticalScroll(devices));
        comparison = comparison(export);
        getChildren().addAll(devicesCard, comparison);
        model.devicesProperty().subscribe(ignored -> list());
        model.modelProperty().subscribe(ignored -> list());
        model.comparedProperty().subscribe(this::show);
    }

    private void list() {
        ModelSummary now = model.modelProperty().get();
        devices.getChildren().clear();
        for (DeviceSummary device : model.devicesProperty().get()) {
            devices.getChildren()
                    .add(row(device, now != null && now.device().equals(device.name())));
        }
        other.getItems().setAll(model.others());
        other.setValue(model.otherProperty().get());
    }

    private Region row(DeviceSummary device, boolean used) {
        Label name = new Label(device.name());
        name.getStyleClass().addAll(StyleClass.STRONG, StyleClass.MONO);
        Label what = new Label(DevicesViewModel.words(device));
        what.setWrapText(true);
        what.setMinWidth(0);
        what.getStyleClass().add(StyleClass.MUTED);
        VBox words = new VBox(name, what);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(words, end(device, used));
        line.getStyleClass().add("line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Region end(DeviceSummary device, boolean used) {
        if (used || !device.available()) {
            StatusChip chip =
                    new StatusChip(
                            Messages.text(used ? "devices.used" : "devices.missing"),
                            used ? StatusChip.Tone.SUCCESS : StatusChip.Tone.NEUTRAL);
            chip.setMinWidth(Region.USE_PREF_SIZE);
            return chip;
        }
        Button use = new Button(Messages.text("devices.use"));
        use.setId("devices-use-" + device.name().replace(':', '-'));
        use.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        use.setTooltip(new Tooltip(Messages.text("devices.use.tip", device.name())));
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.setOnAction(ignored -> model.use(device.name()));
        return use;
    }

    private Card comparison(PanelExport export) {
        other.setId("devices-other");
        other.setMinWidth(Region.USE_PREF_SIZE);
        other.valueProperty()
                .subscribe((before, now) -> {
                    if (now != null) {
                        model.otherProperty().set(now);
                    }
                });
        model.otherProperty().subscribe(other::setValue);
        Button compare = new Button();
        compare.setId("devices-compare");
        compare.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.textProperty()
                .bind(
                        Bindings.when(model.busyProperty())
                                .then(Messages.text("devices.stop"))
                                .otherwise(Messages.text("devices.compare")));
        compare.disableProperty().bind(Bindings.isNull(model.otherProperty()));
        compare.setTooltip(new Tooltip(Messages.text("devices.compare.tip")));
        compare.setOnAction(ignored -> {
            if (model.busyProperty().get()) {
                model.cancel();
            } else {
                model.compare();
            }
        });
        Label with = new Label(Messages.text("devices.with"));
        FlowPane controls = new FlowPane(with, other, compare);
        controls.getStyleClass().add("controls");
        Label failure = new Label();
        failure.setId("devices-failure");
        failure.textProperty().bind(model.failureProperty());
        failure.getStyleClass().add(StyleClass.WARNING);
        sentence.setId("devices-sentence");
        times.getStyleClass().add(StyleClass.MUTED);
        for (Label label : List.of(failure, sentence, times)) {
            label.setWrapText(true);
            label.setMinSize(0, Region.USE_PREF_SIZE);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        curves.placeholderProperty().set(Messages.text("devices.empty"));
        curves.setMinSize(0, 0);
        table();
        VBox.setVgrow(curves, Priority.ALWAYS);
        VBox.setVgrow(rows, Priority.ALWAYS);
        VBox body = new VBox(controls, failure, sentence, times, curves, rows);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        Card card = new Card(Messages.text("devices.compare.title"), body);
        card.shortenTitle();
        card.actions().setAll(new ExportMenu(card, model::caption, model::numbers, export));
        return card;
    }

    private void table() {
        rows.setId("devices-rows");
        rows.getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        rows.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        rows.setMinSize(0, 0);
        rows.setPlaceholder(new Label(Messages.text("devices.empty")));
        column("position", RowViewModel::index, true, 8);
        column("token", RowViewModel::read, false, 9);
        column("largest", RowViewModel::largest, true, 8.5);
        column("at", RowViewModel::farthest, false, 8);
        column("kl", RowViewModel::kl, true, 8.5);
        column("moved", RowViewModel::moved, true, 8);
        column("next", RowViewModel::next, false, 9);
    }

    private void column(
            String name, Function<RowViewModel, String> text, boolean figure, double weight) {
        HintedColumn<RowViewModel, String> column =
                new HintedColumn<>(
                        Messages.text("devices.column." + name),
                        Messages.text("devices.column." + name + ".tip"),
                        text);
        rows.getColumns().add(figure ? column.share(weight).ofFigures() : column.share(weight));
    }

    private void show(@Nullable Compared now) {
        if (now == null || now.isEmpty()) {
            sentence.setText("");
            times.setText("");
            curves.setData(PlotData.EMPTY);
            rows.getItems().clear();
            return;
        }
        sentence.setText(DevicesViewModel.sentence(now));
        times.setText(DevicesViewModel.times(now));
        curves.setData(DevicesViewModel.curves(now));
        rows.getItems().setAll(now.rows());
    }

    @Override
    protected void layoutChildren() {
        boolean high = getHeight() >= CURVES_FROM * em();
        curves.setVisible(high);
        curves.setManaged(high);
        double gap = Math.rint(0.85 * em());
        double left = Math.rint(DEVICES_SHARE * (getWidth() - gap));
        devicesCard.resizeRelocate(0, 0, left, getHeight());
        comparison.resizeRelocate(left + gap, 0, Math.max(1, getWidth() - left - gap), getHeight());
    }
}
