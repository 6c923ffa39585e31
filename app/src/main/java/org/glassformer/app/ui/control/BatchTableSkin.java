package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// One canvas; lines are as many positions long as fit.
final class BatchTableSkin extends SkinBase<BatchTable> {

    private static final double ROW = 1.5;
    private static final double AIR = 4;
    private static final double PADDING = 5;
    private static final double LONGEST = 9;
    private static final double PALEST = 0.06;
    private static final double FULL = 0.58;
    private static final double NEUTRAL = 0.35;

    /// Below it a probability has a third decimal.
    private static final double SMALL = 0.095;

    private static final List<String> ALL_NAMES =
            List.of("input", "target", "right", "before", "after");

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private double scrolled;

    /// Where the cells are.
    private record Grid(double left, double cell, int across, int rows, double row, int lines) {

        double lineHeight() {
            return rows * row + 2 * AIR;
        }

        double height() {
            return lines * lineHeight() - 2 * AIR;
        }
    }

    BatchTableSkin(BatchTable table) {
        super(table);
        palette = new CanvasPalette(table::requestLayout);
        getChildren().setAll(palette, canvas);
        table.setPickOnBounds(true);
        registerChangeListener(table.dataProperty(), _ -> dataChanged());
        registerChangeListener(table.placeholderProperty(), _ -> table.requestLayout());
        registerChangeListener(table.hoveredProperty(), _ -> table.requestLayout());
        registerChangeListener(table.selectedProperty(), _ -> table.requestLayout());
        registerChangeListener(table.focusedProperty(), _ -> table.requestLayout());
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.addEventHandler(MouseEvent.MOUSE_MOVED, e -> table.hover(at(e.getX(), e.getY())));
        table.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> table.hover(BatchTable.NONE));
        table.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    }

    private BatchTableData data() {
        return getSkinnable().dataProperty().get();
    }

    private void dataChanged() {
        BatchTable table = getSkinnable();
        if (table.hoveredProperty().get() >= data().cells().size()) {
            table.hover(BatchTable.NONE);
        }
        table.requestLayout();
    }

    private void click(MouseEvent event) {
        BatchTable table = getSkinnable();
        table.requestFocus();
        int there = at(event.getX(), event.getY());
        if (event.getButton() == MouseButton.PRIMARY && there != BatchTable.NONE) {
            boolean again = there == table.selectedProperty().get();
            table.selectedProperty().set(again ? BatchTable.NONE : there);
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        BatchTable table = getSkinnable();
        int last = data().cells().size() - 1;
        int now = table.selectedProperty().get();
        if (last < 0 || now < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int across = grid(width()).across();
        switch (event.getCode()) {
            case LEFT -> select(now - 1, last);
            case RIGHT -> select(now + 1, last);
            case UP -> select(now < across ? now : now - across, last);
            case DOWN -> select(now + across > last ? now : now + across, last);
            case HOME -> select(0, last);
            case END -> select(last, last);
            case ESCAPE -> table.selectedProperty().set(BatchTable.NONE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Locks a position and scrolls so far that it is seen.
    private void select(int position, int last) {
        int to = Math.clamp(position, 0, last);
        getSkinnable().selectedProperty().set(to);
        Grid grid = grid(width());
        int line = to / grid.across();
        double top = line * grid.lineHeight();
        double room = getSkinnable().getHeight() - snappedTopInset() - snappedBottomInset();
        double least = Math.min(top, top + grid.lineHeight() - room);
        scrolled = Math.clamp(scrolled, least, Math.max(least, top));
        getSkinnable().requestLayout();
    }

    private void scroll(ScrollEvent event) {
        double before = scrolled;
        scrolled -= event.getDeltaY();
        hold();
        if (scrolled != before) {
            getSkinnable().requestLayout();
            event.consume();
        }
    }

    private void hold() {
        Grid grid = grid(width());
        double room = getSkinnable().getHeight() - snappedTopInset() - snappedBottomInset();
        scrolled = Math.clamp(scrolled, 0, Math.max(0, grid.height() - room));
    }

    private double width() {
        return getSkinnable().getWidth() - snappedLeftInset() - snappedRightInset();
    }

    private Grid grid(double width) {
        TextRuler ruler = new TextRuler(palette.font());
        TextRuler caption = new TextRuler(palette.captionFont());
        List<String> names = names();
        double left = ALL_NAMES.stream().mapToDouble(n -> name(n, caption)).max().orElse(0);
        double widest = ruler.width("00.0");
        for (BatchTableData.Cell cell : data().cells()) {
            widest = Math.max(widest, ruler.width(cell.input()));
            widest = Math.max(widest, ruler.width(cell.target()));
        }
        double cell = Math.ceil(Math.min(widest, ruler.width("0") * LONGEST) + 2 * PADDING);
        int across = Math.max(1, (int) ((width - left) / cell));
        int lines = Math.max(1, Math.ceilDiv(data().cells().size(), across));
        double row = Math.ceil(ruler.lineHeight() * ROW);
        return new Grid(left, cell, across, names.size(), row, lines);
    }

    /// Columns stand still from phase to phase: there is room for every name.
    private static double name(String key, TextRuler caption) {
        return caption.width(Messages.text("batchtable." + key)) + 3 * PADDING;
    }

    private List<String> names() {
        String input = Messages.text("batchtable.input");
        String target = Messages.text("batchtable.target");
        if (data().again()) {
            String before = Messages.text("batchtable.before");
            return List.of(input, target, before, Messages.text("batchtable.after"));
        }
        return data().predicted()
                ? List.of(input, target, Messages.text("batchtable.right"))
                : List.of(input, target);
    }

    private int at(double x, double y) {
        Grid grid = grid(width());
        int line = (int) Math.floor((y - snappedTopInset() + scrolled) / grid.lineHeight());
        int column = (int) Math.floor((x - snappedLeftInset() - grid.left()) / grid.cell());
        int position = line * grid.across() + column;
        boolean inside = column >= 0 && column < grid.across() && position >= 0;
        return inside && position < data().cells().size() ? position : BatchTable.NONE;
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        BatchTable table = getSkinnable();
        hold();
        Grid grid = grid(width);
        double from = scrolled;
        canvas.draw(
                table.getWidth(),
                table.getHeight(),
                brush -> draw(brush, grid, x, y - from, width, height, y));
        table.setAccessibleText(Messages.text("batchtable.accessible", data().cells().size()));
    }

    private void draw(
            Brush brush, Grid grid, double x, double y, double width, double height, double top) {
        brush.setTextBaseline(VPos.CENTER);
        List<BatchTableData.Cell> cells = data().cells();
        if (cells.isEmpty()) {
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.CENTER);
            String said = getSkinnable().placeholderProperty().get();
            brush.fillText(said, x + width / 2, top + height / 2);
            return;
        }
        brush.save();
        brush.clipRect(x, top, width, height);
        TextRuler ruler = new TextRuler(palette.font());
        List<String> names = names();
        for (int line = 0; line < grid.lines(); line++) {
            double lineY = y + line * grid.lineHeight();
            if (lineY + grid.lineHeight() < top || lineY > top + height) {
                continue;
            }
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.LEFT);
            for (int row = 0; row < names.size(); row++) {
                brush.fillText(names.get(row), x, lineY + (row + 0.5) * grid.row());
            }
            int last = Math.min(cells.size(), (line + 1) * grid.across());
            for (int i = line * grid.across(); i < last; i++) {
                double left = x + grid.left() + (i - line * grid.across()) * grid.cell();
                cell(brush, ruler, grid, i, left, lineY);
            }
        }
        brush.restore();
    }

    private void cell(Brush brush, TextRuler ruler, Grid grid, int i, double x, double y) {
        BatchTableData.Cell cell = data().cells().get(i);
        double row = grid.row();
        Color plain = palette.ink(Ink.MASKED).deriveColor(0, 1, 1, NEUTRAL);
        boolean known = cell.counted() && !Double.isNaN(cell.loss());
        double share = known ? 1 - Math.exp(-cell.loss()) : 0;
        Color lost = palette.ink(Ink.LOSS).deriveColor(0, 1, 1, PALEST + (FULL - PALEST) * share);
        box(brush, ruler, grid, x, y, cell.input(), plain, Ink.TEXT);
        box(
                brush,
                ruler,
                grid,
                x,
                y + row,
                cell.target(),
                known ? lost : cell.counted() ? plain : Color.TRANSPARENT,
                cell.counted() ? Ink.TEXT : Ink.MUTED);
        if (cell.counted() && !Double.isNaN(cell.probability())) {
            figure(brush, grid, x, y + 2 * row, cell.probability(), Ink.TEXT);
            if (!Double.isNaN(cell.after())) {
                Ink ink = cell.after() >= cell.probability() ? Ink.GAIN : Ink.LOSS;
                figure(brush, grid, x, y + 3 * row, cell.after(), ink);
            }
        }
        boolean locked = i == getSkinnable().selectedProperty().get();
        if (locked || i == getSkinnable().hoveredProperty().get()) {
            brush.setStroke(palette.ink(locked ? Ink.LOCK : Ink.ACCENT));
            brush.setLineWidth(palette.lineWidth() + (locked ? 1 : 0.5));
            brush.strokeRoundRect(
                    x + 1, y + 1, grid.cell() - 2, grid.rows() * row - 2, 2 * AIR, 2 * AIR);
        }
    }

    private void box(
            Brush brush,
            TextRuler ruler,
            Grid grid,
            double x,
            double y,
            String text,
            Color color,
            Ink ink) {
        brush.setFill(color);
        brush.fillRoundRect(x + 1, y + 1, grid.cell() - 2, grid.row() - 2, 2 * AIR, 2 * AIR);
        brush.setFont(palette.font());
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(TextAlignment.CENTER);
        String fitting = ruler.fit(text, grid.cell() - PADDING);
        brush.fillText(fitting, x + grid.cell() / 2, y + grid.row() / 2);
    }

    private void figure(Brush brush, Grid grid, double x, double y, double p, Ink ink) {
        brush.setFont(palette.font());
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(TextAlignment.CENTER);
        String figure = Figures.fixed(p, p < SMALL ? 3 : 2);
        String brief = figure.startsWith("0") ? figure.substring(1) : Figures.fixed(p, 1);
        brush.fillText(brief, x + grid.cell() / 2, y + grid.row() / 2);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 30 * palette.font().getSize();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        double width = w < 0 ? prefWidth() : w;
        return t + b + grid(width - l - r).height();
    }

    private double prefWidth() {
        return 30 * palette.font().getSize();
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 12 * palette.font().getSize();
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        Grid grid = grid(w < 0 ? prefWidth() : w - l - r);
        return t + b + grid.rows() * grid.row();
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
