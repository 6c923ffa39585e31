package org.glassformer.app.feature.training.tensors;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.EmRegion;

/// The numbers of a tensor as a heat map or a table, and how they are spread: one above the other, side by side, or in
/// turns, as there is room.
public final class TensorsView extends EmRegion {

    private enum Part {
        MAP,
        SPREAD
    }

    private static final double TALL = 44;
    private static final double HIGH = 20;
    private static final double WIDE = 48;
    private static final double GAP = 0.85;
    private static final double MAP_DOWN = 0.62;
    private static final double MAP_ACROSS = 0.6;
    private static final double LOW_MAP_ACROSS = 0.68;

    private final Region map;
    private final Region spread;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.MAP);
    private final Region turns =
            new ChoiceSwitch<>(
                    List.of(Part.values()),
                    each -> Messages.text("tensors.part." + each),
                    each -> Messages.text("tensors.part." + each + ".tip"),
                    part);

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public TensorsView(TensorsViewModel model, Executor painter, PanelExport export) {
        getStyleClass().add("tensors");
        map = new MapPanel(model, painter).card(export);
        spread = SpreadPanel.card(model, export);
        getChildren().addAll(map, spread, turns);
        part.subscribe(this::requestLayout);
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(GAP * em());
        double width = getWidth();
        double height = getHeight();
        boolean tall = height / em() >= TALL;
        boolean inTurns = height / em() < HIGH && width / em() < WIDE;
        turns.setVisible(inTurns);
        map.setVisible(!inTurns || part.get() == Part.MAP);
        spread.setVisible(!inTurns || part.get() == Part.SPREAD);
        if (inTurns) {
            double line = Math.ceil(turns.prefHeight(-1));
            double y = line + Math.rint(gap / 2);
            turns.resizeRelocate(0, 0, Math.ceil(turns.prefWidth(-1)), line);
            map.resizeRelocate(0, y, width, Math.max(1, height - y));
            spread.resizeRelocate(0, y, width, Math.max(1, height - y));
        } else if (tall) {
            double first = Math.rint(MAP_DOWN * (height - gap));
            map.resizeRelocate(0, 0, width, first);
            spread.resizeRelocate(0, first + gap, width, Math.max(1, height - first - gap));
        } else {
            double share = height / em() < HIGH ? LOW_MAP_ACROSS : MAP_ACROSS;
            double first = Math.rint(share * (width - gap));
            map.resizeRelocate(0, 0, first, height);
            spread.resizeRelocate(first + gap, 0, Math.max(1, width - first - gap), height);
        }
    }
}
