package org.glassformer.app.feature.models.weights;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The weight in view as a heat map, with the choice among those of its box.
final class WeightPanel {

    private final WeightsViewModel model;
    private final Heatmap map;
    private final Label about = new Label();

    WeightPanel(WeightsViewModel model, Executor painter) {
        this.model = model;
        map = new Heatmap(painter);
        map.setId("weights-map");
        map.readingVisibleProperty().set(false);
        map.setMinSize(0, 0);
        map.selectedCellProperty().bindBidirectional(model.lockedProperty());
    }

    Card card(PanelExport export) {
        about.setId("weights-about");
        about.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(about.textProperty());
        about.setTooltip(whole);
        VBox.setVgrow(map, Priority.ALWAYS);
        VBox body = new VBox(about, map);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        Card card = new Card("", body);
        card.titleProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::title, model.weightProperty(), model.insideProperty()));
        card.leading().setAll(choice());
        card.actions().add(new ExportMenu(card, model::mapCaption, model::weightNumbers, export));
        model.pictureProperty().subscribe(this::show);
        model.failureProperty().subscribe(_ -> tell());
        map.hoveredCellProperty().subscribe(this::tell);
        model.lockedProperty().subscribe(this::tell);
        return card;
    }

    /// The name of the weight, unless the choice says it.
    private String title() {
        return model.insideProperty().get().size() > 1 ? "" : model.weightProperty().get();
    }

    /// The weights of the box, where it has several.
    private ComboBox<String> choice() {
        ComboBox<String> choice = new ComboBox<>();
        choice.setId("weights-choice");
        choice.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        choice.setTooltip(new Tooltip(Messages.text("weights.choice")));
        choice.setAccessibleText(Messages.text("weights.choice"));
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.managedProperty().bind(choice.visibleProperty());
        model.insideProperty()
                .subscribe(names -> {
                    choice.getItems().setAll(names);
                    choice.setVisible(names.size() > 1);
                    choice.setValue(model.weightProperty().get());
                });
        model.weightProperty().subscribe(choice::setValue);
        choice.setOnAction(_ -> chosen(choice.getValue()));
        return choice;
    }

    private void chosen(@Nullable String name) {
        if (name != null && model.insideProperty().get().contains(name)) {
            model.weightProperty().set(name);
        }
    }

    private void show(@Nullable WeightPictureViewModel now) {
        if (now == null) {
            map.setData(HeatmapData.EMPTY);
            map.rowLabelsProperty().set(List.of());
            map.columnLabelsProperty().set(List.of());
        } else {
            map.scaleProperty().set(now.scale());
            map.rowLabelsProperty().set(now.rowLabels());
            map.columnLabelsProperty().set(now.columnLabels());
            map.rowTitleProperty().set(now.rowTitle());
            map.columnTitleProperty().set(now.columnTitle());
            map.resetZoom();
            map.setData(now.cells());
        }
        tell();
    }

    /// What the hovered or the locked cell is, else what is in view.
    private void tell() {
        String hovered = model.reading(map.hoveredCellProperty().get());
        String reading = hovered.isEmpty() ? model.reading(model.lockedProperty().get()) : hovered;
        WeightPictureViewModel now = model.pictureProperty().get();
        String failed = model.failureProperty().get();
        boolean none = reading.isEmpty();
        about.setText(
                !failed.isEmpty() ? failed : !none ? reading : now == null ? "" : now.about());
        about.getStyleClass().setAll("label", none ? StyleClass.MUTED : StyleClass.MONO);
    }
}
