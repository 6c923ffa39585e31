package org.glassformer.app.feature.attention.stream;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.LinePlot;

/// The plots of one position side by side, as many as have room; a switch says which is the first of them.
final class LayerPlots extends EmRegion {

    /// Width in ems that a plot needs at the least.
    private static final double LEAST = 15.5;

    private enum Plot {
        RANK,
        PROBABILITY,
        DIVERGENCE,
        NORM
    }

    private static final List<Plot> ALL = List.of(Plot.values());

    private final List<LinePlot> plots = ALL.stream().map(ignored -> new LinePlot()).toList();
    private final ObjectProperty<Plot> first = new SimpleObjectProperty<>(this, "first", Plot.RANK);
    private final ChoiceSwitch<Plot> chooser;

    LayerPlots(StreamViewModel model) {
        setMinSize(0, 0);
        chooser =
                new ChoiceSwitch<>(
                        ALL,
                        plot -> Messages.text("stream.plots." + plot),
                        plot -> Messages.text("stream.plots." + plot + ".tip"),
                        first);
        chooser.managedProperty().bind(chooser.visibleProperty());
        first.subscribe(this::requestLayout);
        for (int i = 0; i < plots.size(); i++) {
            LinePlot plot = plots.get(i);
            plot.setId("stream-" + ALL.get(i).name().toLowerCase(Locale.ROOT));
            plot.placeholderProperty()
                    .bind(
                            model.stateProperty()
                                    .map(state ->
                                            Messages.text(
                                                    state == LabState.BUSY
                                                            ? "stream.busy"
                                                            : "stream.plot.none")));
            plot.onPickedProperty().set(model.locked()::lockPoint);
            getChildren().add(plot);
        }
        model.plotsProperty().subscribe(this::show);
        model.locked().cellProperty().subscribe((before, now) -> mark(model));
        model.tableProperty().subscribe((before, now) -> mark(model));
    }

    Node chooser() {
        return chooser;
    }

    private void show(StreamPlots data) {
        plots.get(0).setData(data.rank());
        plots.get(1).setData(data.probability());
        plots.get(2).setData(data.divergence());
        plots.get(3).setData(data.norm());
    }

    private void mark(StreamViewModel model) {
        plots.forEach(plot -> plot.markedXProperty().set(model.locked().blocks()));
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double width = getWidth();
        double gap = Math.rint(1.2 * size);
        int fitting = Math.clamp((int) ((width + gap) / (LEAST * size + gap)), 1, plots.size());
        chooser.setVisible(fitting < plots.size());
        int from = fitting == plots.size() ? 0 : ALL.indexOf(first.get());
        from = Math.min(from, plots.size() - fitting);
        double each = Math.floor((width - (fitting - 1) * gap) / fitting);
        for (int i = 0; i < plots.size(); i++) {
            LinePlot plot = plots.get(i);
            int place = i - from;
            plot.setVisible(place >= 0 && place < fitting);
            plot.resizeRelocate(place * (each + gap), 0, each, getHeight());
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return 12 * em();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 60 * em();
    }
}
