package org.glassformer.app.ui.control;

import java.util.function.Supplier;
import javafx.event.Event;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;

/// What the mouse means on a heat map: hover, lock, zoom, move.
final class HeatmapMouse {

    private static final double PER_PIXEL = 0.005;

    private final Heatmap heatmap;
    private final Supplier<@Nullable HeatmapGeometry> place;
    private @Nullable Cell before;
    private double lastX;
    private double lastY;

    /// @param place where the cells are now
    HeatmapMouse(Heatmap heatmap, Supplier<@Nullable HeatmapGeometry> place) {
        this.heatmap = heatmap;
        this.place = place;
    }

    void listen() {
        heatmap.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        heatmap.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        heatmap.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        heatmap.addEventHandler(
                MouseEvent.MOUSE_RELEASED, ignored -> heatmap.setCursor(Cursor.DEFAULT));
        heatmap.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> heatmap.hover(null));
        heatmap.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        heatmap.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        heatmap.addEventHandler(ZoomEvent.ZOOM, this::pinch);
    }

    private void hover(MouseEvent event) {
        HeatmapGeometry g = place.get();
        if (g != null) {
            heatmap.hover(g.at(event.getX(), event.getY()));
        }
    }

    private void press(MouseEvent event) {
        lastX = event.getX();
        lastY = event.getY();
    }

    private void drag(MouseEvent event) {
        HeatmapGeometry g = place.get();
        if (g == null || g.zoom().isNone() || event.isStillSincePress()) {
            hover(event);
            return;
        }
        heatmap.setCursor(Cursor.CLOSED_HAND);
        heatmap.hover(null);
        double down = (lastY - event.getY()) / g.cell();
        double right = (lastX - event.getX()) / g.cell();
        press(event);
        heatmap.zoomProperty().set(g.zoom().moved(down, right, g.rows(), g.columns()));
        event.consume();
    }

    private void click(MouseEvent event) {
        heatmap.requestFocus();
        HeatmapGeometry g = place.get();
        Cell cell = g == null ? null : g.at(event.getX(), event.getY());
        if (cell == null
                || event.getButton() != MouseButton.PRIMARY
                || !event.isStillSincePress()) {
            return;
        }
        Cell locked = heatmap.selectedCellProperty().get();
        if (event.getClickCount() == 2 && heatmap.zoomFactorProperty().get() > 1) {
            heatmap.selectedCellProperty().set(before);
            heatmap.resetZoom();
        } else {
            before = locked;
            heatmap.selectedCellProperty().set(cell.equals(locked) ? null : cell);
        }
        event.consume();
    }

    private void scroll(ScrollEvent event) {
        if (event.isShiftDown() || event.getDeltaY() == 0) {
            HeatmapGeometry g = place.get();
            if (g != null && !g.zoom().isNone()) {
                double right = -event.getDeltaX() / g.cell();
                double down = -event.getDeltaY() / g.cell();
                heatmap.zoomProperty().set(g.zoom().moved(down, right, g.rows(), g.columns()));
                event.consume();
            }
        } else {
            zoom(Math.exp(event.getDeltaY() * PER_PIXEL), event.getX(), event.getY(), event);
        }
    }

    private void pinch(ZoomEvent event) {
        zoom(event.getZoomFactor(), event.getX(), event.getY(), event);
    }

    private void zoom(double by, double x, double y, Event event) {
        HeatmapGeometry g = place.get();
        if (g == null || !g.isInside(x, y)) {
            return;
        }
        double across = (x - g.x()) / g.width();
        double down = (y - g.y()) / g.height();
        heatmap.zoomProperty().set(g.zoom().by(by, across, down, g.rows(), g.columns()));
        HeatmapGeometry now = place.get();
        heatmap.hover(now == null ? null : now.at(x, y));
        event.consume();
    }
}
