package org.glassformer.app.feature.training;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.training.probe.ProbePanel;
import org.glassformer.app.feature.training.probe.ProbesView;
import org.glassformer.app.feature.training.tensors.TensorsView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.EmRegion;

/// The four panels of a run; where it is low, those of a column take turns. Tensors or all probes stand in place of the left
/// ones, and of all where it is low.
final class TrainingBody extends EmRegion {

    private enum Part {
        BATCH,
        PHASE,
        CURVES,
        PROBE
    }

    private static final double TALL = 25;
    private static final double GAP = 0.85;
    private static final double LEFT = 0.66;
    private static final double BATCH_MOST = 0.52;
    private static final double CURVES_SHARE = 0.46;

    private final Region batch;
    private final Region phase;
    private final Region curves;
    private final Region probe;
    private final Region tensors;
    private final Region probes;
    private final ObjectProperty<Part> leftPart =
            new SimpleObjectProperty<>(this, "leftPart", Part.BATCH);
    private final ObjectProperty<Part> rightPart =
            new SimpleObjectProperty<>(this, "rightPart", Part.CURVES);
    private final Region leftTurns = turns(List.of(Part.BATCH, Part.PHASE), leftPart);
    private final Region rightTurns = turns(List.of(Part.CURVES, Part.PROBE), rightPart);
    private boolean begun = true;

    TrainingBody(TrainingViewModel model, Executor painter, PanelExport export) {
        batch = StepPanels.batch(model.panels(), export);
        phase = StepPanels.phase(model.panels(), export);
        curves = CurvesPanel.card(model, export);
        probe = ProbePanel.card(model.probes(), export);
        tensors = new TensorsView(model.tensors(), painter, export);
        probes = new ProbesView(model.probes(), painter, export);
        getChildren().addAll(batch, phase, curves, probe, tensors, probes, leftTurns, rightTurns);
        model.probes().shownProperty().subscribe(this::requestLayout);
        probes.visibleProperty().bind(model.probes().shownProperty());
        model.tensors().shownProperty().subscribe(this::requestLayout);
        tensors.visibleProperty().bind(model.tensors().shownProperty());
        model.panels().tableProperty().subscribe(this::requestLayout);
        model.panels()
                .tableProperty()
                .subscribe(table ->
                        begun(!table.cells().isEmpty(), model.panels().shownProperty().get()));
        model.panels().shownProperty().subscribe((_, now) -> turn(now));
        model.panels()
                .nextShownProperty()
                .subscribe(on -> leftPart.set(on ? Part.PHASE : leftPart.get()));
        leftPart.subscribe(this::requestLayout);
        rightPart.subscribe(this::requestLayout);
    }

    private static Region turns(List<Part> parts, ObjectProperty<Part> chosen) {
        return new ChoiceSwitch<>(
                parts,
                each -> Messages.text("training.part." + each),
                each -> Messages.text("training.part." + each + ".tip"),
                chosen);
    }

    /// Where no step can be seen, what can be done comes forward.
    private void begun(boolean now, Phase shown) {
        if (now == begun) {
            return;
        }
        begun = now;
        if (now) {
            turn(shown);
        } else {
            leftPart.set(Part.PHASE);
        }
    }

    /// The panel that says most about a phase comes forward.
    private void turn(Phase now) {
        boolean inBars = now == Phase.LOSS || now == Phase.BACKWARD || now == Phase.UPDATE;
        leftPart.set(inBars ? Part.PHASE : Part.BATCH);
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(GAP * em());
        double width = getWidth();
        double left = Math.rint(LEFT * (width - gap));
        double right = Math.max(1, width - left - gap);
        double height = getHeight();
        boolean tall = height / em() >= TALL;
        boolean steps = !tensors.isVisible() && !probes.isVisible();
        leftTurns.setVisible(!tall && steps);
        rightTurns.setVisible(!tall && steps);
        batch.setVisible(steps && (tall || leftPart.get() == Part.BATCH));
        phase.setVisible(steps && (tall || leftPart.get() == Part.PHASE));
        tensors.resizeRelocate(0, 0, tall ? left : width, height);
        probes.resizeRelocate(0, 0, tall ? left : width, height);
        curves.setVisible(tall || (steps && rightPart.get() == Part.CURVES));
        probe.setVisible(tall || (steps && rightPart.get() == Part.PROBE));
        if (tall) {
            double first = Math.min(Math.ceil(batch.prefHeight(left)), BATCH_MOST * height);
            column(batch, phase, 0, left, Math.rint(first), gap);
            column(curves, probe, left + gap, right, Math.rint(CURVES_SHARE * (height - gap)), gap);
            return;
        }
        double line = Math.ceil(leftTurns.prefHeight(-1));
        double y = line + Math.rint(gap / 2);
        leftTurns.resizeRelocate(0, 0, Math.ceil(leftTurns.prefWidth(-1)), line);
        rightTurns.resizeRelocate(left + gap, 0, Math.ceil(rightTurns.prefWidth(-1)), line);
        for (Region panel : List.of(batch, phase)) {
            panel.resizeRelocate(0, y, left, Math.max(1, height - y));
        }
        for (Region panel : List.of(curves, probe)) {
            panel.resizeRelocate(left + gap, y, right, Math.max(1, height - y));
        }
    }

    private void column(
            Region upper, Region lower, double x, double width, double first, double gap) {
        upper.resizeRelocate(x, 0, width, first);
        double y = first + gap;
        lower.resizeRelocate(x, y, width, Math.max(1, getHeight() - y));
    }
}
