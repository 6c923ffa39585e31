package org.glassformer.app.feature.training;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// What was measured, over the steps; a click goes back to the kept step that is nearest.
final class CurvesPanel {
    private static final double ROOMY = 23;

    private CurvesPanel() {}

    static Card card(TrainingViewModel model, PanelExport export) {
        CurvesViewModel curves = model.curves();
        LinePlot plot = new LinePlot();
        plot.setId("training-curves");
        plot.placeholderProperty().set(Messages.text("training.curve.empty"));
        curves.plotProperty().subscribe(plot::setData);
        plot.onPickedProperty().set(model::rewindNear);
        Tooltip.install(plot, new Tooltip(Messages.text("training.curve.tip")));
        Card card = new Card("", plot);
        card.leading().setAll(chooser(curves));
        CheckBox smooth = tick("training.smooth", curves.smoothProperty());
        smooth.managedProperty().bind(smooth.visibleProperty());
        smooth.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> card.getWidth() / smooth.getFont().getSize() >= ROOMY,
                                card.widthProperty(),
                                smooth.fontProperty()));
        card.actions()
                .addAll(
                        tick("training.log", curves.logarithmicProperty()),
                        smooth,
                        new ExportMenu(card, curves::caption, curves::numbers, export));
        return card;
    }

    private static ComboBox<Curve> chooser(CurvesViewModel curves) {
        ComboBox<Curve> chooser = new ComboBox<>();
        chooser.setId("training-curve");
        chooser.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        chooser.getItems().setAll(List.of(Curve.values()));
        chooser.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Curve curve) {
                        return curve == null ? "" : Messages.text("training.curve." + curve);
                    }

                    @Override
                    public @Nullable Curve fromString(String text) {
                        return null;
                    }
                });
        chooser.valueProperty().bindBidirectional(curves.curveProperty());
        chooser.setFocusTraversable(false);
        chooser.setMinWidth(Region.USE_PREF_SIZE);
        return chooser;
    }

    private static CheckBox tick(String key, BooleanProperty value) {
        CheckBox box = new CheckBox(Messages.text(key));
        box.setId(key.replace('.', '-'));
        box.getStyleClass().addAll("gf-tick", StyleClass.HANDLE);
        box.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        box.setFocusTraversable(false);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
