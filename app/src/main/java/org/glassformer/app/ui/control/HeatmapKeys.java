package org.glassformer.app.ui.control;

import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// What the keyboard means on a heat map: move, lock, unlock, zoom.
final class HeatmapKeys {

    private static final double ZOOM = 1.5;

    private final Heatmap heatmap;

    HeatmapKeys(Heatmap heatmap) {
        this.heatmap = heatmap;
    }

    void listen() {
        heatmap.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        heatmap.focusedProperty()
                .subscribe((before, now) -> {
                    if (!now && !heatmap.isHover()) {
                        heatmap.hover(null);
                    }
                });
    }

    private void key(KeyEvent event) {
        HeatmapData data = heatmap.dataProperty().get();
        if (data.isEmpty() || event.isAltDown()) {
            return;
        }
        boolean done =
                event.isShortcutDown()
                        ? ends(data, event)
                        : switch (event.getCode()) {
                            case UP -> move(data, -1, 0);
                            case DOWN -> move(data, 1, 0);
                            case LEFT -> move(data, 0, -1);
                            case RIGHT -> move(data, 0, 1);
                            case HOME -> go(data, cell(data).row(), 0);
                            case END -> go(data, cell(data).row(), lastOf(data, cell(data).row()));
                            case ENTER -> lock(data);
                            case ESCAPE -> unlock();
                            case PLUS, ADD, EQUALS -> zoom(ZOOM);
                            case MINUS, SUBTRACT -> zoom(1 / ZOOM);
                            default -> false;
                        };
        if (done) {
            event.consume();
        }
    }

    private boolean ends(HeatmapData data, KeyEvent event) {
        return switch (event.getCode()) {
            case HOME -> go(data, 0, cell(data).column());
            case END -> go(data, data.rows() - 1, cell(data).column());
            default -> false;
        };
    }

    /// Where the keys move from: what is locked, else what is previewed, else the beginning of the last row.
    private Cell cell(HeatmapData data) {
        Cell locked = heatmap.selectedCellProperty().get();
        Cell from = locked != null ? locked : heatmap.hoveredCellProperty().get();
        if (from == null || !data.holds(from)) {
            return new Cell(data.rows() - 1, 0);
        }
        return new Cell(from.row() < 0 ? data.rows() - 1 : from.row(), Math.max(0, from.column()));
    }

    private boolean isAnywhere() {
        return heatmap.selectedCellProperty().get() != null
                || heatmap.hoveredCellProperty().get() != null;
    }

    private boolean move(HeatmapData data, int down, int right) {
        Cell from = cell(data);
        return isAnywhere()
                ? go(data, from.row() + down, from.column() + right)
                : go(data, from.row(), from.column());
    }

    private boolean go(HeatmapData data, int row, int column) {
        Cell to =
                new Cell(
                        Math.clamp(row, 0, data.rows() - 1),
                        Math.clamp(column, 0, data.columns() - 1));
        if (heatmap.selectedCellProperty().get() != null) {
            heatmap.hover(null);
            heatmap.selectedCellProperty().set(to);
        } else {
            heatmap.hover(to);
            HeatmapZoom zoom = heatmap.zoomProperty().get();
            heatmap.zoomProperty().set(zoom.showing(to, data.rows(), data.columns()));
        }
        return true;
    }

    private static int lastOf(HeatmapData data, int row) {
        int column = data.columns() - 1;
        while (column > 0 && data.isMasked(row, column)) {
            column--;
        }
        return column;
    }

    private boolean lock(HeatmapData data) {
        Cell hovered = heatmap.hoveredCellProperty().get();
        Cell locked = heatmap.selectedCellProperty().get();
        Cell next = hovered != null && data.contains(hovered) ? hovered : null;
        if (next == null && locked == null) {
            return false;
        }
        heatmap.selectedCellProperty().set(isUnlocking(next, locked) ? null : next);
        return true;
    }

    private static boolean isUnlocking(@Nullable Cell next, @Nullable Cell locked) {
        return next == null || next.equals(locked);
    }

    private boolean unlock() {
        boolean any = heatmap.selectedCellProperty().get() != null;
        heatmap.selectedCellProperty().set(null);
        return any;
    }

    private boolean zoom(double by) {
        heatmap.zoomBy(by);
        return true;
    }
}
