package org.glassformer.app.ui.control;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// Everything is on one canvas: there are a few dozen bars.
final class HistogramSkin extends RoomySkin<Histogram> {

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private @Nullable HistogramDrawing drawing;

    HistogramSkin(Histogram histogram) {
        super(histogram, new Lines(8, 5), new Lines(24, 11));
        palette = new CanvasPalette(histogram::requestLayout);
        getChildren().setAll(palette, canvas);
        histogram.setPickOnBounds(true);
        registerChangeListener(histogram.dataProperty(), _ -> dataChanged());
        registerChangeListener(histogram.logarithmicProperty(), _ -> histogram.requestLayout());
        registerChangeListener(histogram.valueTitleProperty(), _ -> histogram.requestLayout());
        registerChangeListener(histogram.placeholderProperty(), _ -> histogram.requestLayout());
        registerChangeListener(histogram.readProperty(), _ -> draw());
        histogram.addEventHandler(MouseEvent.MOUSE_MOVED, this::read);
        histogram.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> histogram.read(Histogram.NONE));
        histogram.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> histogram.requestFocus());
        histogram.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void dataChanged() {
        Histogram histogram = getSkinnable();
        if (histogram.readProperty().get() >= histogram.dataProperty().get().size()) {
            histogram.read(Histogram.NONE);
        }
        histogram.requestLayout();
    }

    private void read(MouseEvent event) {
        if (drawing != null) {
            getSkinnable().read(drawing.rangeAt(event.getX(), event.getY()));
        }
    }

    private void key(KeyEvent event) {
        Histogram histogram = getSkinnable();
        int size = histogram.dataProperty().get().size();
        if (size == 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int read = histogram.readProperty().get();
        switch (event.getCode()) {
            case LEFT -> histogram.read(read < 0 ? size - 1 : Math.max(0, read - 1));
            case RIGHT -> histogram.read(Math.min(size - 1, read + 1));
            case HOME -> histogram.read(0);
            case END -> histogram.read(size - 1);
            case ESCAPE -> {
                if (read < 0) {
                    return;
                }
                histogram.read(Histogram.NONE);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        drawing = new HistogramDrawing(getSkinnable(), palette, x, y, width, height);
        draw();
    }

    private void draw() {
        HistogramDrawing made = drawing;
        if (made != null) {
            Histogram histogram = getSkinnable();
            canvas.draw(histogram.getWidth(), histogram.getHeight(), made::draw);
            histogram.setAccessibleText(made.readOut());
        }
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }
}
