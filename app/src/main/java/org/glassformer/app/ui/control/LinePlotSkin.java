package org.glassformer.app.ui.control;

import java.util.function.DoubleConsumer;
import javafx.animation.PauseTransition;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Axes and curves are on one canvas; what follows the pointer is on another above it, so that reading off draws no
/// curve again.
final class LinePlotSkin extends RoomySkin<LinePlot> {

    private static final double LEAST_MS = 50;

    private final CanvasPalette palette;
    private final Sketch curves = new Sketch();
    private final Sketch overlay = new Sketch();
    private final PauseTransition wait = new PauseTransition(Duration.millis(LEAST_MS));
    private long drawn;
    private @Nullable PlotDrawing drawing;

    LinePlotSkin(LinePlot plot) {
        super(plot, new Lines(8, 5), new Lines(24, 13));
        palette = new CanvasPalette(plot::requestLayout);
        getChildren().setAll(palette, curves, overlay);
        plot.setPickOnBounds(true);
        wait.setOnFinished(_ -> plot.requestLayout());
        registerChangeListener(plot.dataProperty(), _ -> dataChanged());
        registerChangeListener(plot.placeholderProperty(), _ -> plot.requestLayout());
        registerChangeListener(plot.markedXProperty(), _ -> drawOverlay());
        registerChangeListener(plot.readXProperty(), _ -> drawOverlay());
        plot.addEventHandler(MouseEvent.MOUSE_MOVED, this::read);
        plot.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> plot.read(Double.NaN));
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        plot.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::press);
        plot.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void dataChanged() {
        long since = (System.nanoTime() - drawn) / 1_000_000;
        if (since >= LEAST_MS) {
            getSkinnable().requestLayout();
        } else {
            wait.setDuration(Duration.millis(LEAST_MS - since));
            wait.playFromStart();
        }
    }

    private void read(MouseEvent event) {
        if (drawing != null) {
            getSkinnable().read(drawing.xAt(event.getX(), event.getY()));
        }
    }

    private void press(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        getSkinnable().requestFocus();
        read(event);
        pick(getSkinnable().readXProperty().get());
        event.consume();
    }

    private void pick(double x) {
        DoubleConsumer handler = getSkinnable().onPickedProperty().get();
        if (handler != null && !Double.isNaN(x)) {
            handler.accept(x);
        }
    }

    private void key(KeyEvent event) {
        LinePlot plot = getSkinnable();
        PlotData data = plot.dataProperty().get();
        if (data.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        double read = plot.readXProperty().get();
        double from = Double.isNaN(read) ? plot.markedXProperty().get() : read;
        boolean none = Double.isNaN(from);
        switch (event.getCode()) {
            case LEFT -> plot.read(none ? data.lastX() : data.step(from, -1));
            case RIGHT -> plot.read(none ? data.firstX() : data.step(from, 1));
            case HOME -> plot.read(data.firstX());
            case END -> plot.read(data.lastX());
            case ESCAPE -> {
                if (Double.isNaN(read)) {
                    return;
                }
                plot.read(Double.NaN);
            }
            case ENTER -> pick(read);
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        LinePlot plot = getSkinnable();
        PlotDrawing made = new PlotDrawing(plot, palette, x, y, width, height);
        drawing = made;
        curves.draw(plot.getWidth(), plot.getHeight(), made::curves);
        drawOverlay();
        drawn = System.nanoTime();
    }

    private void drawOverlay() {
        PlotDrawing made = drawing;
        if (made != null) {
            LinePlot plot = getSkinnable();
            overlay.draw(plot.getWidth(), plot.getHeight(), made::overlay);
            plot.setAccessibleText(made.readOut());
        }
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }
}
