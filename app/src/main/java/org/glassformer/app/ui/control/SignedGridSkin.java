package org.glassformer.app.ui.control;

import java.util.List;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Cells, names and scale are on one canvas, frames on another above it.
final class SignedGridSkin extends SkinBase<SignedGrid> {

    private final CanvasPalette palette;
    private final Sketch cells = new Sketch();
    private final Sketch frames = new Sketch();
    private @Nullable SignedGridDrawing drawing;

    SignedGridSkin(SignedGrid grid) {
        super(grid);
        palette = new CanvasPalette(grid::requestLayout);
        getChildren().setAll(palette, cells, frames);
        grid.setPickOnBounds(true);
        registerChangeListener(grid.dataProperty(), _ -> dataChanged());
        List.of(grid.rowTitleProperty(), grid.columnTitleProperty(), grid.placeholderProperty())
                .forEach(each -> registerChangeListener(each, _ -> grid.requestLayout()));
        registerChangeListener(grid.selectedProperty(), _ -> drawFrames());
        registerChangeListener(grid.hoveredProperty(), _ -> drawFrames());
        grid.addEventHandler(MouseEvent.MOUSE_MOVED, event -> grid.hover(at(event)));
        grid.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> grid.hover(null));
        grid.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        grid.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void dataChanged() {
        SignedGrid grid = getSkinnable();
        Cell hovered = grid.hoveredProperty().get();
        SignedGridData data = grid.dataProperty().get();
        boolean gone =
                hovered != null
                        && (hovered.row() >= data.rows().size()
                                || hovered.column() >= data.columns().size());
        if (gone) {
            grid.hover(null);
        }
        grid.requestLayout();
    }

    private @Nullable Cell at(MouseEvent event) {
        return drawing == null ? null : drawing.at(event.getX(), event.getY());
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        Cell cell = at(event);
        if (cell != null && event.getButton() == MouseButton.PRIMARY) {
            getSkinnable().pick(cell);
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        SignedGrid grid = getSkinnable();
        SignedGridData data = grid.dataProperty().get();
        if (data.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Cell hovered = grid.hoveredProperty().get();
        Cell selected = grid.selectedProperty().get();
        Cell from = hovered != null ? hovered : selected != null ? selected : new Cell(0, 0);
        switch (event.getCode()) {
            case UP -> move(data, from, -1, 0);
            case DOWN -> move(data, from, 1, 0);
            case LEFT -> move(data, from, 0, -1);
            case RIGHT -> move(data, from, 0, 1);
            case ENTER -> grid.pick(from);
            case ESCAPE -> {
                if (hovered == null) {
                    return;
                }
                grid.hover(null);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(SignedGridData data, Cell from, int down, int right) {
        int row = Math.clamp(from.row() + down, 0, data.rows().size() - 1);
        int column = Math.clamp(from.column() + right, 0, data.columns().size() - 1);
        getSkinnable().hover(new Cell(row, column));
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        SignedGrid grid = getSkinnable();
        SignedGridDrawing made = new SignedGridDrawing(grid, palette, x, y, width, height);
        drawing = made;
        cells.draw(grid.getWidth(), grid.getHeight(), made::cells);
        drawFrames();
    }

    private void drawFrames() {
        SignedGridDrawing made = drawing;
        if (made != null) {
            SignedGrid grid = getSkinnable();
            frames.draw(grid.getWidth(), grid.getHeight(), made::frames);
            Cell cell = grid.hoveredProperty().get();
            Cell told = cell == null ? grid.selectedProperty().get() : cell;
            SignedGridData data = grid.dataProperty().get();
            boolean there =
                    told != null
                            && told.row() < data.rows().size()
                            && told.column() < data.columns().size();
            grid.setAccessibleText(
                    there && told != null
                            ? Messages.text(
                                    "signedgrid.accessible",
                                    data.rows().get(told.row()),
                                    data.columns().get(told.column()),
                                    data.value(told.row(), told.column()))
                            : grid.placeholderProperty().get());
        }
    }

    private double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 22;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        int rows = getSkinnable().dataProperty().get().rows().size();
        return t + b + lineHeight() * Math.max(8, rows * 1.6 + 4);
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 8;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 5;
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
