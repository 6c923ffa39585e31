package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.SkinBase;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.glassformer.app.i18n.Messages;

/// One canvas; where the bars stand is in [StripPlaces].
final class VectorStripSkin extends SkinBase<VectorStrip> {

    private static final double PREFERRED_BAR = 2.6;
    private static final double LEAST_BAR = 1.1;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private StripPlaces places = StripPlaces.NONE;

    VectorStripSkin(VectorStrip strip) {
        super(strip);
        palette = new CanvasPalette(strip::requestLayout);
        getChildren().setAll(palette, canvas);
        strip.setPickOnBounds(true);
        registerChangeListener(
                strip.dataProperty(),
                ignored -> {
                    if (strip.hoveredProperty().get() >= strip.dataProperty().get().size()) {
                        strip.hover(-1);
                    }
                    strip.requestLayout();
                });
        registerChangeListener(strip.hoveredProperty(), ignored -> strip.requestLayout());
        for (var kind : List.of(MouseEvent.MOUSE_MOVED, MouseEvent.MOUSE_DRAGGED)) {
            strip.addEventHandler(kind, event -> strip.hover(places.at(event.getX())));
        }
        strip.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> strip.hover(-1));
        strip.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    }

    private void click(MouseEvent event) {
        IntConsumer told = getSkinnable().onPickedProperty().get();
        int index = places.at(event.getX());
        if (told != null && index >= 0 && event.getButton() == MouseButton.PRIMARY) {
            told.accept(index);
            event.consume();
        }
    }

    private TextRuler caption() {
        return new TextRuler(palette.captionFont());
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        VectorStrip strip = getSkinnable();
        VectorStripData data = strip.dataProperty().get();
        TextRuler ruler = new TextRuler(palette.font());
        places = StripPlaces.of(data, ruler, caption(), x, y, width, height);
        StripPlaces placed = places;
        int hovered = strip.hoveredProperty().get();
        canvas.draw(
                strip.getWidth(),
                strip.getHeight(),
                brush -> new StripDrawing(brush, palette, placed, data).draw(hovered));
        strip.setAccessibleText(
                Messages.text("strip.accessible", data.size(), data.lowest(), data.highest()));
    }

    private double labelLine() {
        boolean labelled = !getSkinnable().dataProperty().get().labels().isEmpty();
        return labelled ? new TextRuler(palette.font()).lineHeight() : 0;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + Math.ceil(PREFERRED_BAR * palette.font().getSize() + labelLine());
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + Math.ceil(LEAST_BAR * palette.font().getSize() + labelLine());
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 20 * palette.font().getSize();
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 6 * palette.font().getSize();
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
