package org.glassformer.app.feature.training.tensors;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.control.LensTableData;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;

/// The numbers of a tensor as a heat map or a table, with the choice of the tensor, of what of it and of the step.
final class MapPanel {

    private final TensorsViewModel model;
    private final Heatmap map;
    private final LensTable table = new LensTable();
    private final Label message = new Label();
    private final Label about = new Label();
    private final HBox parts = new HBox();
    private final Button part = new Button();
    private final HBox arrows;
    private final Region reductions;
    private final Card card;

    MapPanel(TensorsViewModel model, Executor painter) {
        this.model = model;
        map = new Heatmap(painter);
        map.setId("tensors-map");
        map.readingVisibleProperty().set(false);
        map.setMinSize(0, 0);
        map.selectedCellProperty().bindBidirectional(model.lockedProperty());
        table.setId("tensors-table");
        table.selectedCellProperty().bindBidirectional(model.lockedProperty());
        table.placeholderProperty().set(Messages.text("heatmap.empty"));
        message.setId("tensors-missing");
        message.getStyleClass().add(StyleClass.MUTED);
        message.setWrapText(true);
        message.textProperty().bind(model.missingProperty());
        arrows =
                group(
                        move("up", Material2AL.KEYBOARD_ARROW_UP, -1, 0),
                        move("down", Material2AL.KEYBOARD_ARROW_DOWN, 1, 0),
                        move("left", Material2AL.KEYBOARD_ARROW_LEFT, 0, -1),
                        move("right", Material2AL.KEYBOARD_ARROW_RIGHT, 0, 1));
        reductions =
                new ChoiceSwitch<>(
                        List.of(Reduction.values()),
                        each -> Messages.text("tensors.reduction." + each),
                        each -> Messages.text("tensors.reduction." + each + ".tip"),
                        model.reductionProperty());
        card = new Card("");
    }

    Card card(PanelExport export) {
        StackPane stage = new StackPane(map, table, message);
        stage.setMinSize(0, 0);
        card.setContent(new MapStage(tools(), stage));
        card.leading()
                .setAll(
                        field(),
                        group(
                                tool("previous", Material2AL.CHEVRON_LEFT, () -> model.next(-1)),
                                tool("next", Material2AL.CHEVRON_RIGHT, () -> model.next(1))),
                        group(
                                tool(
                                        "below",
                                        Material2AL.KEYBOARD_ARROW_DOWN,
                                        () -> model.layer(-1)),
                                tool(
                                        "above",
                                        Material2AL.KEYBOARD_ARROW_UP,
                                        () -> model.layer(1))));
        ChoiceSwitch<Boolean> twin =
                new ChoiceSwitch<>(
                        List.of(false, true),
                        each -> Messages.text(each ? "tensors.table" : "tensors.map"),
                        each -> Messages.text(each ? "tensors.table.tip" : "tensors.map.tip"),
                        model.tableProperty());
        twin.getStyleClass().add(StyleClass.HANDLE);
        card.actions().addAll(twin, new ExportMenu(card, model::caption, model::numbers, export));
        card.addFoot(scrub());
        model.pictureProperty().subscribe(this::show);
        model.tableProperty().subscribe(this::switched);
        map.hoveredCellProperty().subscribe(this::tell);
        table.hoveredCellProperty().subscribe(this::tell);
        model.lockedProperty().subscribe(this::tell);
        return card;
    }

    private TokenField field() {
        TokenField field = new TokenField();
        field.getStyleClass().add(StyleClass.HANDLE);
        field.field().setId("tensors-find");
        field.field().setTooltip(new Tooltip(Messages.text("tensors.find.tip")));
        field.promptTextProperty().set(Messages.text("tensors.find"));
        field.setColumns(13);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.shownProperty().bind(model.tensorProperty());
        field.matchesProperty().bind(model.matchesProperty());
        field.onPickedProperty().set(model::choose);
        return field;
    }

    private List<Region> tools() {
        ComboBox<Quantity> quantity = new ComboBox<>();
        quantity.setId("tensors-quantity");
        quantity.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        quantity.getItems().setAll(List.of(Quantity.values()));
        quantity.setTooltip(new Tooltip(Messages.text("tensors.quantity.tip")));
        quantity.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Quantity each) {
                        return each == null ? "" : Messages.text("tensors.quantity." + each);
                    }

