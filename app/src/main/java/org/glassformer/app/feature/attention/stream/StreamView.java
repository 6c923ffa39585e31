package org.glassformer.app.feature.attention.stream;

import java.util.List;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.theme.StyleClass;

/// The residual stream: the logit lens above, and one position's way through the layers below.
public final class StreamView extends EmRegion {

    /// The lens's share of the height.
    private static final double LENS = 0.615;

    /// Heights in ems: of the lower panel at the least and at the most.
    private static final double LOWER_LEAST = 9.5;

    private static final double LOWER_MOST = 26;

    private final LensPanel lens;
    private final LayersPanel layers;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public StreamView(StreamViewModel model, PanelExport export) {
        getStyleClass().add(StyleClass.STREAM);
        setMinSize(0, 0);
        lens = new LensPanel(model, export);
        layers = new LayersPanel(model, export);
        getChildren().addAll(lens, layers);
        Dimmer dimmer = new Dimmer(List.of(lens, layers));
        model.staleProperty().subscribe(dimmer::show);
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double gap = Math.rint(0.85 * size);
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = getHeight() - y - snappedBottomInset();
        double lower =
                Math.rint(
                        Math.clamp(
                                (height - gap) * (1 - LENS),
                                Math.min(LOWER_LEAST * size, (height - gap) * 0.4),
                                LOWER_MOST * size));
        lens.resizeRelocate(x, y, width, Math.max(1, height - gap - lower));
        layers.resizeRelocate(x, y + height - lower, width, Math.max(1, lower));
    }
}
