package org.glassformer.app.feature.models.weights;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.EmRegion;

/// The drawing of the model, and beside it the heat map of the weight that is picked above its histogram; where it is low,
/// these two take turns.
public final class WeightsView extends EmRegion {

    private enum Part {
        MAP,
        SPREAD
    }

    private static final double WIDE = 110;
    private static final double LOW = 31;
    private static final double DRAWING = 0.6;
    private static final double NARROW_DRAWING = 0.64;
    private static final double LOW_DRAWING = 0.69;
    private static final double MAP = 0.56;

    private final Region drawing;
    private final Region map;
    private final Region spread;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.MAP);
    private final Region turns =
            new ChoiceSwitch<>(
                    List.of(Part.values()),
                    each -> Messages.text("weights.part." + each),
                    each -> Messages.text("weights.part." + each + ".tip"),
                    part);

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
        getChildren().addAll(drawing, map, spread, turns);
        part.subscribe(this::requestLayout);
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em());
        double height = getHeight();
        boolean inTurns = height < LOW * em();
        boolean narrow = getWidth() < WIDE * em();
        double share = inTurns ? LOW_DRAWING : narrow ? NARROW_DRAWING : DRAWING;
        double first = Math.rint(share * (getWidth() - gap));
        double x = first + gap;
        double second = Math.max(1, getWidth() - x);
        turns.setVisible(inTurns);
        map.setVisible(!inTurns || part.get() == Part.MAP);
        spread.setVisible(!inTurns || part.get() == Part.SPREAD);
        drawing.resizeRelocate(0, 0, first, height);
        if (inTurns) {
            double line = Math.ceil(turns.prefHeight(-1));
            double y = line + Math.rint(gap / 2);
            turns.resizeRelocate(x, 0, Math.ceil(turns.prefWidth(-1)), line);
            map.resizeRelocate(x, y, second, Math.max(1, height - y));
            spread.resizeRelocate(x, y, second, Math.max(1, height - y));
        } else {
            double above = Math.rint(MAP * (height - gap));
            map.resizeRelocate(x, 0, second, above);
            spread.resizeRelocate(x, above + gap, second, Math.max(1, height - above - gap));
        }
    }
}
