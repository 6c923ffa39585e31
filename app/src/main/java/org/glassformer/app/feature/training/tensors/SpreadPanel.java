package org.glassformer.app.feature.training.tensors;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Histogram;
import org.glassformer.app.ui.control.HistogramData;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// How the numbers of the tensor are spread, and what they come to.
final class SpreadPanel {

    private SpreadPanel() {}

    static Card card(TensorsViewModel model, PanelExport export) {
        Histogram histogram = new Histogram();
        histogram.setId("tensors-histogram");
        histogram.logarithmicProperty().bind(model.logarithmicProperty());
        histogram.placeholderProperty().set(Messages.text("heatmap.empty"));
        Label figures = new Label();
        figures.setId("tensors-figures");
        figures.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        figures.setWrapText(true);
        figures.setMinWidth(0);
        figures.setMinHeight(Region.USE_PREF_SIZE);
        Card card = new Card(Messages.text("tensors.histogram"), histogram);
        CheckBox log = new CheckBox(Messages.text("training.log"));
        log.setId("tensors-log");
        log.getStyleClass().addAll("gf-tick", StyleClass.HANDLE);
        log.setTooltip(new Tooltip(Messages.text("tensors.log.tip")));
        log.setMinWidth(Region.USE_PREF_SIZE);
        log.selectedProperty().bindBidirectional(model.logarithmicProperty());
        card.actions()
                .addAll(
                        log,
                        new ExportMenu(
                                card, model::histogramCaption, model::histogramNumbers, export));
        card.addFoot(figures);
        model.pictureProperty().subscribe(now -> show(now, model, histogram, figures));
        return card;
    }

    private static void show(
            @Nullable TensorPicture now,
            TensorsViewModel model,
            Histogram histogram,
            Label figures) {
        if (now == null) {
            histogram.dataProperty().set(HistogramData.EMPTY);
            histogram.valueTitleProperty().set("");
            figures.setText("");
            return;
        }
        histogram.valueTitleProperty().set(Messages.text("tensors.histogram.axis"));
        histogram.dataProperty().set(now.histogram());
        figures.setText(model.words().figures());
    }
}
