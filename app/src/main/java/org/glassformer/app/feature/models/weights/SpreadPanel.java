package org.glassformer.app.feature.models.weights;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Histogram;
import org.glassformer.app.ui.control.HistogramData;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// How the numbers of the weight are spread, and what they come to.
final class SpreadPanel {

    private SpreadPanel() {}

    static Card card(WeightsViewModel model, PanelExport export) {
        Histogram histogram = new Histogram();
        histogram.setId("weights-histogram");
        histogram.logarithmicProperty().bind(model.logarithmicProperty());
        histogram.placeholderProperty().set(Messages.text("heatmap.empty"));
        histogram.setMinSize(0, 0);
        FlowPane figures = new FlowPane();
        figures.setId("weights-figures");
        figures.getStyleClass().add("figures");
        figures.setMinHeight(Region.USE_PREF_SIZE);
        Card card = new Card(Messages.text("weights.histogram"), histogram);
        CheckBox log = new CheckBox(Messages.text("training.log"));
        log.setId("weights-log");
        log.getStyleClass().addAll("gf-tick", StyleClass.HANDLE);
        log.setTooltip(new Tooltip(Messages.text("weights.log.tip")));
        log.setMinWidth(Region.USE_PREF_SIZE);
        log.selectedProperty().bindBidirectional(model.logarithmicProperty());
        card.actions()
                .addAll(
                        log,
                        new ExportMenu(
                                card, model::histogramCaption, model::histogramNumbers, export));
        card.addFoot(figures);
        model.pictureProperty().subscribe(now -> show(now, histogram, figures));
        return card;
    }

    private static void show(
            @Nullable WeightPictureViewModel now, Histogram histogram, FlowPane figures) {
        figures.getChildren().clear();
        if (now == null) {
            histogram.dataProperty().set(HistogramData.EMPTY);
            histogram.valueTitleProperty().set("");
            return;
        }
        histogram.valueTitleProperty().set(Messages.text("weights.histogram.axis"));
        histogram.dataProperty().set(now.histogram());
        for (String figure : now.figures()) {
            Label label = new Label(figure);
            label.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
            figures.getChildren().add(label);
        }
    }
}
