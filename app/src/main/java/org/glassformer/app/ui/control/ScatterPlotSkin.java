package org.glassformer.app.ui.control;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Points, marks and names are on one canvas; the point under the pointer is on another above it.
final class ScatterPlotSkin extends SkinBase<ScatterPlot> {

    private static final double STEP = 1.25;
    private static final double ARROW = 40;
    private static final double CLOSEST = 8;

    private final CanvasPalette palette;
    private final Sketch points = new Sketch();
    private final Sketch overlay = new Sketch();
    private @Nullable ScatterDrawing drawing;
    private double dragX;
    private double dragY;

    ScatterPlotSkin(ScatterPlot plot) {
        super(plot);
        palette = new CanvasPalette(plot::requestLayout);
        getChildren().setAll(palette, points, overlay);
        plot.setPickOnBounds(true);
        registerChangeListener(
                plot.dataProperty(),
                _ -> {
                    plot.hover(ScatterPlot.NONE);
                    plot.showAll();
                    plot.requestLayout();
                });
        List.<ObservableValue<?>>of(
                        plot.marksProperty(), plot.placeholderProperty(), plot.viewProperty())
                .forEach(each -> registerChangeListener(each, _ -> plot.requestLayout()));
        registerChangeListener(plot.hoveredProperty(), _ -> drawOverlay());
        registerChangeListener(plot.centringProperty(), _ -> centre());
        registerChangeListener(
                plot.zoomingProperty(), _ -> zoom(plot.zoomingProperty().get(), 0, 0));
        plot.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        plot.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> plot.hover(ScatterPlot.NONE));
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        plot.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        plot.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        plot.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        plot.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void hover(MouseEvent event) {
        if (drawing != null) {
            getSkinnable().hover(drawing.nearest(event.getX(), event.getY()));
        }
    }

    private void press(MouseEvent event) {
        getSkinnable().requestFocus();
        dragX = event.getX();
        dragY = event.getY();
    }

    private void drag(MouseEvent event) {
        if (event.isPrimaryButtonDown() && !event.isStillSincePress()) {
            pan(event.getX() - dragX, dragY - event.getY());
            dragX = event.getX();
            dragY = event.getY();
            event.consume();
        }
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            if (drawing != null && event.getClickCount() == 1) {
                getSkinnable().pick(drawing.nearest(event.getX(), event.getY()));
            }
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        if (drawing != null && event.getDeltaY() != 0) {
            double factor = event.getDeltaY() > 0 ? STEP : 1 / STEP;
            zoom(factor, drawing.fromMiddleX(event.getX()), drawing.fromMiddleY(event.getY()));
            getSkinnable().hover(ScatterPlot.NONE);
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        ScatterPlot plot = getSkinnable();
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> plot.zoomIn();
            case MINUS, SUBTRACT -> plot.zoomOut();
            case HOME -> plot.showAll();
            case LEFT -> pan(ARROW, 0);
            case RIGHT -> pan(-ARROW, 0);
            case UP -> pan(0, -ARROW);
            case DOWN -> pan(0, ARROW);
            case ENTER -> plot.pick(plot.hoveredProperty().get());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void zoom(double factor, double dx, double dy) {
        if (drawing != null && factor != 1) {
            getSkinnable().viewProperty().set(drawing.view().zoom(factor, dx, dy, drawing.least()));
        }
    }

    private void pan(double dx, double dy) {
        if (drawing != null && getSkinnable().zoomedProperty().get()) {
            getSkinnable().viewProperty().set(drawing.view().pan(dx, dy));
        }
    }

    private void centre() {
        ScatterPlot.Centring wanted = getSkinnable().centringProperty().get();
        ScatterDrawing made = drawing;
        if (wanted == null || made == null) {
            return;
        }
        ScatterData data = getSkinnable().dataProperty().get();
        List<Integer> there = wanted.points().stream().filter(p -> p < data.size()).toList();
        if (there.isEmpty()) {
            return;
        }
        double lowX = there.stream().mapToDouble(data::x).min().orElse(0);
        double highX = there.stream().mapToDouble(data::x).max().orElse(0);
        double lowY = there.stream().mapToDouble(data::y).min().orElse(0);
        double highY = there.stream().mapToDouble(data::y).max().orElse(0);
        double fitting = made.fitting(highX - lowX, highY - lowY);
        double scale = Math.clamp(fitting, made.least(), made.least() * CLOSEST);
        getSkinnable()
                .viewProperty()
                .set(new ScatterView((lowX + highX) / 2, (lowY + highY) / 2, scale));
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        ScatterPlot plot = getSkinnable();
        boolean first = drawing == null;
        ScatterDrawing made = new ScatterDrawing(plot, palette, x, y, width, height);
        drawing = made;
        points.draw(plot.getWidth(), plot.getHeight(), made::points);
        drawOverlay();
        if (first && plot.centringProperty().get() != null) {
            centre();
        }
    }

    private void drawOverlay() {
        ScatterDrawing made = drawing;
        if (made != null) {
            ScatterPlot plot = getSkinnable();
            overlay.draw(plot.getWidth(), plot.getHeight(), made::overlay);
            plot.setAccessibleText(made.readOut());
        }
    }

    private double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 26;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 20;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 10;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 8;
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
