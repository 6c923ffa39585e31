package org.glassformer.app.feature.models.weights;

import java.util.concurrent.Executor;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.ui.control.EmRegion;

/// The drawing of the model, and beside it the heat map of the weight that is picked above its histogram.
public final class WeightsView extends EmRegion {

    private static final double DRAWING = 0.6;
    private static final double MAP = 0.56;

    private final Region drawing;
    private final Region map;
    private final Region spread;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public WeightsView(WeightsViewModel model, Executor painter, PanelExport export) {
        getStyleClass().add("weights");
        drawing = DrawingPanel.card(model, export);
        map = new WeightPanel(model, painter).card(export);
        spread = SpreadPanel.card(model, export);
        getChildren().addAll(drawing, map, spread);
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em());
        double first = Math.rint(DRAWING * (getWidth() - gap));
        double second = Math.max(1, getWidth() - first - gap);
        double above = Math.rint(MAP * (getHeight() - gap));
        drawing.resizeRelocate(0, 0, first, getHeight());
        map.resizeRelocate(first + gap, 0, second, above);
        spread.resizeRelocate(
                first + gap, above + gap, second, Math.max(1, getHeight() - above - gap));
    }
}