                    @Override
                    public @Nullable Quantity fromString(String text) {
                        return null;
                    }
                });
        quantity.valueProperty().bindBidirectional(model.quantityProperty());
        quantity.setMinWidth(Region.USE_PREF_SIZE);
        part.setId("tensors-part");
        part.getStyleClass().add(StyleClass.TOOL_BUTTON);
        part.setMinWidth(Region.USE_PREF_SIZE);
        part.setOnAction(_ -> model.partOrWhole());
        parts.getChildren().setAll(reductions, part, arrows);
        parts.getStyleClass().addAll("group", StyleClass.HANDLE);
        for (Node each : List.of(reductions, part, arrows, parts)) {
            each.managedProperty().bind(each.visibleProperty());
            each.setVisible(false);
        }
        CheckBox held = new CheckBox(Messages.text("tensors.held"));
        held.setId("tensors-held");
        held.getStyleClass().addAll("gf-tick", StyleClass.HANDLE);
        held.setTooltip(new Tooltip(Messages.text("tensors.held.tip")));
        held.setMinWidth(Region.USE_PREF_SIZE);
        held.selectedProperty().bindBidirectional(model.heldProperty());
        about.setId("tensors-about");
        about.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(about.textProperty());
        about.setTooltip(whole);
        about.setWrapText(true);
        return List.of(quantity, parts, held, about);
    }

    private HBox scrub() {
        Slider slider = new Slider();
        slider.setId("tensors-scrub");
        slider.getStyleClass().add("small");
        slider.maxProperty().bind(Bindings.max(1, model.along().lastProperty()));
        slider.disableProperty().bind(model.along().lastProperty().lessThan(1));
        slider.setBlockIncrement(1);
        slider.setTooltip(new Tooltip(Messages.text("tensors.scrub")));
        slider.setAccessibleText(Messages.text("tensors.scrub"));
        model.along().atProperty().subscribe(at -> slider.setValue(at.intValue()));
        slider.valueProperty()
                .subscribe((_, value) ->
                        model.along().atProperty().set((int) Math.round(value.doubleValue())));
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label step = new Label();
        step.setId("tensors-step");
        step.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        step.textProperty().bind(model.along().stepTextProperty());
        step.setMinWidth(Region.USE_PREF_SIZE);
        HBox box = new HBox(slider, step);
        box.getStyleClass().addAll("scrub", StyleClass.HANDLE);
        return box;
    }

    private Button move(String name, Ikon ikon, int down, int right) {
        return tool(name, ikon, () -> model.movePart(down, right));
    }

    private static Button tool(String name, Ikon ikon, Runnable action) {
        Button button = new Button("", new Icon(ikon));
        button.setId("tensors-" + name);
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        String tip = Messages.text("tensors." + name);
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static HBox group(Node... nodes) {
        HBox group = new HBox(nodes);
        group.getStyleClass().addAll(StyleClass.STEPPER, StyleClass.HANDLE);
        return group;
    }

    private void show(@Nullable TensorPicture now) {
        if (now == null) {
            map.setData(HeatmapData.EMPTY);
            table.setData(LensTableData.EMPTY);
            switched();
            parts.setVisible(false);
            tell();
            return;
        }
        Grid grid = now.grid();
        map.scaleProperty().set(now.scale());
        map.rowLabelsProperty().set(grid.rowLabels());
        map.columnLabelsProperty().set(grid.columnLabels());
        String down = Messages.text("tensors.row");
        String across = Messages.text("tensors.column");
        map.rowTitleProperty().set(grid.vector() ? "" : grid.turned() ? across : down);
        map.columnTitleProperty().set(grid.vector() ? "" : grid.turned() ? down : across);
        map.setData(grid.data());
        boolean large = grid.isLarge();
        parts.setVisible(large);
        reductions.setVisible(grid.isReduced());
        arrows.setVisible(large && !grid.isWhole());
        part.setVisible(large);
        String key = grid.isWhole() ? "tensors.part" : "tensors.whole";
        part.setText(Messages.text(key));
        part.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        switched();
        tell();
    }

    /// The table is filled only while it is in view.
    private void switched() {
        TensorPicture now = model.pictureProperty().get();
        boolean asTable = model.tableProperty().get();
        boolean any = now != null;
        map.setVisible(any && !asTable);
        table.setVisible(any && asTable);
        message.setVisible(!any);
        if (now != null && asTable) {
            Grid grid = now.grid();
            table.rowTitleProperty().set(map.rowTitleProperty().get());
            table.columnTitleProperty().set(map.columnTitleProperty().get());
            table.setData(
                    new LensTableData(
                            grid.rowLabels(),
                            grid.columnLabels(),
                            new CellWords(now, model.reductionProperty().get()),
                            new LensTableData.Legend(
                                    Messages.text("tensors.table.legend"),
                                    "0",
                                    Figures.value(now.end()),
                                    "",
                                    false)));
        }
    }

    /// What the hovered or the locked cell is, else what is in view.
    private void tell() {
        String hovered =
                model.reading(
                        model.tableProperty().get()
                                ? table.hoveredCellProperty().get()
                                : map.hoveredCellProperty().get());
        String reading = hovered.isEmpty() ? model.reading(model.lockedProperty().get()) : hovered;
        boolean none = reading.isEmpty();
        about.setText(
                !none || model.pictureProperty().get() == null ? reading : model.words().about());
        about.getStyleClass().setAll("label", none ? StyleClass.MUTED : StyleClass.MONO);
    }
}
