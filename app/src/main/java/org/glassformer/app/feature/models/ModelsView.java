package org.glassformer.app.feature.models;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.models.devices.DevicesView;
import org.glassformer.app.feature.models.download.DownloadView;
import org.glassformer.app.feature.models.experts.ExpertsView;
import org.glassformer.app.feature.models.files.QuantiseView;
import org.glassformer.app.feature.models.overview.OverviewView;
import org.glassformer.app.feature.models.weights.WeightsView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.SectionBar;
import org.glassformer.app.ui.control.VerticalScroll;
import org.glassformer.app.ui.theme.StyleClass;

/// The Models screen: one of its parts below the bar that chooses among them.
public final class ModelsView extends EmRegion {

    private final ModelsViewModel model;
    private final Executor painter;
    private final PanelExport export;
    private final SectionBar<Section> bar;
    private final Map<Section, Region> panels = new EnumMap<>(Section.class);

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public ModelsView(ModelsViewModel model, Executor painter, PanelExport export) {
        this.model = model;
        this.painter = painter;
        this.export = export;
        getStyleClass().addAll(StyleClass.SCREEN, StyleClass.MODELS);
        setId("models-screen");
        bar =
                new SectionBar<>(
                        "models-sections",
                        Section.class,
                        model.sectionProperty().get(),
                        section -> Messages.text("models.section." + section),
                        section -> Messages.text("models.section." + section + ".tip"));
        bar.chosenProperty().bindBidirectional(model.sectionProperty());
        getChildren().add(bar);
        model.sectionProperty().subscribe(this::choose);
    }

    private void choose(Section section) {
        Region chosen = panel(section);
        panels.values().forEach(panel -> panel.setVisible(panel.equals(chosen)));
        requestLayout();
    }

    /// A panel, made when it is first seen.
    private Region panel(Section section) {
        return panels.computeIfAbsent(
                section,
                wanted -> {
                    Region made =
                            switch (wanted) {
                                case OVERVIEW ->
                                        VerticalScroll.ofPage(
                                                new OverviewView(model.overview(), export));
                                case WEIGHTS -> new WeightsView(model.weights(), painter, export);
                                case EXPERTS ->
                                        VerticalScroll.ofPage(
                                                new ExpertsView(model.experts(), export));
                                case QUANTISE ->
                                        VerticalScroll.ofPage(
                                                new QuantiseView(model.quantise(), export));
                                case DEVICES -> new DevicesView(model.devices(), export);
                                case DOWNLOAD -> new DownloadView(model.download(), export);
                            };
                    getChildren().add(made);
                    return made;
                });
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em());
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = Math.max(1, getWidth() - left - snappedRightInset());
        double barHeight = snapSizeY(bar.prefHeight(-1));
        bar.resizeRelocate(left, top, Math.min(width, bar.prefWidth(-1)), barHeight);
        double from = top + barHeight + gap;
        double height = Math.max(1, getHeight() - from - snappedBottomInset());
        for (Region panel : panels.values()) {
            if (panel.isVisible()) {
                panel.resizeRelocate(left, from, width, height);
            }
        }
    }
}
