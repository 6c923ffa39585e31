package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Cells in sight are on one canvas; what follows the pointer is on another above it.
final class LensTableSkin extends SkinBase<LensTable> {

    private static final String SECOND = "second";

    private final CanvasPalette palette;
    private final Sketch cells = new Sketch();
    private final Sketch overlay = new Sketch();
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private @Nullable LensGeometry geometry;
    private TextRuler ruler;
    private TextRuler caption;
    private int columns;
    private boolean reveal = true;

    LensTableSkin(LensTable table) {
        super(table);
        palette = new CanvasPalette(this::restyled);
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        down.setOrientation(Orientation.VERTICAL);
        getChildren().setAll(palette, cells, across, down, overlay);
        table.setPickOnBounds(true);
        for (ScrollBar bar : List.of(across, down)) {
            bar.setFocusTraversable(false);
            bar.setManaged(false);
            bar.setVisible(false);
            registerChangeListener(bar.valueProperty(), ignored -> draw());
        }
        registerChangeListener(table.dataProperty(), ignored -> dataChanged());
        List.of(table.rowTitleProperty(), table.columnTitleProperty(), table.placeholderProperty())
                .forEach(title -> registerChangeListener(title, ignored -> table.requestLayout()));
        registerChangeListener(table.hoveredCellProperty(), ignored -> draw());
        registerChangeListener(table.selectedCellProperty(), ignored -> selected());
        table.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        table.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> table.hover(null));
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        table.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        dataChanged();
    }

    private void restyled() {
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        getSkinnable().requestLayout();
    }

    private void dataChanged() {
        LensTable table = getSkinnable();
        LensTableData data = table.dataProperty().get();
        palette.getStyleClass().remove(SECOND);
        if (data.legend().second()) {
            palette.getStyleClass().add(SECOND);
        }
        Cell hovered = table.hoveredCellProperty().get();
        if (hovered != null && !data.contains(hovered)) {
            table.hover(null);
        }
        if (data.columns().size() != columns) {
            columns = data.columns().size();
            reveal = true;
        }
        table.requestLayout();
    }

    private void selected() {
        reveal = true;
        getSkinnable().requestLayout();
    }

    private void hover(MouseEvent event) {
        getSkinnable().hover(cellAt(event));
    }

    private @Nullable Cell cellAt(MouseEvent event) {
        return geometry == null
                ? null
                : geometry.at(event.getX(), event.getY(), across.getValue(), down.getValue());
    }

    private void click(MouseEvent event) {
        LensTable table = getSkinnable();
        table.requestFocus();
        Cell cell = cellAt(event);
        if (cell != null && event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            boolean again = cell.equals(table.selectedCellProperty().get());
            table.selectedCellProperty().set(again ? null : cell);
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        boolean sideways = event.isShiftDown() || !down.isVisible();
        double dx = event.getDeltaX() != 0 ? event.getDeltaX() : sideways ? event.getDeltaY() : 0;
        double dy = sideways ? 0 : event.getDeltaY();
        double x = across.getValue();
        double y = down.getValue();
        across.setValue(Math.clamp(x - dx, 0, across.getMax()));
        down.setValue(Math.clamp(y - dy, 0, down.getMax()));
        if (x != across.getValue() || y != down.getValue()) {
            hoverAgain(event);
            event.consume();
        }
    }

    private void hoverAgain(ScrollEvent event) {
        if (geometry != null) {
            getSkinnable()
                    .hover(
                            geometry.at(
                                    event.getX(),
                                    event.getY(),
                                    across.getValue(),
                                    down.getValue()));
        }
    }

    private void key(KeyEvent event) {
        LensTable table = getSkinnable();
        LensTableData data = table.dataProperty().get();
        if (data.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Cell from = table.selectedCellProperty().get();
        int last = data.columns().size() - 1;
        switch (event.getCode()) {
            case UP -> move(from, -1, 0);
            case DOWN -> move(from, 1, 0);
            case LEFT -> move(from, 0, -1);
            case RIGHT -> move(from, 0, 1);
            case HOME -> lock(from == null ? 0 : from.row(), 0);
            case END -> lock(from == null ? 0 : from.row(), last);
            case PAGE_UP -> move(from, 0, -page());
            case PAGE_DOWN -> move(from, 0, page());
            case ESCAPE -> {
                if (from == null) {
                    return;
                }
                table.selectedCellProperty().set(null);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private int page() {
        return geometry == null
                ? 1
                : Math.max(1, (int) (geometry.viewWidth() / geometry.cellWidth()) - 1);
    }

    private void move(@Nullable Cell from, int down, int right) {
        Cell hovered = getSkinnable().hoveredCellProperty().get();
        if (from != null) {
            lock(from.row() + down, from.column() + right);
        } else if (hovered != null) {
            lock(hovered.row(), hovered.column());
        } else {
            lock(0, columns - 1);
        }
    }

    private void lock(int row, int column) {
        LensTableData data = getSkinnable().dataProperty().get();
        getSkinnable()
                .selectedCellProperty()
                .set(
                        new Cell(
                                Math.clamp(row, 0, data.rows().size() - 1),
                                Math.clamp(column, 0, data.columns().size() - 1)));
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        LensTable table = getSkinnable();
        LensTableData data = table.dataProperty().get();
        if (data.isEmpty()) {
            geometry = null;
            across.setVisible(false);
            down.setVisible(false);
            table.show(0, 0);
            draw();
            return;
        }
        double thick = Math.ceil(Math.max(8, down.prefWidth(-1)));
        LensGeometry g =
                LensGeometry.fit(
                        data,
                        !table.rowTitleProperty().get().isEmpty(),
                        !table.columnTitleProperty().get().isEmpty(),
                        x + 2,
                        y + 2,
                        width - 4,
                        height - 4,
                        thick,
                        ruler,
                        caption);
        geometry = g;
        place(across, g.mostAcross(), g.viewWidth(), g.cellWidth());
        across.resizeRelocate(g.x(), g.y() + g.viewHeight() + 1, g.viewWidth(), thick);
        place(down, g.mostDown(), g.viewHeight(), g.cellHeight());
        down.resizeRelocate(g.x() + g.viewWidth() + 1, g.y(), thick, g.viewHeight());
        if (reveal) {
            reveal = false;
            reveal(g);
        }
        draw();
    }

    private static void place(ScrollBar bar, double most, double view, double step) {
        bar.setVisible(most > 0);
        bar.setMax(most);
        bar.setVisibleAmount(most * view / Math.max(1, most + view));
        bar.setUnitIncrement(step);
        bar.setBlockIncrement(Math.max(step, view - step));
        bar.setValue(Math.clamp(bar.getValue(), 0, most));
    }

    /// Scrolls to the locked cell, or to the end of the text if there is none.
    private void reveal(LensGeometry g) {
        Cell cell = getSkinnable().selectedCellProperty().get();
        if (cell == null || cell.row() >= g.rows() || cell.column() >= g.columns()) {
            across.setValue(g.mostAcross());
            return;
        }
        across.setValue(into(cell.column() * g.cellWidth(), g.cellWidth(), across, g.viewWidth()));
        down.setValue(into(cell.row() * g.cellHeight(), g.cellHeight(), down, g.viewHeight()));
    }

    private static double into(double at, double size, ScrollBar bar, double view) {
        double least = Math.max(0, at + size - view);
        return Math.clamp(bar.getValue(), Math.min(least, at), Math.min(at, bar.getMax()));
    }

    private void draw() {
        LensTable table = getSkinnable();
        LensGeometry g = geometry;
        double width = table.getWidth();
        double height = table.getHeight();
        if (g == null) {
            overlay.draw(width, height, ignored -> {});
            cells.draw(width, height, this::empty);
            table.setAccessibleText(table.placeholderProperty().get());
            return;
        }
        LensDrawing drawing =
                new LensDrawing(
                        table, palette, g, across.getValue(), down.getValue(), ruler, caption);
        cells.draw(width, height, drawing::all);
        overlay.draw(width, height, drawing::overlay);
        table.show(g.firstColumn(across.getValue()), g.endColumn(across.getValue()));
        table.setAccessibleText(accessible());
    }

    private void empty(Brush brush) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        LensTable table = getSkinnable();
        String text = table.placeholderProperty().get();
        brush.fillText(text, table.getWidth() / 2, table.getHeight() / 2);
    }

    private String accessible() {
        LensTableData data = getSkinnable().dataProperty().get();
        Cell hovered = getSkinnable().hoveredCellProperty().get();
        Cell cell = hovered != null ? hovered : getSkinnable().selectedCellProperty().get();
        String size = Messages.text("lens.accessible", data.rows().size(), data.columns().size());
        if (cell == null || !data.contains(cell)) {
            return size;
        }
        StringBuilder said = new StringBuilder(size);
        said.append(' ')
                .append(data.rows().get(cell.row()))
                .append(", ")
                .append(cell.column())
                .append(' ')
                .append(data.columns().get(cell.column()))
                .append(':');
        for (LensCells.Line line : data.cells().lines(cell.row(), cell.column())) {
            said.append(' ')
                    .append(line.token())
                    .append(' ')
                    .append(Figures.percent(line.probability()));
        }
        return said.toString();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 60 * ruler.advance();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + 16 * ruler.lineHeight();
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 20 * ruler.advance();
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + 4 * ruler.lineHeight();
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
