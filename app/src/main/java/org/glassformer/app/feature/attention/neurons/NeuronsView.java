package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.theme.StyleClass;

/// The neurons of the MLPs: the strongest at the position at the left, one of them along the text at the right.
public final class NeuronsView extends EmRegion {

    private static final double LIST = 0.44;
    private static final double LIST_LEAST = 25;
    private static final double LIST_MOST = 44;

    private final ListPanel list;
    private final AlongPanel along;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public NeuronsView(NeuronsViewModel model, PanelExport export) {
        getStyleClass().add(StyleClass.NEURONS);
        setMinSize(0, 0);
        list = new ListPanel(model, export);
        along = new AlongPanel(model, export);
        getChildren().addAll(list, along);
        Dimmer dimmer = new Dimmer(List.of(list, along));
        model.staleProperty().subscribe(dimmer::show);
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double gap = Math.rint(0.85 * size);
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = Math.max(1, getHeight() - y - snappedBottomInset());
        double most = Math.max(1, Math.min(LIST_MOST * size, (width - gap) * 0.6));
        double left = Math.rint(Math.clamp(width * LIST, Math.min(LIST_LEAST * size, most), most));
        list.resizeRelocate(x, y, left, height);
        along.resizeRelocate(x + left + gap, y, Math.max(1, width - left - gap), height);
    }
}
