package org.glassformer.app.ui.control;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.color.ColorMap;

/// What explains the colours of a heat map, beside the map: the scale, the largest value, masked and crossed cells. For
/// a map whose own legend is off.
public final class HeatmapLegend extends Region {

    private static final double BAR = 9;
    private static final double SHORT_BAR = 4;

    private final Heatmap heatmap;
    private final CanvasPalette palette = new CanvasPalette(this::requestLayout);
    private final Sketch sketch = new Sketch();

    /// The legend of a map.
    ///
    /// @param heatmap what is explained
    public HeatmapLegend(Heatmap heatmap) {
        this.heatmap = heatmap;
        getChildren().setAll(palette, sketch);
        List<ObservableValue<?>> watched =
                List.of(
                        heatmap.shownProperty(),
                        heatmap.dataProperty(),
                        heatmap.scaleProperty(),
                        heatmap.colorMapProperty());
        watched.forEach(value -> value.subscribe(this::requestLayout));
    }

    private HeatmapLegendDrawing line() {
        TextRuler caption = new TextRuler(palette.captionFont());
        return new HeatmapLegendDrawing(heatmap, heatmap.shownProperty().get(), palette, caption);
    }

    private double em() {
        return palette.captionFont().getSize();
    }

    @Override
    protected void layoutChildren() {
        HeatmapLegendDrawing line = line();
        ColorMap chosen = heatmap.colorMapProperty().get();
        boolean signed = heatmap.scaleProperty().get().min() < 0;
        ColorMap map =
                chosen != null ? chosen : signed ? palette.divergingMap() : palette.colorMap();
        double bar = Math.clamp(getWidth() - line.width(0), SHORT_BAR * em(), BAR * em());
        double height = getHeight();
        double width = getWidth();
        sketch.draw(
                width,
                height,
                brush -> {
                    double x = line.draw(brush, map, 1, height / 2, bar, width);
                    line.pooled(brush, x, height / 2, width);
                });
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.ceil(line().width(SHORT_BAR * em()) + 4);
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil(line().width(BAR * em()) + 4);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(1.6 * em());
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
